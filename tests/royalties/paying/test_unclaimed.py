"""What nobody collects: three notices one after the other, then the next year's fund; kept as it was entered."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from royalties.models import Author, UnclaimedNotice, UnclaimedPayment
from royalties.paying import paying, unclaimed
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.royalties.stories import Office, moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
PAID_ON = datetime.date(2019, 5, 10)
# Each thirty days after the one before.
NOTICE_DAYS = datetime.date(2019, 5, 11), datetime.date(2019, 6, 10), datetime.date(2019, 7, 10)


class Story(Office):
    """The list of April is paid; nobody came for the writer's 139.000 đ."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, kind=Author.Kind.OUTSIDE)
        signed(self.ward, writer.name, at=moment(2019, 4, 3))
        self.list = self.payable(self.approved(*APRIL), pay_day=PAID_ON)
        self.line = self.list.lines.get()

    def pay(self):
        paying.enter_payment(self.list.pk, paid_on=PAID_ON, voucher_number="PC 1", user=self.accountant)

    def set_aside(self, *, waits_since=PAID_ON, reason="Không đến nhận"):
        return unclaimed.set_aside(
            self.list.pk, self.line.pk, waits_since=waits_since, reason=reason, user=self.accountant
        )

    def notice(self, waiting, number, sent_on, document="Thư bảo đảm"):
        return unclaimed.give_notice(
            waiting.pk, number=number, sent_on=sent_on, document=document, user=self.accountant
        )

    def three_notices(self, waiting):
        for number, day in enumerate(NOTICE_DAYS, start=1):
            self.notice(waiting, number, day)


@pytest.fixture
def story(time_machine):
    time_machine.move_to(moment(2019, 5, 10, 8), tick=False)
    story = Story()
    story.pay()
    time_machine.move_to(moment(2019, 12, 2, 8), tick=False)
    return story


def test_first_the_payment(time_machine):
    time_machine.move_to(moment(2019, 5, 10, 8), tick=False)
    story = Story()
    with pytest.raises(Refusal):
        story.set_aside()
    assert not UnclaimedPayment.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"waits_since": datetime.date(2019, 5, 9)}, {"waits_since": datetime.date(2019, 12, 3)}, {"reason": " "}]
)
def test_what_is_refused_of_a_beginning(story, wrong):
    with pytest.raises(Refusal):
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
    with pytest.raises(Refusal):
        story.notice(waiting, 2, datetime.date(2019, 6, 10))
    story.three_notices(waiting)
    with pytest.raises(AlreadyDone):
        story.notice(waiting, 3, datetime.date(2019, 7, 11))
    with pytest.raises(Refusal):
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
    with pytest.raises(Refusal):
        story.notice(story.set_aside(), 1, day)


def transfer(story, waiting, day=datetime.date(2019, 12, 2), document="15/QĐ"):
    return unclaimed.transfer(waiting.pk, ended_on=day, document=document, user=story.accountant)


def test_nothing_moves_before_the_third_notice(story):
    waiting = story.set_aside()
    for number in (1, 2):
        story.notice(waiting, number, NOTICE_DAYS[number - 1])
        with pytest.raises(Refusal, match=f"mới gửi {number} lần"):
            transfer(story, waiting)
    story.notice(waiting, 3, datetime.date(2019, 7, 20))
    with pytest.raises(Refusal, match="19/08/2019"):
        transfer(story, waiting, day=datetime.date(2019, 8, 18))
    with pytest.raises(Refusal):
        transfer(story, waiting, document=" ")
    moved = transfer(story, waiting)
    assert (moved.outcome, moved.budget_year, moved.document) == ("transferred", 2020, "15/QĐ")
    assert list(unclaimed.waiting()) == []


def test_collected_after_all(story):
    waiting = story.set_aside()
    unclaimed.collect(waiting.pk, ended_on=datetime.date(2019, 6, 3), document="PC 9", user=story.accountant)
    for attempt in (
        lambda: story.notice(waiting, 1, datetime.date(2019, 6, 4)),
        lambda: transfer(story, waiting),
        lambda: unclaimed.collect(waiting.pk, ended_on=PAID_ON, document="PC 9", user=story.accountant),
    ):
        with pytest.raises(AlreadyDone, match="đã nhận ngày 03/06/2019"):
            attempt()
    stored = UnclaimedPayment.objects.get()
    assert (stored.outcome, stored.document, stored.budget_year) == ("collected", "PC 9", None)


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
    transfer(story, waiting)
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        attempt()
