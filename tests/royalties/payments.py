"""Longer stories of money: lists of two months, a feature and its payment, an amount that nobody collects."""

import datetime

from royalties.assessing import approving, drafts
from royalties.models import Author, PaymentList
from royalties.paying import drawing_up, paying, unclaimed
from royalties.sealed.check_sums import list_check_sum
from submissions.models import NewsPage
from tests import factories
from tests.royalties.stories import Office, moment, signed

MARCH = datetime.date(2019, 3, 1), datetime.date(2019, 3, 31)
APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
SEPTEMBER = datetime.date(2019, 9, 1), datetime.date(2019, 9, 30)
MAY_10, MAY_11, MAY_12 = (datetime.date(2019, 5, day) for day in (10, 11, 12))
OCTOBER_10 = datetime.date(2019, 10, 10)
# Each thirty days after the one before.
NOTICE_DAYS = MAY_11, datetime.date(2019, 6, 10), datetime.date(2019, 7, 10)


class TwoMonths(Office):
    """The writer is due 1.112.000 đ for March and as much for April: together 2.224.000 đ, of which 10 % are due."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = Author.objects.create(
            name="Nguyễn Văn An", unit=self.ward, kind=Author.Kind.OUTSIDE, is_checked=True
        )
        for month in (3, 4):
            for day in range(1, 9):
                signed(self.ward, self.writer.name, at=moment(2019, month, day), title=f"Tin {day}/{month}")
        self.march, self.april = self.approved(*MARCH), self.approved(*APRIL)

    def hand_on(self, payment_list):
        """Have a list that is drawn up checked and approved."""
        checked = paying.check(payment_list.pk, user=self.accountant)
        return paying.approve_list(checked.pk, user=self.director, shown=list_check_sum(checked))

    def pay(self, payment_list, day):
        return paying.enter_payment(payment_list.pk, paid_on=day, voucher_number="PC 1", user=self.accountant)


class Feature(Office):
    """A feature of September, 447.000 đ to the writer, on a list for 10 October; `encouraged` by ten per cent more."""

    def __init__(self, *, encouraged=False):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, is_checked=True)
        self.page = signed(self.ward, self.writer.name, at=moment(2019, 9, 3), title="Phóng sự biển")
        NewsPage.objects.filter(pk=self.page.pk).update(genre=NewsPage.Genre.FEATURE)
        table = self.draft(*SEPTEMBER)
        if encouraged:
            drafts.encourage(table.pk, table.lines.get().pk, percent=10, reason="Viết về trẻ em")
        self.table = self.approve(approving.submit(table.pk, user=self.preparer))
        self.list = self.listed(self.table, pay_day=OCTOBER_10)

    def check(self, **confirming):
        return paying.check(self.list.pk, user=self.accountant, **confirming)

    def approve_list(self):
        return paying.approve_list(self.list.pk, user=self.director, shown=list_check_sum(self.stored))

    def pay(self, **confirming):
        paid = {"paid_on": OCTOBER_10, "voucher_number": "PC 9", "user": self.accountant}
        return paying.enter_payment(self.list.pk, **paid, **confirming)

    @property
    def stored(self):
        return PaymentList.objects.get(pk=self.list.pk)

    @property
    def found(self):
        return drawing_up.differences_of_list(self.stored)

    def compute_again(self):
        return drawing_up.recompute_list(self.list.pk, shown=self.found.check_sum)


class Uncollected(Office):
    """The list of April is approved; nobody will come for the writer's 139.000 đ."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, kind=Author.Kind.OUTSIDE)
        signed(self.ward, writer.name, at=moment(2019, 4, 3))
        self.list = self.payable(self.approved(*APRIL), pay_day=MAY_10)
        self.line = self.list.lines.get()

    def pay(self):
        paying.enter_payment(self.list.pk, paid_on=MAY_10, voucher_number="PC 1", user=self.accountant)

    def set_aside(self, *, waits_since=MAY_10, reason="Không đến nhận"):
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

    def transfer(self, waiting, day=datetime.date(2019, 12, 2), document="15/QĐ"):
        return unclaimed.transfer(waiting.pk, ended_on=day, document=document, user=self.accountant)
