"""A later migration changes the tables of what is signed: their rows stay, and stay locked."""

import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from compliance.models import ClosedPeriod, ClosedRow
from royalties.models import Author, PaymentList
from royalties.sealed.check_sums import list_check_sum
from tests import factories
from tests.compliance import unsealing as closed_seals
from tests.compliance.closed_figures import closed, numbers
from tests.royalties import unsealing as royalty_seals
from tests.royalties.stories import Office, moment, signed

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
BEFORE = {"compliance": "0010", "royalties": "0006"}


@pytest.fixture
def taken_away_afterwards(transactional_db):
    yield
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        royalty_seals.take_away()
        closed_seals.take_away()


def test_a_migration_of_sealed_tables_leaves_them_as_they_were(taken_away_afterwards):
    ward = factories.UnitFactory(name="UBND phường Phú Thủy")
    closed(2019, 4, {ward: numbers(sent=1, published=1)})
    office = Office()
    signed(ward, "Nguyễn Văn An", at=moment(2019, 4, 2))
    Author.objects.create(name="Nguyễn Văn An", unit=ward)
    april = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
    office.payable(office.approved(*april), pay_day=timezone.localdate())
    before = signed_rows()
    for app, name in BEFORE.items():
        call_command("migrate", app, name, verbosity=0)
    call_command("migrate", verbosity=0)
    assert signed_rows() == before
    [payment_list] = PaymentList.objects.all()
    assert payment_list.digest == list_check_sum(payment_list)
    for change in ("compliance_closedperiod SET row_count = 9", "royalties_paymentlist SET net = 1"):
        with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
            connection.cursor().execute(f"UPDATE {change}")


def signed_rows():
    return [list(model.objects.order_by("pk").values()) for model in (ClosedPeriod, ClosedRow, PaymentList)]
