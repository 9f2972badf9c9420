"""A database of before is brought up to date: what an office had in it stays, and what is signed stays as it was.

Going back and coming again takes a minute on each database, so every story about it is told of one such way.
"""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from compliance.models import ClosedPeriod, ClosedRow, Quota
from submissions.body.content import content_digest
from submissions.models import Category, Decree, DecreePoint, NewsPage, Unit
from tests import factories
from tests.compliance import unsealing as closed_seals
from tests.royalties import unsealing as royalty_seals

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
# Units had a kind as a word, categories no dated law.
BEFORE = [("compliance", "0011_whole_names"), ("submissions", "0028_uploads")]
FILED = ("van-ban", "lien-he-can-bo", "tin-tuc-su-kien")
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
        royalty_seals.take_away()
        closed_seals.take_away()


def test_what_an_office_had_before_stays(forward_afterwards):
    categories, kinds = CategoriesOfTheLaw(), KindsOfUnits()
    call_command("migrate", *BEFORE[-1], verbosity=0)
    then = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    categories.are_as_before(then.get_model("submissions", "Category"))
    kinds.are_written(then)
    call_command("migrate", verbosity=0)
    categories.are_dated()
    kinds.are_rows()


class CategoriesOfTheLaw:
    """Categories of before the law was dated, taken over: pieces stay filed, and what the office had entered stays."""

    def __init__(self):
        ward = factories.UnitFactory(pk=1)
        pieces = [factories.news(ward, title=slug, category=Category.objects.get(slug=slug)) for slug in FILED]
        self.filed = [piece.pk for piece in pieces]
        self.measured = self.measure()
        # The office's own, with no decree, whose addresses begin alike: each needs a code of 20 characters of its own.
        for end in ("van-hoa", "the-thao", "du-lich"):
            Category.objects.create(title=end, slug=f"gioi-thieu-ve-dia-phuong-{end}")
        self.keys = dict(Category.objects.filter(pk__lte=13).values_list("slug", "pk"))

    def measure(self):
        return {page.pk: content_digest(page) for page in NewsPage.objects.filter(pk__in=self.filed)}

    def known(self, model):
        return {slug: key for slug, key in model.objects.values_list("slug", "pk") if slug in self.keys}

    def are_as_before(self, old):
        assert self.known(old) == self.keys
        alike = old.objects.filter(slug__startswith="gioi-thieu-ve-").values_list("code", flat=True)
        assert sorted(alike) == ["gioi-thieu-ve-dia-2", "gioi-thieu-ve-dia-3", "gioi-thieu-ve-dia-ph"]
        documents = old.objects.get(slug="van-ban")
        assert (documents.code, documents.deadline_days, documents.is_binding) == ("10.1.e", 10, True)
        assert documents.legal_basis == "Điểm e khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"
        assert old.objects.get(slug="lien-he-can-bo").valid_to is None
        # What an office had changed and added by then.
        old.objects.filter(slug="du-an-dau-thau").update(deadline_days=7, title="Dự án, đấu thầu")
        old.objects.create(code="QC.3", title="Gương sáng", slug="guong-sang", legal_basis="Quy chế 12/QC-UBND")
        own = {"title": "Tất cả", "slug": "tat-ca", "legal_basis": "Quy chế 12/QC-UBND", "is_binding": False}
        old.objects.create(code="10.1", **own)

    def are_dated(self):
        filed = dict(NewsPage.objects.filter(pk__in=self.filed).values_list("pk", "category__slug"))
        assert filed == dict(zip(self.filed, FILED, strict=True))
        assert self.measure() == self.measured
        assert self.known(Category) == self.keys
        assert Category.objects.get(slug="lien-he-can-bo").continued_by.slug == "gioi-thieu"
        changed = DecreePoint.objects.get(category__slug="du-an-dau-thau")
        assert (changed.deadline_days, changed.is_checked, changed.category.title) == (7, False, "Dự án, đấu thầu")
        kept = DecreePoint.objects.get(category__slug="van-ban", decree__number__contains="43/2011")
        assert (kept.deadline_days, kept.issuer_days, kept.is_checked) == (10, 2, True)
        own = Decree.objects.get(number="Quy chế 12/QC-UBND")
        assert {point.category.slug: point.is_binding for point in own.points.all()} == {
            "guong-sang": True,
            "tat-ca": False,
        }
        ended = DecreePoint.objects.get(category__slug="gioi-thieu", decree__number__contains="42/2022")
        assert ended.end_day == datetime.date(2026, 7, 1)


class KindsOfUnits:
    """Kinds of unit become rows: units, minimums and closed figures stay as they were."""

    def are_written(self, then):
        OldUnit, OldQuota = then.get_model("submissions", "Unit"), then.get_model("compliance", "Quota")
        OldPeriod, OldRow = then.get_model("compliance", "ClosedPeriod"), then.get_model("compliance", "ClosedRow")
        ward = OldUnit.objects.create(pk=7, name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="a", kind="ward")
        radio = OldUnit.objects.create(pk=8, name="Đài Truyền thanh", short_name="Đài", slug="b", kind="radio")
        OldQuota.objects.create(kind="", unit=ward, minimum=5, photo_required=True)
        self.quotas = self.quotas_of(OldQuota)
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

    @staticmethod
    def quotas_of(model):
        rows = model.objects.order_by("pk").values("pk", "kind", "unit", "minimum", "valid_from", "legal_basis")
        return [row | {"kind": row["kind"] or ""} for row in rows]

    def are_rows(self):
        units = Unit.objects.filter(pk__in=(7, 8)).order_by("pk").values_list("pk", "kind__name")
        assert list(units) == [(7, "Phường"), (8, "Đài truyền thanh")]
        assert self.quotas_of(Quota) == self.quotas
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
