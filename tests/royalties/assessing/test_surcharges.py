"""Surcharges by the decree: dated bands within its ceilings, and a table that leaves them is not handed in."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from royalties.assessing import approving, drafts
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.models import Author, RoyaltyLine, RoyaltyTable, Surcharge
from royalties.sealed.check_sums import table_check_sum
from submissions.screens.refusals import Refusal
from tests.plugins.told import told
from tests.royalties.assessing.test_corrections import Story
from tests.royalties.second_reader import table_digest

pytestmark = pytest.mark.django_db

Kind = RoyaltyLine.Kind


@told
def story():
    return Story()


@pytest.fixture
def june(story):
    table = story.month(6)
    drafts.add_surcharge(
        table.pk, table.lines.get().pk, surcharge="language", percent=Decimal(40), reason="Viết bằng tiếng Anh"
    )
    return table


def test_it_is_paid_to_whom_the_royalty_is_paid_to(story, june):
    """What is paid on top of a royalty follows its author; another person's line of the piece stays."""
    royalty = june.lines.get(kind=Kind.AUTHOR)
    drafts.encourage(june.pk, royalty.pk, percent=Decimal(10), reason="Viết về trẻ em")
    other = Author.objects.create(name="Người có bút danh")
    drafts.set_author(june.pk, royalty.pk, author=other)
    assert set(june.lines.values_list("kind", "author")) == {
        (Kind.AUTHOR, other.pk),
        (Kind.SURCHARGE, other.pk),
        (Kind.ENCOURAGEMENT, other.pk),
    }


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum"), [("audience", 10, 21), ("language", 29, 50), ("conditions", 0, "100.01")]
)
def test_no_band_leaves_the_decree(kind, minimum, maximum):
    Surcharge.objects.all().delete()
    band = Surcharge(kind=kind, minimum=Decimal(minimum), maximum=Decimal(maximum), legal_basis="QĐ")
    with pytest.raises(ValidationError):
        band.full_clean()


def test_one_band_at_a_time():
    with pytest.raises(ValidationError, match="đã có mức tăng thêm"):
        Surcharge.objects.create(kind="audience", minimum=10, maximum=15, legal_basis="QĐ")


def test_it_follows_the_royalty(story, june):
    line = june.lines.get(kind=Kind.AUTHOR)
    drafts.set_coefficient(june.pk, line.pk, coefficient=Decimal(2), reason="Viết sâu")
    assert june.lines.get(kind=Kind.SURCHARGE).amount == 111_200
    apply_recomputation(june.pk)
    assert recompute(june).changes == []
    assert june.lines.get(kind=Kind.SURCHARGE).amount == 111_200
    drafts.set_unpaid(june.pk, june.lines.get(kind=Kind.AUTHOR).pk, reason="Trong định mức")
    assert approving.total_of(june) == 0


def test_it_is_no_royalty_that_the_fund_is_measured_by(story, june):
    """Article 8: encouragement is at most 30 % of the royalties, here of 139.000 đ without the surcharge."""
    line = june.lines.get(kind=Kind.AUTHOR)
    drafts.encourage(june.pk, line.pk, percent=Decimal(30), reason="Viết hay")
    assert approving.obstacles(june) == []
    assert june.lines.get(kind=Kind.ENCOURAGEMENT).amount == 41_700


def test_a_table_outside_a_new_band_is_not_handed_in(story, june):
    day = datetime.date(2019, 6, 1)
    Surcharge.objects.filter(kind="language").update(valid_to=day)
    with pytest.raises(Refusal, match="mức tăng thêm loại này"):
        approving.submit(june.pk, user=story.preparer)
    Surcharge.objects.create(kind="language", minimum=30, maximum=35, legal_basis="QĐ 1", valid_from=day)
    with pytest.raises(Refusal, match="từ 30 đến 35 %"):
        approving.submit(june.pk, user=story.preparer)
    line = june.lines.get(kind=Kind.SURCHARGE)
    with pytest.raises(ValidationError):
        drafts.set_percent(june.pk, line.pk, percent=Decimal(36), reason="Thử")
    drafts.set_percent(june.pk, line.pk, percent=Decimal(35), reason="Theo quyết định mới")
    approved = story.hand_on(june)
    assert approved.total == 139_000 + 48_650
    assert table_check_sum(RoyaltyTable.objects.get(pk=june.pk)) == approved.digest == table_digest(june.pk)


def test_taken_off_like_what_else_a_person_added(june):
    drafts.take_off(june.pk, june.lines.get(kind=Kind.SURCHARGE).pk)
    assert june.lines.count() == 1
