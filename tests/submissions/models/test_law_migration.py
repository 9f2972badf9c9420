"""Categories of before the law was dated, taken over: pieces stay filed, and what the office had entered stays."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from submissions.body.content import content_digest
from submissions.models import Category, Decree, DecreePoint, NewsPage
from tests import factories
from tests.compliance import unsealing as closed_seals
from tests.royalties import unsealing as royalty_seals

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
BEFORE = "0028"


@pytest.fixture
def taken_away_afterwards(transactional_db):
    yield
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        royalty_seals.take_away()
        closed_seals.take_away()


def model_of_before(name):
    executor = MigrationExecutor(connection)
    (node,) = [key for key in executor.loader.graph.nodes if key[0] == "submissions" and key[1].startswith(BEFORE)]
    return executor.loader.project_state([node]).apps.get_model("submissions", name)


def test_there_and_back_and_there(taken_away_afterwards):
    ward = factories.UnitFactory()
    filed = [
        factories.news(ward, title=slug, category=Category.objects.get(slug=slug)).pk
        for slug in ("van-ban", "lien-he-can-bo", "tin-tuc-su-kien")
    ]
    measured = {page.pk: content_digest(page) for page in NewsPage.objects.filter(pk__in=filed)}
    # The office's own, with no decree, whose addresses begin alike: each needs a code of 20 characters of its own.
    for end in ("van-hoa", "the-thao", "du-lich"):
        Category.objects.create(title=end, slug=f"gioi-thieu-ve-dia-phuong-{end}")
    keys = dict(Category.objects.filter(pk__lte=13).values_list("slug", "pk"))

    call_command("migrate", "submissions", BEFORE, verbosity=0)
    old = model_of_before("Category")
    assert {slug: key for slug, key in old.objects.values_list("slug", "pk") if slug in keys} == keys
    alike = old.objects.filter(slug__startswith="gioi-thieu-ve-").values_list("code", flat=True)
    assert sorted(alike) == ["gioi-thieu-ve-dia-2", "gioi-thieu-ve-dia-3", "gioi-thieu-ve-dia-ph"]
    documents = old.objects.get(slug="van-ban")
    assert (documents.code, documents.deadline_days, documents.is_binding) == ("10.1.e", 10, True)
    assert documents.legal_basis == "Điểm e khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"
    assert old.objects.get(slug="lien-he-can-bo").valid_to is None
    # What an office had changed and added by then.
    old.objects.filter(slug="du-an-dau-thau").update(deadline_days=7, title="Dự án, đấu thầu")
    old.objects.create(code="QC.3", title="Gương sáng", slug="guong-sang", legal_basis="Quy chế 12/QC-UBND")
    old.objects.create(code="10.1", title="Tất cả", slug="tat-ca", legal_basis="Quy chế 12/QC-UBND", is_binding=False)

    call_command("migrate", verbosity=0)
    assert dict(NewsPage.objects.filter(pk__in=filed).values_list("pk", "category__slug")) == dict(
        zip(filed, ("van-ban", "lien-he-can-bo", "tin-tuc-su-kien"), strict=True)
    )
    assert {page.pk: content_digest(page) for page in NewsPage.objects.filter(pk__in=filed)} == measured
    assert {slug: key for slug, key in Category.objects.values_list("slug", "pk") if slug in keys} == keys
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
    assert DecreePoint.objects.get(category__slug="gioi-thieu", decree__number__contains="42/2022").end_day == (
        datetime.date(2026, 7, 1)
    )
