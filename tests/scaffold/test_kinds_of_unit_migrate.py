"""Kinds of unit become rows in a database that is in use: units, minimums and closed figures stay as they were."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from compliance.models import ClosedPeriod, ClosedRow, Quota
from submissions.models import Unit
from tests.compliance import unsealing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
BEFORE = [("compliance", "0011_whole_names"), ("submissions", "0028_uploads")]
# Made by the version before: canonical lines of a period of two rows, and their check sums.
DIGESTS = {
    "ward": "d1c5702624cdf85b2658b36dea5daea2ff019bff40c988d39a164e70ac5d69db",
    "radio": "bddd250d8d669b8da567d52cc9e0ace04813130f44178004fd1f2f70a9c520a9",
    "period": "16589bed1230f43b3e9474a80134dd92528983b00503990d37898ccd80e14e2b",
}
MOMENT = datetime.datetime(2019, 5, 24, 17, 5, tzinfo=datetime.UTC)
COUNTED = (
    "sent sent_published waiting returned withdrawn published short long with_photo counted year_counted item_count"
)
ZERO = dict.fromkeys(COUNTED.split(), 0)


@pytest.fixture
def forward_afterwards(transactional_db):
    yield
    # Going back takes along every app that builds on these.
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        unsealing.take_away()


def test_units_minimums_and_closed_periods_stay(forward_afterwards):
    for app, name in BEFORE:
        call_command("migrate", app, name, verbosity=0)
    then = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    OldUnit, OldQuota = then.get_model("submissions", "Unit"), then.get_model("compliance", "Quota")
    OldPeriod, OldRow = then.get_model("compliance", "ClosedPeriod"), then.get_model("compliance", "ClosedRow")
    ward = OldUnit.objects.create(pk=7, name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="a", kind="ward")
    radio = OldUnit.objects.create(pk=8, name="Đài Truyền thanh", short_name="Đài", slug="b", kind="radio")
    OldQuota.objects.create(kind="", unit=ward, minimum=5, photo_required=True)
    quotas = list(OldQuota.objects.order_by("pk").values("pk", "kind", "unit", "minimum", "valid_from", "legal_basis"))
    period = OldPeriod.objects.create(
        year=2019,
        month=5,
        start=datetime.datetime(2019, 4, 24, 17, tzinfo=datetime.UTC),
        end=datetime.datetime(2019, 5, 24, 17, tzinfo=datetime.UTC),
        report_date=datetime.date(2019, 5, 25),
        closed_at=MOMENT,
        closed_by_name="",
        row_count=2,
        previous_digest="",
        digest=DIGESTS["period"],
    )
    for place, (unit, minimum) in enumerate(((ward, 5), (radio, 15)), start=1):
        OldRow.objects.create(
            **ZERO,
            period=period,
            place=place,
            unit=unit,
            unit_name=unit.name,
            unit_kind=unit.kind,
            minimum=minimum,
            photo_required=minimum == 5,
            quota_basis="Công văn 2485/UBND-VX ngày 04/4/2019",
            exempt_because="",
            is_valid_throughout=True,
            shortfall=minimum,
            result="nothing",
            digest=DIGESTS[unit.kind],
        )
    for app, _name in reversed(BEFORE):
        call_command("migrate", app, verbosity=0)
    assert list(Unit.objects.order_by("pk").values_list("pk", "kind__name")) == [(7, "Phường"), (8, "Đài truyền thanh")]
    now = Quota.objects.order_by("pk").values("pk", "kind", "unit", "minimum", "valid_from", "legal_basis")
    assert [row | {"kind": row["kind"] or ""} for row in now] == quotas
    assert {row.unit_kind: row.digest for row in ClosedRow.objects.all()} | {
        "period": ClosedPeriod.objects.get().digest
    } == DIGESTS
    assert [row.block.title for row in ClosedRow.objects.order_by("place")] == [
        "UBND các phường",
        "Đài Truyền thanh Phan Thiết",
    ]
    out = io.StringIO()
    call_command("verify_closed", stdout=out)
    assert out.getvalue() == f"Kỳ 5/2019: đúng như lúc chốt ({DIGESTS['period']})\n"
