"""Nothing is handed in or approved that today's pieces and rules make otherwise; what was decided is asked anew."""

import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.differing import differences_of
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.models import Author, BaseSalary, GenreRate, RoyaltyPolicy, RoyaltyTable
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal
from tests import factories
from tests.plugins.told import told
from tests.royalties.stories import Office, moment, signed

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime.date(2019, 9, 1), datetime.date(2019, 9, 30)
Genre, Origin = NewsPage.Genre, NewsPage.Origin


class Town(Office):
    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, is_checked=True)

    def piece(self, title="Phóng sự biển", **fields):
        page = signed(self.ward, self.writer.name, at=moment(2019, 9, 3), title=title)
        return self.corrected(page, **fields)

    def corrected(self, page, **fields):
        """`page` as the board corrected it, with the columns that the money reads."""
        NewsPage.objects.filter(pk=page.pk).update(**fields)
        return page


@told
def town():
    return Town()


def total(table):
    return approving.total_of(table)


def is_approved(table):
    return RoyaltyTable.objects.get(pk=table.pk).is_approved


CHANGES = {
    "the genre": ({"genre": Genre.FEATURE}, {"genre": Genre.NEWS, "has_photo": True}, 447_000, 223_500),
    "the origin": ({"genre": Genre.FEATURE}, {"origin": Origin.REPRINTED}, 447_000, 223_500),
    "genre, photo and origin": (
        {"genre": Genre.FEATURE, "has_photo": True},
        {"genre": Genre.ANNOUNCEMENT, "has_photo": False, "origin": Origin.REPRINTED},
        521_500,
        37_250,
    ),
    "the photo": ({"has_photo": True}, {"has_photo": False}, 223_500, 149_000),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_corrected_piece_stops_the_approval(town, what):
    as_drawn_up, as_corrected, before, after = CHANGES[what]
    page = town.piece(**as_drawn_up)
    table = town.handed_in(*SEPTEMBER)
    assert total(table) == before
    town.corrected(page, **as_corrected)
    with pytest.raises(Refusal) as refused:
        town.approve(table)
    sentence = refused.value.sentence.replace("\xa0", " ")
    for said in ("Chưa duyệt", "“Phóng sự biển”, Nguyễn Văn An: ", f"{before:,} đ → {after:,} đ".replace(",", ".")):
        assert said in sentence
    assert not is_approved(table)
    approving.send_back(table.pk, reason=sentence)
    with pytest.raises(Refusal, match="Hãy tính lại"):
        approving.submit(table.pk, user=town.preparer)
    assert RoyaltyTable.objects.get(pk=table.pk).is_draft
    apply_recomputation(table.pk)
    approved = town.approve(approving.submit(table.pk, user=town.preparer))
    assert (approved.total, approved.lines.get().amount) == (after, after)


def test_a_duplicate_marked_after_the_handing_in_is_not_approved(town):
    first, second = town.piece("Tin gốc"), town.piece("Tin trùng")
    table = town.handed_in(*SEPTEMBER)
    assert total(table) == 298_000
    town.corrected(second, duplicate_of=first)
    with pytest.raises(Refusal, match="“Tin trùng”, Nguyễn Văn An: đưa ra 149"):
        town.approve(table)
    approving.take_back(table.pk)
    apply_recomputation(table.pk)
    assert town.approve(approving.submit(table.pk, user=town.preparer)).total == 149_000


def test_a_new_rate_stops_the_approval(town):
    town.piece()
    table = town.handed_in(*SEPTEMBER)
    BaseSalary.objects.filter(amount=1_490_000).update(amount=1_500_000)
    with pytest.raises(Refusal, match=re.escape("149.000\xa0đ → 150.000\xa0đ")):
        town.approve(table)
    assert not is_approved(table)


def test_another_share_of_the_authors_stops_the_approval(town):
    page = signed(town.ward, (town.writer.name, 60), ("Lê Bình", 40), at=moment(2019, 9, 3), title="Hai người")
    Author.objects.create(name="Lê Bình", unit=town.ward)
    table = town.handed_in(*SEPTEMBER)
    page.authors.filter(name="Lê Bình").update(share=70)
    page.authors.filter(name=town.writer.name).update(share=30)
    with pytest.raises(Refusal, match=re.escape("89.400\xa0đ → 44.700\xa0đ; “Hai người”, Lê Bình")):
        town.approve(table)


def test_a_new_piece_is_left_for_the_next_table_but_said_to_who_prepares(town):
    town.piece()
    table = town.draft(*SEPTEMBER)
    town.piece("Tin đăng sau")
    with pytest.raises(Refusal, match="“Tin đăng sau”, Nguyễn Văn An: thêm vào 149"):
        approving.submit(table.pk, user=town.preparer)
    apply_recomputation(table.pk)
    approving.submit(table.pk, user=town.preparer)
    town.piece("Tin đăng sau nữa")
    assert town.approve(RoyaltyTable.objects.get(pk=table.pk)).total == 298_000


class TestDecidedCoefficients:
    """2,5 was decided within the band of its day; the city then made the band 0,5 – 1,2."""

    @pytest.fixture
    def table(self, town):
        town.piece("Tin ảnh đẹp", has_photo=True)
        table = town.draft(*SEPTEMBER)
        drafts.set_coefficient(table.pk, table.lines.get().pk, coefficient=Decimal("2.5"), reason="Công phu")
        return table

    def narrow(self):
        GenreRate.objects.filter(genre="tin", with_photo=True).update(
            minimum=Decimal("0.5"), default=Decimal(1), maximum=Decimal("1.2"), legal_basis="QĐ 9/QĐ-UBND"
        )

    def test_one_outside_the_new_band_is_neither_kept_nor_cut_in_silence(self, town, table):
        self.narrow()
        (outside,) = differences_of(table).outside
        assert "“Tin ảnh đẹp”, Nguyễn Văn An: 2,5 nằm ngoài khung" in outside.words
        assert "từ 0,5 đến 1,2 (QĐ 9/QĐ-UBND)" in outside.words
        apply_recomputation(table.pk)
        line = table.lines.get()
        assert (line.coefficient, line.usual_coefficient, line.reason) == (Decimal("2.5"), 1, "Công phu")
        with pytest.raises(Refusal, match="cần quyết định lại: “Tin ảnh đẹp”, Nguyễn Văn An: 2,5"):
            approving.submit(table.pk, user=town.preparer)
        drafts.set_coefficient(table.pk, line.pk, coefficient=Decimal("1.2"), reason="Công phu")
        assert town.approve(approving.submit(table.pk, user=town.preparer)).total == 178_800

    def test_nor_is_it_approved(self, town, table):
        approving.submit(table.pk, user=town.preparer)
        self.narrow()
        with pytest.raises(Refusal, match="0,5 đến 1,2"):
            town.approve(RoyaltyTable.objects.get(pk=table.pk))
        assert not is_approved(table)

    def test_one_within_the_new_band_stays(self, town, table):
        GenreRate.objects.filter(genre="tin", with_photo=True).update(maximum=Decimal(3))
        assert not differences_of(table)
        assert town.approve(approving.submit(table.pk, user=town.preparer)).total == 372_500

    def test_one_that_is_not_paid_is_not_asked_for(self, town, table):
        drafts.set_unpaid(table.pk, table.lines.get().pk, reason="Trong nhiệm vụ")
        self.narrow()
        assert differences_of(table).outside == []


def test_a_decided_per_cent_above_a_new_ceiling_is_asked_anew(town):
    town.piece()
    table = town.draft(*SEPTEMBER)
    added = drafts.encourage(table.pk, table.lines.get().pk, percent=Decimal(30), reason="Viết về trẻ em")
    RoyaltyPolicy.objects.update(encouragement_ceiling=Decimal(10))
    (outside,) = differences_of(table).outside
    assert (outside.line.pk, "30 % vượt mức tối đa 10 %" in outside.words) == (added.pk, True)
    with pytest.raises(Refusal, match="tổng nhuận bút"):
        approving.submit(table.pk, user=town.preparer)

    drafts.set_unpaid(table.pk, added.pk, reason="Trong nhiệm vụ")
    assert differences_of(table).outside == []


def test_ceilings_are_said_as_every_screen_says_them(town):
    """With a decimal comma: where a per cent is typed, and where the sums are too high."""
    for number in range(2):
        town.piece(f"Tin {number}")
    table = town.draft(*SEPTEMBER)
    RoyaltyPolicy.objects.update(encouragement_ceiling=Decimal("12.5"))
    first = table.lines.order_by("place").first()
    with pytest.raises(ValidationError, match="12,5"):
        drafts.encourage(table.pk, first.pk, percent=Decimal(13), reason="Viết về trẻ em")
    drafts.encourage(table.pk, first.pk, percent=Decimal(10), reason="Viết về trẻ em")
    RoyaltyPolicy.objects.update(encouragement_ceiling=Decimal("2.5"))
    (said,) = approving.obstacles(RoyaltyTable.objects.get(pk=table.pk))
    assert "2,5 %" in said.replace("\xa0", " ")


class TestApprovedAndNotPaid:
    """The paper keeps its words; what somebody would get otherwise is told until it is paid, or corrected."""

    @pytest.fixture
    def approved(self, town):
        self.page = town.piece(genre=Genre.FEATURE)
        return town.approved(*SEPTEMBER)

    def test_what_somebody_would_get_otherwise_is_told(self, town, approved):
        town.corrected(self.page, origin=Origin.REPRINTED)
        assert differences_of(approved).words.replace("\xa0", " ") == (
            "“Phóng sự biển”, Nguyễn Văn An: 447.000 đ → 223.500 đ"
        )

    def test_words_and_signatures_are_not(self, town, approved):
        town.corrected(self.page, title="Phóng sự biển Đồi Dương")
        self.page.authors.update(name="Nguyễn văn An")
        assert not differences_of(approved)

    def test_nor_is_what_was_taken_down(self, town, approved):
        self.page.unpublish()
        assert not differences_of(approved)

    def test_nor_what_somebody_corrected(self, town, approved):
        town.corrected(self.page, origin=Origin.REPRINTED)
        october = town.draft(datetime.date(2019, 10, 1), datetime.date(2019, 10, 31))
        correcting.deduct(october.pk, approved.lines.get(), amount=223_500, reason="Tin đăng lại")
        assert differences_of(approved)
        town.approve(approving.submit(october.pk, user=town.preparer))
        assert not differences_of(approved)

    def test_but_not_by_less_than_the_difference(self, town, approved):
        town.corrected(self.page, origin=Origin.REPRINTED)
        october = town.draft(datetime.date(2019, 10, 1), datetime.date(2019, 10, 31))
        correcting.deduct(october.pk, approved.lines.get(), amount=1, reason="Tin đăng lại")
        town.approve(approving.submit(october.pk, user=town.preparer))
        assert "447.000" in differences_of(approved).words

    def test_nor_what_was_deducted_in_full(self, town, approved):
        original = town.piece("Bản gốc")
        october = town.draft(datetime.date(2019, 10, 1), datetime.date(2019, 10, 31))
        correcting.deduct(october.pk, approved.lines.get(), amount=447_000, reason="Trùng tin")
        town.approve(approving.submit(october.pk, user=town.preparer))
        town.corrected(self.page, duplicate_of=original)
        assert not differences_of(approved)


def test_asking_stores_nothing(town):
    page = town.piece()
    table = town.draft(*SEPTEMBER)
    town.corrected(page, has_photo=True)
    before = list(table.lines.values())
    assert differences_of(table).number == len(recompute(table).changes) == 1
    assert list(table.lines.values()) == before
