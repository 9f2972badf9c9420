"""What nobody collects: three notices one after the other, then the next year's fund; kept as it was entered."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from royalties.assessing import approving, correcting
from royalties.models import RoyaltyLine, UnclaimedNotice, UnclaimedPayment, UnclaimedReversal
from royalties.paying import unclaimed
from submissions.screens.refusals import AlreadyDone, Refusal
from tests.royalties.payments import MAY_10, NOTICE_DAYS, Uncollected
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

PAID_ON = MAY_10


@pytest.fixture
def story(uncollected, time_machine):
    uncollected.time_machine = time_machine
    return uncollected


def test_first_the_payment(time_machine):
    time_machine.move_to(moment(2019, 5, 10, 8), tick=False)
    story = Uncollected()
    with pytest.raises(Refusal, match="Chỉ khoản đã ghi nhận chi mới ghi được là chưa nhận"):
        story.set_aside()
    assert not UnclaimedPayment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"waits_since": datetime.date(2019, 5, 9)}, "Ngày phải từ ngày chi"),
        ({"waits_since": datetime.date(2019, 12, 3)}, "Ngày phải từ ngày chi"),
        ({"reason": " "}, "Hãy ghi văn bản hoặc lý do"),
    ],
)
def test_what_is_refused_of_a_beginning(story, wrong, said):
    with pytest.raises(Refusal, match=said):
        story.set_aside(**wrong)
    assert not UnclaimedPayment.objects.exists()


def test_noted_once(story):
    story.set_aside()
    with pytest.raises(AlreadyDone):
        story.set_aside()
    assert UnclaimedPayment.objects.get().line == story.line


def test_what_is_next_is_said(story):
    waiting = story.set_aside()
    said = [unclaimed.next_step(waiting)]
    for number, day in enumerate(NOTICE_DAYS, start=1):
        story.notice(waiting, number, day)
        said.append(unclaimed.next_step(UnclaimedPayment.objects.get()))
    days = [(step.number, step.day) for step in said]
    assert days == [
        (1, PAID_ON),
        (2, datetime.date(2019, 6, 10)),
        (3, datetime.date(2019, 7, 10)),
        (None, datetime.date(2019, 8, 9)),
    ]


def test_three_notices_one_after_the_other(story):
    waiting = story.set_aside()
    with pytest.raises(Refusal, match="Gửi ba lần thông báo"):
        story.notice(waiting, 2, datetime.date(2019, 6, 10))
    story.three_notices(waiting)
    with pytest.raises(AlreadyDone):
        story.notice(waiting, 3, datetime.date(2019, 7, 11))
    with pytest.raises(Refusal, match="Gửi ba lần thông báo"):
        story.notice(waiting, 4, datetime.date(2019, 8, 14))
    assert UnclaimedNotice.objects.count() == 3


def test_thirty_days_lie_between_two_notices(story):
    waiting = story.set_aside()
    story.notice(waiting, 1, NOTICE_DAYS[0])
    for too_early in (NOTICE_DAYS[0], datetime.date(2019, 6, 9)):
        with pytest.raises(Refusal, match="10/06/2019"):
            story.notice(waiting, 2, too_early)
    story.notice(waiting, 2, NOTICE_DAYS[1])
    with pytest.raises(Refusal, match="10/07/2019"):
        story.notice(waiting, 3, datetime.date(2019, 7, 9))
    assert waiting.notices.count() == 2


@pytest.mark.parametrize("day", [datetime.date(2019, 5, 9), datetime.date(2019, 12, 3)])
def test_a_notice_lies_between_the_payment_and_today(story, day):
    with pytest.raises(Refusal, match="Ngày phải từ 10/05/2019 đến hôm nay"):
        story.notice(story.set_aside(), 1, day)


def test_nothing_moves_before_the_third_notice(story):
    waiting = story.set_aside()
    for number in (1, 2):
        story.notice(waiting, number, NOTICE_DAYS[number - 1])
        with pytest.raises(Refusal, match=f"mới gửi {number} lần"):
            story.transfer(waiting)
    story.notice(waiting, 3, datetime.date(2019, 7, 20))
    with pytest.raises(Refusal, match="19/08/2019"):
        story.transfer(waiting, day=datetime.date(2019, 8, 18))
    with pytest.raises(Refusal, match="Hãy ghi văn bản hoặc lý do"):
        story.transfer(waiting, document=" ")
    moved = story.transfer(waiting)
    assert (moved.outcome, moved.budget_year, moved.document) == ("transferred", 2020, "15/QĐ")
    assert list(unclaimed.waiting()) == []


def test_collected_after_all(story):
    waiting = story.set_aside()
    unclaimed.collect(waiting.pk, ended_on=datetime.date(2019, 6, 3), document="PC 9", user=story.accountant)
    for attempt in (
        lambda: story.notice(waiting, 1, datetime.date(2019, 6, 4)),
        lambda: story.transfer(waiting),
        lambda: unclaimed.collect(waiting.pk, ended_on=PAID_ON, document="PC 9", user=story.accountant),
    ):
        with pytest.raises(AlreadyDone, match="đã nhận ngày 03/06/2019"):
            attempt()
    stored = UnclaimedPayment.objects.get()
    assert (stored.outcome, stored.document, stored.budget_year) == ("collected", "PC 9", None)


def test_a_mistake_is_withdrawn_once_with_a_reason(story):
    waiting = story.set_aside()
    with pytest.raises(Refusal, match="Hãy ghi văn bản hoặc lý do"):
        unclaimed.withdraw(waiting.pk, reason=" ", user=story.accountant)
    unclaimed.withdraw(waiting.pk, reason="Ghi nhầm người", user=story.accountant)
    with pytest.raises(AlreadyDone, match="ghi nhầm ngày 02/12/2019"):
        unclaimed.withdraw(waiting.pk, reason="Ghi nhầm người", user=story.accountant)
    again = story.set_aside()
    with pytest.raises(AlreadyDone):
        story.set_aside()
    assert list(unclaimed.waiting()) == [again]
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        UnclaimedPayment.objects.filter(pk=waiting.pk).update(mistaken_because="khác")


def collect(story, waiting, document="PC 9"):
    return unclaimed.collect(waiting.pk, ended_on=datetime.date(2019, 6, 3), document=document, user=story.accountant)


class TestAnEndingThatWasAMistake:
    def test_taken_back_with_a_reason_and_both_are_kept(self, story):
        waiting = story.set_aside()
        story.three_notices(waiting)
        moved = story.transfer(waiting)
        with pytest.raises(Refusal, match="Hãy ghi văn bản hoặc lý do"):
            unclaimed.take_back(waiting.pk, reason=" ", user=story.head)
        assert UnclaimedPayment.objects.get().outcome == "transferred"
        unclaimed.take_back(waiting.pk, reason="Ghi nhầm người", user=story.head)
        kept = UnclaimedReversal.objects.get()
        assert (kept.outcome, kept.document, kept.budget_year) == ("transferred", "15/QĐ", 2020)
        assert (kept.ended_on, kept.ended_by, kept.ended_at) == (moved.ended_on, story.accountant, moved.ended_at)
        assert (kept.reason, kept.entered_by) == ("Ghi nhầm người", story.head)
        assert list(unclaimed.waiting()) == [waiting]
        assert unclaimed.next_step(UnclaimedPayment.objects.get()).number is None
        collect(story, waiting)
        assert UnclaimedPayment.objects.get().outcome == "collected"
        assert UnclaimedNotice.objects.count() == 3

    def test_only_what_is_entered_and_only_once(self, story):
        waiting = story.set_aside()
        with pytest.raises(AlreadyDone):
            unclaimed.take_back(waiting.pk, reason="Nhầm", user=story.accountant)
        collect(story, waiting)
        unclaimed.take_back(waiting.pk, reason="Nhầm", user=story.accountant)
        with pytest.raises(AlreadyDone):
            unclaimed.take_back(waiting.pk, reason="Nhầm", user=story.accountant)
        unclaimed.withdraw(waiting.pk, reason="Nhầm", user=story.accountant)
        with pytest.raises(Refusal, match="Việc ghi chưa nhận đã được rút"):
            unclaimed.take_back(waiting.pk, reason="Nhầm", user=story.accountant)
        assert UnclaimedReversal.objects.count() == 1

    def test_the_database_takes_nothing_back_that_is_not_kept(self, story):
        waiting = story.set_aside()
        collect(story, waiting)
        unclaimed.take_back(waiting.pk, reason="Nhầm", user=story.accountant)
        # Entered again to the letter: what kept the first entry does not stand for the second.
        story.time_machine.shift(1)
        collect(story, waiting)
        emptied = {"outcome": "", "ended_on": None, "document": "", "ended_by": None, "ended_at": None}
        for attempt in (
            lambda: UnclaimedPayment.objects.update(**emptied),
            lambda: UnclaimedReversal.objects.update(reason="khác"),
            lambda: UnclaimedReversal.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
                attempt()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: UnclaimedPayment.objects.update(outcome="", ended_on=None, document="", budget_year=None),
        lambda: UnclaimedPayment.objects.update(waits_since=datetime.date(2019, 6, 1)),
        lambda: UnclaimedNotice.objects.update(document="Khác"),
        lambda: UnclaimedNotice.objects.all().delete(),
    ],
)
def test_the_database_keeps_what_was_entered(story, attempt):
    waiting = story.set_aside()
    story.three_notices(waiting)
    story.transfer(waiting)
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        attempt()


class TestTakenBackOfWhatNobodyReceived:
    """What moved to the fund was never in the writer's hands: a deduction would take it out of other earnings."""

    @pytest.fixture
    def draft(self, story):
        signed(story.ward, "Nguyễn Văn An", at=moment(2019, 11, 4))
        return story.draft(datetime.date(2019, 11, 1), datetime.date(2019, 11, 30))

    def moved(self, story):
        waiting = story.set_aside()
        story.three_notices(waiting)
        return story.transfer(waiting)

    def deduct(self, story, draft):
        approved = RoyaltyLine.objects.get(table__listed__payment_list=story.list)
        return correcting.deduct(draft.pk, approved, amount=100_000, reason="Trùng với tin của đơn vị khác")

    def test_after_it_moved(self, story, draft):
        self.moved(story)
        with pytest.raises(Refusal, match="không còn gì để khấu trừ"):
            self.deduct(story, draft)
        assert not draft.lines.filter(kind=RoyaltyLine.Kind.DEDUCTION).exists()

    def test_before_it_moved_and_handed_in_after(self, story, draft):
        self.deduct(story, draft)
        self.moved(story)
        with pytest.raises(Refusal, match=r"Không ai nhận khoản mà các dòng này khấu trừ.*Nguyễn Văn An"):
            approving.submit(draft.pk, user=story.preparer)

    def test_while_it_waits_and_when_the_move_was_a_mistake(self, story, draft):
        waiting = self.moved(story)
        unclaimed.take_back(waiting.pk, reason="Nhập nhầm người", user=story.accountant)
        assert self.deduct(story, draft).amount == -100_000
        approving.submit(draft.pk, user=story.preparer)

    def test_what_was_taken_back_while_it_waited_is_put_up_again_before_it_moves(self, story, draft):
        """The deduction came out of other earnings: were the whole amount to move, the writer would pay for it."""
        waiting = story.set_aside()
        story.three_notices(waiting)
        taken = self.deduct(story, draft)
        story.approve(approving.submit(draft.pk, user=story.preparer))
        with pytest.raises(Refusal, match=r"100\.000.đ của khoản này"):
            story.transfer(waiting)
        again = story.draft(datetime.date(2019, 12, 1), datetime.date(2019, 12, 1))
        correcting.restore(again.pk, taken.corrects, amount=100_000, reason="Chưa ai nhận khoản đã khấu trừ")
        story.approve(approving.submit(again.pk, user=story.preparer))
        assert story.transfer(waiting).outcome == UnclaimedPayment.Outcome.TRANSFERRED
