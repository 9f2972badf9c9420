"""Nobody approves what they had a hand in: also not who has both roles, and let somebody else hand it in at the end."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from royalties.assessing import approving
from royalties.models import Author, PaymentList, RoyaltyTable
from royalties.paying import drawing_up, paying, together
from royalties.sealed.check_sums import list_check_sum
from submissions.screens.refusals import Refusal
from tests.royalties.screens import at
from tests.soup import main_of, text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db

MAY_10 = datetime.date(2019, 5, 10)


def with_role(user, group):
    user.groups.add(Group.objects.get(name=group))
    return user


class TestTables:
    @pytest.fixture
    def both(self, newsroom):
        """The head of the board, who helps at the desk as well."""
        newsroom.everything_decided()
        return with_role(newsroom.head, "Thường trực Ban Biên tập")

    def handed_in(self, newsroom, user=None):
        return approving.submit(newsroom.april.pk, user=user or newsroom.preparer)

    def approve(self, table, user):
        return approving.approve(table.pk, user=user, shown=approving.seen(table))

    def test_who_handed_it_in_before_it_was_taken_back(self, newsroom, both):
        self.handed_in(newsroom, both)
        approving.take_back(newsroom.april.pk)
        table = self.handed_in(newsroom)
        with pytest.raises(Refusal, match="Người chấm không tự duyệt bảng của mình"):
            self.approve(table, both)
        assert not RoyaltyTable.objects.get(pk=table.pk).is_approved

    @pytest.mark.parametrize(
        ("name", "posted"),
        [
            ("coefficient", {"coefficient-coefficient": "1,2", "coefficient-reason": "Tin viết sâu hơn"}),
            ("unpaid", {"unpaid-reason": "Trong nhiệm vụ được giao"}),
            ("encourage", {"encourage-percent": "10", "encourage-reason": "Viết về trẻ em"}),
        ],
    )
    def test_who_decided_a_line(self, client, newsroom, both, name, posted):
        line = newsroom.line("Tin tháng tư, ngày 2")
        log_in(client, both).post(at(name, newsroom.april.pk, line.pk), posted)
        table = self.handed_in(newsroom)
        with pytest.raises(Refusal, match="không tự duyệt bảng của mình"):
            self.approve(table, both)
        page = main_of(client.get(at("table", table.pk)))
        assert "Người chấm bảng không tự duyệt" in page.get_text(" ")
        assert not page.select(f"form[action='{at('approve', table.pk)}']")

    def test_who_took_something_back_in_it(self, client, newsroom, both):
        line = newsroom.march.lines.order_by("place").last()
        posted = {"amount": "1000", "reason": "Trùng một phần"}
        log_in(client, both).post(at("deduct", newsroom.april.pk, line.pk), posted)
        assert newsroom.april.lines.filter(corrects=line).exists()
        table = self.handed_in(newsroom)
        with pytest.raises(Refusal, match="không tự duyệt bảng của mình"):
            self.approve(table, both)

    def test_a_decision_that_was_refused_is_no_hand_in_it(self, client, newsroom, both):
        line = newsroom.line("Tin tháng tư, ngày 2")
        log_in(client, both).post(at("coefficient", newsroom.april.pk, line.pk), {"coefficient-coefficient": "99"})
        assert self.approve(self.handed_in(newsroom), both).is_approved

    def test_who_only_looked_and_sent_it_back(self, client, newsroom, both):
        log_in(client, both).get(at("recompute", newsroom.april.pk))
        self.handed_in(newsroom)
        approving.send_back(newsroom.april.pk, reason="Xem lại dòng 3")
        assert self.approve(self.handed_in(newsroom), both).is_approved


class TestLists:
    @pytest.fixture
    def both(self, two_months):
        """The head of the office, who helps the accountant as well."""
        return with_role(two_months.director, "Kế toán")

    def approve(self, payment_list, user):
        checked = PaymentList.objects.get(pk=payment_list.pk)
        return paying.approve_list(checked.pk, user=user, shown=list_check_sum(checked))

    def refused(self, payment_list, user):
        with pytest.raises(Refusal, match="không tự duyệt chi"):
            self.approve(payment_list, user)
        return not PaymentList.objects.get(pk=payment_list.pk).is_approved

    def test_who_checked_it_before_it_was_taken_back(self, two_months, both):
        made = two_months.listed(two_months.march, pay_day=MAY_10)
        paying.check(made.pk, user=both)
        paying.take_back_list(made.pk)
        paying.check(made.pk, user=two_months.accountant)
        assert self.refused(made, both)

    def test_who_entered_the_tax_of_somebody(self, client, two_months, both):
        made = two_months.listed(two_months.march, pay_day=MAY_10)
        line = made.lines.get()
        together.say_kind(made.pk, line.pk, kind=Author.Kind.STAFF, user=two_months.accountant)
        log_in(client, both).post(reverse("payment_lists:tax", args=[made.pk, line.pk]), {"tax": "0"})
        paying.check(made.pk, user=two_months.accountant)
        assert self.refused(made, both)
        assert "không tự duyệt; việc duyệt chi do người khác" in text_of(
            client.get(reverse("payment_lists:list", args=[made.pk]))
        )

    def test_who_drew_up_a_list_that_was_put_into_it(self, two_months, both):
        made = two_months.listed(two_months.march, pay_day=MAY_10)
        other = drawing_up.draw_up_list([two_months.april.pk], pay_day=MAY_10, user=both)
        together.put_together(made.pk, other.pk)
        paying.check(made.pk, user=two_months.accountant)
        assert self.refused(made, both)

    def test_who_had_no_hand_in_it(self, two_months, both):
        made = two_months.listed(two_months.march, pay_day=MAY_10)
        paying.check(made.pk, user=two_months.accountant)
        assert self.approve(made, both).is_approved
