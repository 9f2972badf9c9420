"""An approved list that is not paid goes back with a reason: it stays as history, and its tables are listed again."""

import pytest
from django.db import DatabaseError, transaction

from royalties.models import Disbursement, ListedTable, PaymentList, SendingBack, TaxMark
from royalties.paying import drawing_up, overtaxed, paying
from royalties.paying.sending_back import send_back_approved
from royalties.paying.stored_wrongly import wrong_papers
from royalties.sealed.check_sums import list_check_sum
from submissions.screens.refusals import AlreadyDone, Refusal
from tests.royalties.payments import MAY_10, MAY_11, MAY_12
from tests.royalties.second_reader import list_digest
from tests.royalties.stories import moment

pytestmark = pytest.mark.django_db
REASON = "Cam kết đã hết hiệu lực"


@pytest.fixture
def story(two_months):
    return two_months


@pytest.fixture
def approved(story):
    return story.hand_on(story.listed(story.march, pay_day=MAY_10))


def send_back(story, payment_list, reason=REASON):
    return send_back_approved(payment_list.pk, reason=reason, user=story.accountant)


def test_a_commitment_that_ended_before_the_payment_locks_nothing(story, time_machine):
    declared = {"author": story.writer, "kind": TaxMark.Kind.COMMITMENT, "document": "Cam kết 02"}
    TaxMark.objects.create(valid_from=moment(2019, 1, 1).date(), valid_to=MAY_11, **declared)
    approved = story.hand_on(story.listed(story.march, story.april, pay_day=MAY_10))
    time_machine.move_to(moment(2019, 5, 12))
    with pytest.raises(Refusal, match="trả lại danh sách"):
        story.pay(approved, MAY_12)
    assert "Nguyễn Văn An" in paying.hindrance(approved)
    send_back(story, approved)
    anew = story.hand_on(story.listed(story.march, story.april, pay_day=MAY_12))
    assert (anew.tax, story.pay(anew, MAY_12).payment_list.net) == (222_400, 2_001_600)


def test_what_was_approved_stays_as_it_was(story, approved):
    send_back(story, approved)
    kept = PaymentList.objects.get(pk=approved.pk)
    assert (kept.sending_back.reason, kept.sending_back.person_name) == (REASON, str(story.accountant))
    assert list(kept.tables) == [story.march]
    assert kept.digest == list_check_sum(kept) == list_digest(kept.pk)
    assert not drawing_up.differences_of_list(kept)
    anew = story.listed(story.march, pay_day=MAY_11)
    assert (anew.lines.get().gross, list(kept.tables)) == (1_112_000, [story.march])


def test_nothing_of_it_is_asked_or_taxed_any_more(story, approved):
    send_back(story, approved)
    april = story.listed(story.april, pay_day=MAY_10)
    assert (april.lines.get().tax, april.lines.get().day_gross) == (0, None)
    TaxMark.objects.create(author=story.writer, kind="commitment", document="Cam kết", valid_from=MAY_10)
    assert [wrong.paper.pk for wrong in wrong_papers()] == [april.pk]


def test_an_open_list_of_the_day_is_taxed_alone_again(story, approved):
    second = story.listed(story.april, pay_day=MAY_10)
    assert second.lines.get().tax == 222_400
    send_back(story, approved)
    assert second.lines.get().tax == 0


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "Vui lòng ghi lý do"), ("  ", "Vui lòng ghi lý do"), ("d" * 401, "Lý do dài quá 400 ký tự")],
)
def test_without_a_reason_nothing_happens(story, approved, reason, said):
    with pytest.raises(Refusal, match=said):
        send_back(story, approved, reason)
    assert not SendingBack.objects.exists()


def test_only_what_is_approved_and_not_paid(story):
    drawn = story.listed(story.march, pay_day=MAY_10)
    with pytest.raises(Refusal, match="Danh sách chưa được duyệt chi"):
        send_back(story, drawn)
    story.pay(story.hand_on(drawn), MAY_10)
    with pytest.raises(AlreadyDone, match="PC 1"):
        send_back(story, drawn)
    assert not SendingBack.objects.exists()


def test_sent_back_once_and_not_paid_afterwards(story, approved):
    send_back(story, approved)
    for late in (lambda: send_back(story, approved), lambda: story.pay(approved, MAY_10)):
        with pytest.raises(AlreadyDone, match=REASON):
            late()
    assert (SendingBack.objects.count(), Disbursement.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda listed: SendingBack.objects.update(reason="khác"),
        lambda listed: SendingBack.objects.all().delete(),
        lambda listed: ListedTable.objects.update(released=None, table=listed),
        lambda listed: ListedTable.objects.all().delete(),
        lambda listed: Disbursement.objects.bulk_create(
            [
                Disbursement(
                    payment_list=PaymentList.objects.get(),
                    paid_on=MAY_10,
                    voucher_number="PC",
                    entered_by=PaymentList.objects.get().created_by,
                )
            ]
        ),
    ],
)
def test_the_database_keeps_that_it_was_sent_back(story, approved, attempt):
    send_back(story, approved)
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        attempt(story.march)


def test_the_database_releases_no_table_of_a_list_that_was_not_sent_back(story, approved):
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        ListedTable.objects.update(table=None, released=story.march)


def test_the_database_sends_nothing_back_that_is_paid(story, approved):
    story.pay(approved, MAY_10)
    late = SendingBack(payment_list=approved, reason="x", sent_back_by=story.accountant)
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        SendingBack.objects.bulk_create([late])


class TestPaidOnDifferentDays:
    """Two lists of one day, of which the second withholds for both: on another day that is too much."""

    @pytest.fixture
    def lists(self, story, time_machine):
        lists = [story.hand_on(story.listed(table, pay_day=MAY_10)) for table in (story.march, story.april)]
        time_machine.move_to(moment(2019, 5, 12))
        return lists

    def test_nothing_is_said_of_both_on_their_day(self, story, lists):
        for each in lists:
            story.pay(each, MAY_10)
        assert [overtaxed.in_words(each) for each in lists] == ["", ""]

    def test_it_is_said_before_and_after(self, story, lists):
        first, second = lists
        story.pay(first, MAY_10)
        said = overtaxed.in_words(second, MAY_11)
        assert said.startswith("Chi ngày 11/05/2019 thì danh sách này khấu trừ thừa thuế của: Nguyễn Văn An (222.400")
        assert overtaxed.in_words(second, MAY_10) == ""
        assert said.endswith("hoặc trả lại danh sách này và lập lại.")
        story.pay(second, MAY_11)
        assert overtaxed.in_words(PaymentList.objects.get(pk=second.pk)).endswith("quyết toán với thuế của năm.")

    def test_the_other_list_is_named_when_it_goes_on_alone(self, story, lists):
        first, second = lists
        story.pay(second, MAY_10)
        assert overtaxed.in_words(second) == ""
        story.pay(first, MAY_11)
        assert "222.400" in overtaxed.in_words(second)
        assert [each.pk for each in overtaxed.rests_on(first)] == [second.pk]

    def test_also_when_it_is_discarded(self, story):
        first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
        story.pay(story.hand_on(second), MAY_10)
        assert [each.pk for each in overtaxed.rests_on(first)] == [second.pk]
        drawing_up.discard_list(first.pk)
        assert "222.400" in overtaxed.in_words(PaymentList.objects.get())

    def test_a_commitment_that_came_since(self, story):
        approved = story.hand_on(story.listed(story.march, story.april, pay_day=MAY_10))
        assert overtaxed.in_words(approved) == ""
        TaxMark.objects.create(author=story.writer, kind="commitment", document="Cam kết", valid_from=MAY_10)
        assert "222.400" in overtaxed.in_words(approved, MAY_10)
