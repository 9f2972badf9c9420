"""Under which titles papers are signed is a setting, and who changes it."""

import pytest
from django.urls import reverse

from royalties.models import RoyaltyTitles
from tests import factories
from tests.submissions.registers import is_refused, log_in, person

pytestmark = pytest.mark.django_db
KEEPERS = {"desk", "accountant", "superuser"}


@pytest.mark.parametrize(
    "role", [*sorted(KEEPERS), "editor", "head", "official", "administrator", "contributor", "leader", "anonymous"]
)
def test_who_changes_the_titles(client, role):
    setting = RoyaltyTitles.load()
    log_in(client, person(role, unit=factories.UnitFactory()))
    address = reverse("wagtailsettings:edit", args=["royalties", "royaltytitles", setting.pk])
    assert is_refused(client.get(address)) is (role not in KEEPERS)
    fields = ("preparer", "table_approver", "list_maker", "accountant", "office_head")
    client.post(address, {name: getattr(setting, name) for name in fields} | {"preparer": "Thư ký tòa soạn"})
    assert (RoyaltyTitles.objects.get().preparer == "Thư ký tòa soạn") is (role in KEEPERS)
