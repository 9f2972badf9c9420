"""The royalties of the demonstration: every step through the functions of the office, by its person, at its time.

The last month that is over waits for the director; those before it are paid; the running month is a draft. A step whose
time has not come on `as_of` is not taken, nor what would follow it.
"""

import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.assessing import approving, correcting, drafts, recomputing
from royalties.demo.calendar import months
from royalties.demo.cast import Cast, DemoRefused, enter_details
from royalties.demo.entries import enter_budget
from royalties.models import Author, BudgetSource, GenreRate, RoyaltyLine, RoyaltyPolicy, RoyaltyTable
from royalties.money import amounts
from royalties.paying import drawing_up, paying
from royalties.sealed.check_sums import list_check_sum
from submissions.kept.clock import standing_at
from submissions.models import NewsPage
from vietnamese.dates import day_of, today

Kind = RoyaltyTable.Kind
# What the accountant withholds of own staff, whose tax is progressive: its lowest rate.
STAFF_RATE = Decimal(5)
BETTER = "Bài có nhiều tư liệu, công phu"
NOTICE = "Thông báo của cơ quan, không chấm nhuận bút"
PRAISED = "Tin, bài có nhiều người đọc trong tháng"
TAKEN_BACK = "Nội dung trùng một phần với tin đã chấm của đơn vị khác"
ENCOURAGEMENT = Decimal(20)
# The three periods of the story; of the year before it there are pieces without royalties.
TOLD = datetime.timedelta(days=92)


class NotYet(Exception):
    """The time of a step has not come."""


def build(*, as_of=None, say=lambda sentence: None):
    """Build the royalties as they stand on the morning of `as_of` (a date; today by default); return whether it did.

    Changes nothing where there are tables already. Raises DemoRefused in production, without the demo city, and for a
    day to come.
    """
    if settings.REFUSE_DEMO_ACCOUNTS:
        raise DemoRefused(_("This is a production site: no demonstration accounts, whose password is published."))
    if RoyaltyTable.objects.exists():
        say(_("The royalties of the demonstration are already there; nothing was changed."))
        return False
    as_of = as_of or today()
    if as_of > today():
        raise DemoRefused(_("That day has not come yet."))
    first = NewsPage.objects.filter(is_live=True, published_at__isnull=False).aggregate(first=Min("published_at"))
    if first["first"] is None:
        raise DemoRefused(_("There are no published pieces. Build the demonstration first: manage.py demo."))
    with transaction.atomic():
        Office(cast=Cast.assembled(), as_of=as_of).tell(first_day=max(day_of(first["first"]), as_of - TOLD))
    say(_("Done."))
    return True


class Office:
    """The office and its people, up to the morning of `as_of`."""

    def __init__(self, *, cast, as_of):
        self.cast, self.as_of = cast, as_of
        self.until = timezone.make_aware(datetime.datetime.combine(as_of, datetime.time(7)))

    def step(self, moment):
        """The time of a step: Django's clock stands at `moment` while it is taken. Raises NotYet."""
        if moment > self.until:
            raise NotYet
        return standing_at(moment)

    def tell(self, *, first_day):
        # The proposals stay what they are; only their share is chosen, as the accountant has to.
        RoyaltyPolicy.objects.update(applied_chosen=True)
        *over, running = months(first_day, self.as_of)
        for year in sorted({month.year for month in [*over, running]}):
            enter_budget(year, as_of=self.as_of)
        for month in over:
            self.settle(month, is_last=month is over[-1])
        self.begin(running)

    def settle(self, month, *, is_last):
        """Take `month` through both papers: to the payment, or the last one as far as to the director."""
        try:
            royalties = self.approved(month, Kind.ROYALTY, drawn_up=(2, 8), approved=(3, 10))
            remuneration = self.approved(month, Kind.REMUNERATION, drawn_up=(4, 11), approved=(5, 14))
            if tables := [table for table in (royalties, remuneration) if table]:
                self.pay(month, tables, is_last=is_last)
        except NotYet:
            return

    def approved(self, month, kind, *, drawn_up, approved):
        """The table of `kind` for `month`, drawn up and approved in the month after on (day, hour) each.

        None where nothing was published, or nobody is known to have published it.
        """
        with self.step(month.later(*drawn_up)):
            table = self.draft(month, kind)
        if table is None:
            return None
        with self.step(month.later(*drawn_up, 40)):
            table = approving.submit(table.pk, user=self.cast.desk)
        with self.step(month.later(*approved)):
            return approving.approve(table.pk, user=self.cast.head, shown=approving.seen(table), proposed=True)

    def draft(self, month, kind):
        """A draft with what people decided on its lines, or None where it would have none."""
        table = recomputing.draw_up(
            kind=kind,
            first_day=month.first_day,
            last_day=month.last_day,
            source=BudgetSource.objects.first(),
            budget_year=month.year,
            user=self.cast.desk,
        )
        if not table.lines.exists():
            approving.discard(table.pk)
            return None
        enter_details()
        adjust(table)
        return table

    def pay(self, month, tables, *, is_last):
        accountant = self.cast.accountant
        with self.step(month.later(6, 15)):
            new = drawing_up.draw_up_list(
                [table.pk for table in tables], pay_day=month.later(10, 16).date(), user=accountant
            )
            for line in new.lines.filter(kind=Author.Kind.STAFF):
                drawing_up.set_staff_tax(new.pk, line.pk, tax=amounts.part(line.gross, percent=STAFF_RATE))
        with self.step(month.later(6, 15, 30)):
            checked = paying.check(new.pk, user=accountant)
        if is_last:
            return
        with self.step(month.later(9, 16)):
            paying.approve_list(new.pk, user=self.cast.director, shown=list_check_sum(checked))
        with self.step(month.later(10, 16, 30)):
            paying.enter_payment(
                new.pk,
                paid_on=today(),
                voucher_number=f"UNC-{month.month:02}/{month.year}",
                user=accountant,
            )

    def begin(self, month):
        """The draft of the running month, as the desk drew it up the evening before; none where nothing is public."""
        evening = self.until - datetime.timedelta(hours=14)
        if day_of(evening) < month.first_day:
            return
        with self.step(evening):
            table = self.draft(month, Kind.ROYALTY)
            approved = RoyaltyLine.objects.filter(kind=RoyaltyLine.Kind.AUTHOR, amount__gt=0)
            earlier = approved.filter(table__approved_at__isnull=False).order_by("table", "place").last()
            if table and earlier:
                half = amounts.part(earlier.amount, percent=Decimal(50))
                correcting.deduct(table.pk, earlier, amount=half, reason=TAKEN_BACK)


def adjust(table):
    """What people decide on the lines of a new table of royalties: one better paid, one praised, one not paid."""
    lines = table.lines.filter(kind=RoyaltyLine.Kind.AUTHOR).order_by("place")
    articles = lines.exclude(genre__in=NewsPage.SHORT_GENRES)[:2]
    notice = lines.filter(genre=NewsPage.Genre.ANNOUNCEMENT).first()
    if articles:
        better = articles[0]
        rates = GenreRate.on(day_of(better.published_at), genre=better.genre, with_photo=better.with_photo)
        drafts.set_coefficient(table.pk, better.pk, coefficient=rates.maximum, reason=BETTER)
    for praised in articles[1:]:
        drafts.encourage(table.pk, praised.pk, percent=ENCOURAGEMENT, reason=PRAISED)
    if notice:
        drafts.set_unpaid(table.pk, notice.pk, reason=NOTICE)
