"""What an approved line paid is taken back and put up again, as often as it takes, and never beyond what it was."""

import datetime

import pytest

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.models import Author, RoyaltyLine, RoyaltyTable
from royalties.paying.stored_wrongly import wrong_papers
from royalties.sealed.check_sums import table_check_sum
from submissions.screens.refusals import Refusal
from tests import factories
from tests.plugins.told import told
from tests.royalties.second_reader import table_digest
from tests.royalties.stories import Office, moment, signed

pytestmark = pytest.mark.django_db

Kind = RoyaltyLine.Kind
DECISION = {"decision_number": "12/QĐ-VHTT", "decision_date": datetime.date(2019, 6, 3)}


class Story(Office):
    """April is approved (139.000 đ, encouraged by 13.900 đ); there is a piece in each month after it."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, is_checked=True)
        for month in (4, 5, 6, 7):
            signed(self.ward, self.writer.name, at=moment(2019, month, 3), title=f"Tin tháng {month}")
        april = self.month(4)
        drafts.encourage(april.pk, april.lines.get().pk, percent=10, reason="Viết hay")
        self.april = self.hand_on(april)
        self.line = self.april.lines.get(kind=Kind.AUTHOR)

    def month(self, number):
        last = datetime.date(2019, number + 1, 1) - datetime.timedelta(days=1)
        return self.draft(datetime.date(2019, number, 1), last)

    def hand_on(self, table):
        return self.approve(approving.submit(table.pk, user=self.preparer))

    def deducted(self, month, amount):
        table = self.month(month)
        correcting.deduct(table.pk, self.line, amount=amount, reason="Đã gỡ")
        return self.hand_on(table)


@told
def story():
    return Story()


def test_a_deduction_is_completed_by_a_further_line_up_to_what_is_left(story):
    story.deducted(5, 100_000)
    june = story.month(6)
    with pytest.raises(Refusal, match=r"39\.000"):
        correcting.deduct(june.pk, story.line, amount=39_001, reason="Còn thiếu")
    correcting.deduct(june.pk, story.line, amount=9_000, reason="Còn thiếu")
    correcting.deduct(june.pk, story.line, amount=30_000, reason="Phần còn lại")
    with pytest.raises(Refusal, match="toàn bộ"):
        correcting.deduct(june.pk, story.line, amount=1, reason="Nữa")
    assert approving.total_of(june) == 139_000 - 39_000
    assert correcting.balance_of(story.line).deductible == 0


def test_a_computation_keeps_every_correction_as_it_is(story):
    june = story.month(6)
    for amount in (9_000, 30_000):
        correcting.deduct(june.pk, story.line, amount=amount, reason=f"Lần {amount}")
    assert recompute(june).changes == []
    apply_recomputation(june.pk)
    kept = june.lines.filter(kind=Kind.DEDUCTION).order_by("place")
    assert [(line.amount, line.reason, line.corrects_id) for line in kept] == [
        (-9_000, "Lần 9000", story.line.pk),
        (-30_000, "Lần 30000", story.line.pk),
    ]


def test_royalty_and_encouragement_of_one_piece_are_both_taken_back(story):
    june = story.month(6)
    for line in story.april.lines.all():
        correcting.deduct(june.pk, line, amount=line.amount, reason="Đã gỡ")
    assert approving.total_of(june) == 139_000 - 139_000 - 13_900


def test_what_two_open_tables_take_back_is_counted_together(story):
    may, june = story.month(5), story.month(6)
    correcting.deduct(may.pk, story.line, amount=100_000, reason="Đã gỡ")
    with pytest.raises(Refusal, match=r"từ 1.đ đến 39\.000"):
        correcting.deduct(june.pk, story.line, amount=100_000, reason="Đã gỡ")


def test_a_deduction_that_was_too_high_is_corrected_with_a_reason(story):
    story.deducted(5, 100_000)
    june = story.month(6)
    with pytest.raises(Refusal, match=r"100\.000"):
        correcting.restore(june.pk, story.line, amount=100_001, reason="Ghi nhầm")
    with pytest.raises(Refusal, match="lý do"):
        correcting.restore(june.pk, story.line, amount=90_000, reason=" ")
    correcting.restore(june.pk, story.line, amount=90_000, reason="Ghi nhầm, phải là 10.000")
    table = story.hand_on(june)
    assert table.total == 139_000 + 90_000
    assert correcting.balance_of(story.line).left == 129_000


@pytest.mark.parametrize("missing", [["decision_number"], ["decision_date"], ["decision_number", "decision_date"]])
def test_what_was_deducted_in_full_takes_a_decision(story, missing):
    story.deducted(5, 139_000)
    june = story.month(6)
    given = DECISION | dict.fromkeys(missing, "")
    with pytest.raises(Refusal, match="bị khấu trừ toàn bộ"):
        correcting.restore(june.pk, story.line, amount=139_000, reason="Đăng lại", **given)
    assert not june.lines.filter(kind=Kind.RESTORATION).exists()


def test_put_up_again_by_decision_and_once(story):
    story.deducted(5, 139_000)
    june, july = story.month(6), story.month(7)
    added = correcting.restore(june.pk, story.line, amount=100_000, reason="Đăng lại", **DECISION)
    with pytest.raises(Refusal, match=r"39\.000"):
        correcting.restore(july.pk, story.line, amount=39_001, reason="Đăng lại", **DECISION)
    assert (added.amount, added.decision_number, added.decision_date) == (100_000, *DECISION.values())
    table = story.hand_on(june)
    assert table_check_sum(RoyaltyTable.objects.get(pk=table.pk)) == table.digest == table_digest(table.pk)
    with pytest.raises(Refusal, match=r"39\.000"):
        correcting.restore(july.pk, story.line, amount=139_000, reason="Đăng lại", **DECISION)
    history = [(line.kind, line.amount) for line in correcting.history_of(story.line)]
    assert history == [(Kind.DEDUCTION, -139_000), (Kind.RESTORATION, 100_000)]


def test_nothing_is_put_up_that_was_not_taken_back_by_an_approved_table(story):
    june = story.month(6)
    correcting.deduct(june.pk, story.line, amount=139_000, reason="Đã gỡ")
    with pytest.raises(Refusal, match="Chưa có bảng đã duyệt nào khấu trừ dòng này"):
        correcting.restore(june.pk, story.line, amount=1, reason="Đăng lại", **DECISION)


def test_a_correction_is_not_corrected_itself(story):
    taken = story.deducted(5, 139_000).lines.get(kind=Kind.DEDUCTION)
    given = correcting.restore(story.month(6).pk, story.line, amount=139_000, reason="Đăng lại", **DECISION)
    june = story.hand_on(given.table)
    for line in (taken, june.lines.get(kind=Kind.RESTORATION)):
        with pytest.raises(Refusal, match="Chỉ điều chỉnh được khoản đã duyệt"):
            correcting.deduct(story.month(7).pk, line, amount=1, reason="Sai")


def test_a_decision_to_come_is_refused(story):
    story.deducted(5, 139_000)
    late = DECISION | {"decision_date": datetime.date(2099, 1, 1)}
    with pytest.raises(Refusal, match="01/01/2099"):
        correcting.restore(story.month(6).pk, story.line, amount=1, reason="Đăng lại", **late)


def test_a_piece_that_is_down_may_be_put_up_again(story):
    """A deduction that was too high is corrected also where the piece stays taken down."""
    story.line.piece.unpublish()
    story.deducted(5, 100_000)
    june = story.month(6)
    correcting.restore(june.pk, story.line, amount=40_000, reason="Ghi nhầm")
    assert story.hand_on(june).total == 179_000


def test_what_was_taken_back_in_full_meanwhile_takes_a_decision_too(story):
    """Put up again with a reason alone while something was left; by the approval nothing is."""
    story.deducted(5, 100_000)
    june, july = story.month(6), story.month(7)
    correcting.restore(june.pk, story.line, amount=20_000, reason="Trừ nhiều quá")
    waiting = approving.submit(june.pk, user=story.preparer)
    correcting.deduct(july.pk, story.line, amount=39_000, reason="Trừ nốt")
    story.hand_on(july)
    with pytest.raises(Refusal, match="quyết định"):
        story.approve(waiting)
    assert not RoyaltyTable.objects.get(pk=june.pk).is_approved
    assert [(wrong.paper, "quyết định" in wrong.lines[0]) for wrong in wrong_papers()] == [(june, True)]
    approving.take_back(june.pk)
    with pytest.raises(Refusal, match="quyết định"):
        approving.submit(june.pk, user=story.preparer)
    june.lines.get(kind=Kind.RESTORATION).delete()
    correcting.restore(june.pk, story.line, amount=20_000, reason="Trừ nhiều quá", **DECISION)
    assert story.hand_on(june).is_approved


def test_nor_does_the_same_table_take_back_in_full_what_it_puts_up_again(story):
    story.deducted(5, 100_000)
    june = story.month(6)
    correcting.restore(june.pk, story.line, amount=20_000, reason="Trừ nhiều quá")
    correcting.deduct(june.pk, story.line, amount=39_000, reason="Trừ nốt")
    with pytest.raises(Refusal, match="quyết định"):
        approving.submit(june.pk, user=story.preparer)
