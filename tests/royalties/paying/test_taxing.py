"""The tax of a day: two lists of one day together, what people declared, and who is own staff or outside."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from royalties.models import Author, PaymentList, TaxMark, TaxRule
from royalties.paying import drawing_up, paying, together
from royalties.sealed.check_sums import list_check_sum
from submissions.screens.refusals import Refusal
from tests import factories
from tests.royalties.payments import MAY_10, MAY_11
from tests.royalties.second_reader import list_digest
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

Kind = Author.Kind


@pytest.fixture
def story(two_months):
    return two_months


def recompute(payment_list):
    """What the accountant does about what differs: compute the list again, as it was shown."""
    shown = drawing_up.differences_of_list(PaymentList.objects.get(pk=payment_list.pk)).check_sum
    drawing_up.recompute_list(payment_list.pk, shown=shown)


def taxes():
    lists = PaymentList.objects.order_by("pk")
    return [(line.gross, line.tax, line.net) for each in lists for line in each.lines.order_by("place")]


def test_two_lists_of_one_day_are_taxed_together(story):
    story.listed(story.march, pay_day=MAY_10)
    assert taxes() == [(1_112_000, 0, 1_112_000)]
    second = story.listed(story.april, pay_day=MAY_10)
    assert taxes() == [(1_112_000, 0, 1_112_000), (1_112_000, 222_400, 889_600)]
    line = second.lines.get()
    assert (line.day_gross, line.day_tax) == (1_112_000, 0)
    assert PaymentList.objects.get(pk=second.pk).tax == 222_400


def test_what_a_checked_list_was_taxed_beside_is_a_difference_when_it_changes(story):
    """Its tax stays 222.400 đ, but its paper would name a list that is none of that day any more."""
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    paying.check(second.pk, user=story.accountant)
    first.lines.update(tax=1_000, net=1_111_000)
    (said,) = drawing_up.differences_of_list(PaymentList.objects.get(pk=second.pk)).people
    assert "đã khấu trừ ở danh sách khác cùng ngày (đồng) 0 đ → 1.000 đ" in said.replace("\xa0", " ")


def test_lists_of_two_days_are_two_payments(story):
    story.listed(story.march, pay_day=MAY_10)
    story.listed(story.april, pay_day=MAY_11)
    assert [tax for _gross, tax, _net in taxes()] == [0, 0]


def test_also_where_the_first_list_is_paid_already(story):
    first = story.hand_on(story.listed(story.march, pay_day=MAY_10))
    paying.enter_payment(first.pk, paid_on=MAY_10, voucher_number="PC 1", user=story.accountant)
    story.listed(story.april, pay_day=MAY_10)
    assert [tax for _gross, tax, _net in taxes()] == [0, 222_400]


def test_the_lists_put_together_are_one(story):
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    together.put_together(first.pk, second.pk)
    assert taxes() == [(2_224_000, 222_400, 2_001_600)]
    assert first.listed.count() == 2
    assert not PaymentList.objects.filter(pk=second.pk).exists()
    approved = story.hand_on(first)
    assert approved.digest == list_digest(approved.pk)


def test_lists_of_two_days_are_not_put_together(story):
    first, second = story.listed(story.march, pay_day=MAY_10), story.listed(story.april, pay_day=MAY_11)
    for other in (second, first):
        with pytest.raises(Refusal, match="Chỉ gộp được danh sách khác cùng ngày"):
            together.put_together(first.pk, other.pk)
    assert PaymentList.objects.count() == 2


def test_a_checked_list_is_not_put_together(story):
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    paying.check(second.pk, user=story.accountant)
    with pytest.raises(Refusal, match="Danh sách đã kiểm tra"):
        together.put_together(first.pk, second.pk)


def test_what_stays_is_taxed_alone_again(story):
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    drawing_up.discard_list(first.pk)
    assert second.lines.get().tax == 0
    assert second.lines.get().day_gross is None


def test_a_list_whose_tax_is_another_by_now_is_not_approved(story):
    """The second was checked beside the first, which then was taken back and discarded."""
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    checked = paying.check(second.pk, user=story.accountant)
    drawing_up.discard_list(first.pk)
    with pytest.raises(Refusal, match="Nguyễn Văn An"):
        paying.approve_list(checked.pk, user=story.director, shown=list_check_sum(checked))
    paying.take_back_list(checked.pk)
    with pytest.raises(Refusal, match="Nguyễn Văn An"):
        paying.check(checked.pk, user=story.accountant)
    recompute(checked)
    assert story.hand_on(checked).tax == 0


def test_what_an_approved_list_was_taxed_with_is_not_discarded(story):
    """The second list withholds for both; without the first it would withhold of 1.112.000 đ, which is free."""
    first, second = (story.listed(table, pay_day=MAY_10) for table in (story.march, story.april))
    approved = story.hand_on(second)
    with pytest.raises(Refusal, match="được tính thuế chung"):
        drawing_up.discard_list(first.pk)
    assert PaymentList.objects.filter(pk=first.pk).exists()
    paying.enter_payment(approved.pk, paid_on=MAY_10, voucher_number="PC 1", user=story.accountant)
    drawing_up.discard_list(first.pk)
    assert not PaymentList.objects.filter(pk=first.pk).exists()


def test_what_came_after_the_approval_is_discarded(story):
    story.hand_on(story.listed(story.march, pay_day=MAY_10))
    second = story.listed(story.april, pay_day=MAY_10)
    drawing_up.discard_list(second.pk)
    assert not PaymentList.objects.filter(pk=second.pk).exists()


def test_both_lists_are_approved_with_the_tax_of_the_day(story):
    lists = [story.listed(table, pay_day=MAY_10) for table in (story.march, story.april)]
    for each in lists:
        approved = story.hand_on(each)
        assert approved.digest == list_digest(approved.pk)
        paying.enter_payment(approved.pk, paid_on=MAY_10, voucher_number="PC", user=story.accountant)
    assert sum(tax for _gross, tax, _net in taxes()) == 222_400


def test_paid_on_one_day_what_was_taxed_for_two_is_refused(story, time_machine):
    first, second = story.listed(story.march, pay_day=MAY_10), story.listed(story.april, pay_day=MAY_11)
    story.hand_on(first)
    story.hand_on(second)
    time_machine.move_to(moment(2019, 5, 12))
    paying.enter_payment(first.pk, paid_on=MAY_11, voucher_number="PC 1", user=story.accountant)
    with pytest.raises(Refusal, match="Nguyễn Văn An"):
        paying.enter_payment(second.pk, paid_on=MAY_11, voucher_number="PC 2", user=story.accountant)
    paying.enter_payment(second.pk, paid_on=datetime.date(2019, 5, 12), voucher_number="PC 2", user=story.accountant)


class TestDeclarations:
    def declare(self, story, kind, *, first=datetime.date(2019, 1, 1), end=None):
        declared = {"kind": kind, "document": "Cam kết 02/CK-TNCN ngày 02/01/2019"}
        return TaxMark.objects.create(author=story.writer, valid_from=first, valid_to=end, **declared)

    def test_nothing_is_withheld_of_who_committed(self, story):
        self.declare(story, TaxMark.Kind.COMMITMENT)
        approved = story.hand_on(story.listed(story.march, story.april, pay_day=MAY_10))
        line = approved.lines.get()
        assert (line.gross, line.tax, line.net, line.mark) == (2_224_000, 0, 2_224_000, "commitment")
        assert approved.digest == list_digest(approved.pk)

    def test_withheld_below_the_threshold_on_request(self, story):
        self.declare(story, TaxMark.Kind.ON_REQUEST)
        line = story.listed(story.march, pay_day=MAY_10).lines.get()
        assert (line.gross, line.tax, line.mark) == (1_112_000, 111_200, "on_request")

    @pytest.mark.parametrize(
        "span", [(datetime.date(2019, 5, 11), None), (datetime.date(2019, 1, 1), datetime.date(2019, 5, 10))]
    )
    def test_only_while_it_holds(self, story, span):
        self.declare(story, TaxMark.Kind.COMMITMENT, first=span[0], end=span[1])
        line = story.listed(story.march, story.april, pay_day=MAY_10).lines.get()
        assert (line.tax, line.mark) == (222_400, None)

    def test_one_at_a_time(self, story):
        self.declare(story, TaxMark.Kind.COMMITMENT)
        with pytest.raises(Exception, match="Người này đã có"):
            self.declare(story, TaxMark.Kind.ON_REQUEST)

    def test_declared_after_the_list_was_drawn_up(self, story):
        drawn = story.listed(story.march, story.april, pay_day=MAY_10)
        self.declare(story, TaxMark.Kind.COMMITMENT)
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.check(drawn.pk, user=story.accountant)
        recompute(drawn)
        assert story.hand_on(drawn).net == 2_224_000

    def test_a_commitment_that_has_ended_when_it_is_paid(self, story, time_machine):
        self.declare(story, TaxMark.Kind.COMMITMENT, end=MAY_11)
        approved = story.hand_on(story.listed(story.march, story.april, pay_day=MAY_10))
        time_machine.move_to(moment(2019, 5, 12))
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.enter_payment(approved.pk, paid_on=MAY_11, voucher_number="PC 1", user=story.accountant)
        paying.enter_payment(approved.pk, paid_on=MAY_10, voucher_number="PC 1", user=story.accountant)

    def test_a_commitment_that_has_ended_when_it_is_approved(self, story, time_machine):
        """Approved, it could never be paid: the payment lies between the approval and the day itself."""
        self.declare(story, TaxMark.Kind.COMMITMENT, end=MAY_11)
        checked = paying.check(story.listed(story.march, story.april, pay_day=MAY_10).pk, user=story.accountant)
        time_machine.move_to(moment(2019, 5, 12))
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.approve_list(checked.pk, user=story.director, shown=list_check_sum(checked))
        assert PaymentList.objects.get(pk=checked.pk).approved_at is None

    def test_a_request_that_holds_when_it_is_paid(self, story, time_machine):
        """The list was made before the request holds: below the threshold nothing is withheld in it."""
        approved = story.hand_on(story.listed(story.march, pay_day=MAY_10))
        self.declare(story, TaxMark.Kind.ON_REQUEST, first=MAY_11)
        time_machine.move_to(moment(2019, 5, 12))
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.enter_payment(approved.pk, paid_on=MAY_11, voucher_number="PC 1", user=story.accountant)
        paying.enter_payment(approved.pk, paid_on=MAY_10, voucher_number="PC 1", user=story.accountant)


def test_a_list_whose_rule_is_over_is_not_approved(story, time_machine):
    checked = paying.check(story.listed(story.march, pay_day=MAY_10).pk, user=story.accountant)
    rule = TaxRule.on(MAY_10)
    TaxRule.objects.filter(pk=rule.pk).update(valid_to=MAY_11)
    TaxRule.objects.create(
        valid_from=MAY_11, valid_to=rule.valid_to, threshold=rule.threshold, rate=rule.rate + 1, legal_basis="Luật mới"
    )
    time_machine.move_to(moment(2019, 5, 12))
    with pytest.raises(Refusal, match="quy định thuế khác"):
        paying.approve_list(checked.pk, user=story.director, shown=list_check_sum(checked))
    assert PaymentList.objects.get(pk=checked.pk).approved_at is None


class TestWhoIsStaff:
    def draw_up(self, story, *tables):
        Author.objects.update(kind=Kind.UNKNOWN)
        return drawing_up.draw_up_list([table.pk for table in tables], pay_day=MAY_10, user=story.accountant)

    def test_nobody_is_guessed(self, story):
        signed(story.ward, "Lê Thị Bình", at=moment(2019, 5, 1))
        factories.contributor_of(story.ward, first_name="Lê Thị", last_name="Bình")
        table = story.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 9))
        assert table.lines.get().author.kind == Kind.UNKNOWN

    def test_a_list_with_somebody_unknown_is_neither_checked_nor_approved(self, story):
        drawn = self.draw_up(story, story.march)
        assert taxes() == [(1_112_000, None, None)]
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.check(drawn.pk, user=story.accountant)
        PaymentList.objects.filter(pk=drawn.pk).update(checked_at=moment(2019, 5, 10), checked_by=story.preparer)
        stale = PaymentList.objects.get(pk=drawn.pk)
        with pytest.raises(Refusal, match="Nguyễn Văn An"):
            paying.approve_list(drawn.pk, user=story.director, shown=list_check_sum(stale))

    @pytest.mark.parametrize(("kind", "tax"), [(Kind.OUTSIDE, 222_400), (Kind.STAFF, None)])
    def test_said_on_the_list_it_holds_from_then_on(self, story, kind, tax):
        drawn = self.draw_up(story, story.march, story.april)
        together.say_kind(drawn.pk, drawn.lines.get().pk, kind=kind, user=story.accountant)
        line = drawn.lines.get()
        assert (line.kind, line.tax) == (kind, tax)
        story.writer.refresh_from_db()
        assert story.writer.kind == kind

    def test_nothing_else_of_the_person_is_written(self, story):
        """Somebody may be correcting the name in the register at the same moment."""
        drawn = self.draw_up(story, story.march)
        line = drawn.lines.get()
        with CaptureQueriesContext(connection) as queries:
            together.say_kind(drawn.pk, line.pk, kind=Kind.OUTSIDE, user=story.accountant)
        (written,) = [each["sql"] for each in queries if each["sql"].startswith('UPDATE "royalties_author"')]
        assert '"kind"' in written
        assert '"name"' not in written

    def test_unknown_is_no_answer(self, story):
        drawn = self.draw_up(story, story.march)
        with pytest.raises(Refusal, match="Hãy ghi rõ người này là người của cơ quan hay"):
            together.say_kind(drawn.pk, drawn.lines.get().pk, kind=Kind.UNKNOWN, user=story.accountant)

    def test_not_on_a_list_that_is_checked(self, story):
        drawn = story.listed(story.march, pay_day=MAY_10)
        paying.check(drawn.pk, user=story.accountant)
        with pytest.raises(Refusal, match="Danh sách đã kiểm tra"):
            together.say_kind(drawn.pk, drawn.lines.get().pk, kind=Kind.STAFF, user=story.accountant)

    def test_what_was_entered_for_own_staff_stays_when_taxes_are_computed(self, story):
        drawn = self.draw_up(story, story.march)
        line = drawn.lines.get()
        together.say_kind(drawn.pk, line.pk, kind=Kind.STAFF, user=story.accountant)
        drawing_up.set_staff_tax(drawn.pk, line.pk, tax=50_000)
        recompute(drawn)
        assert drawn.lines.get().tax == 50_000
        together.say_kind(drawn.pk, drawn.lines.get().pk, kind=Kind.OUTSIDE, user=story.accountant)
        assert drawn.lines.get().tax == 0
