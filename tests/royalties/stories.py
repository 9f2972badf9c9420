"""Short stories of money: pieces that were published, and the people who prepare, approve, check and pay."""

import datetime

from django.utils import timezone

from royalties.assessing import approving, recomputing
from royalties.models import Author, BudgetSource, GenreRate, RoyaltyPolicy, RoyaltyTable
from royalties.paying import drawing_up, paying
from submissions.models import NewsAuthor
from tests import factories


def moment(year, month, day, hour=9, minute=0, second=0):
    """A moment by the clock of Việt Nam."""
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=timezone.get_default_timezone())


def signed(unit, *people, at, **fields):
    """A live piece of `unit` first published `at`, signed by `people`: names, or pairs of name and share."""
    page = factories.published(unit, at=at, **fields)
    for order, person in enumerate(people):
        name, share = person if isinstance(person, tuple) else (person, 100)
        NewsAuthor.objects.create(page=page, name=name, share=share, sort_order=order)
    return page


def all_signed(unit, pieces, **alike):
    """Many pieces as of `signed`, alike but for who signed (a name), `at` and `title`; written as rows."""
    (name, at, title), *others = pieces
    first = factories.published(unit, at=at, title=title, **alike)
    rows = factories.published_like(first, [{"title": title, "at": at} for _name, at, title in others])
    names = [name, *(name for name, _at, _title in others)]
    NewsAuthor.objects.bulk_create(
        NewsAuthor(page=page, name=name, share=100, sort_order=0)
        for page, name in zip([first, *rows], names, strict=True)
    )


def decided_by_the_city():
    """The rates that the site begins with, as if the city had decided them."""
    decision = {"decision_number": "15/QĐ-UBND", "decision_date": datetime.date(2019, 1, 15)}
    GenreRate.objects.update(**decision)
    RoyaltyPolicy.objects.update(applied_chosen=True, **decision)


class Office:
    """The people of one office, each by the group that gives the role; the city has decided its rates."""

    def __init__(self):
        decided_by_the_city()
        make = factories.UserFactory
        self.preparer = make(groups=["Thường trực Ban Biên tập"])
        self.head = make(groups=["Trưởng Ban Biên tập"])
        self.accountant = make(groups=["Kế toán"])
        self.director = make(groups=["Thủ trưởng đơn vị"])
        self.official = make(groups=["Người xem báo cáo"])

    def draft(self, first, last, *, kind=RoyaltyTable.Kind.ROYALTY):
        return recomputing.draw_up(
            kind=kind,
            first_day=first,
            last_day=last,
            source=BudgetSource.objects.get(),
            budget_year=last.year,
            user=self.preparer,
        )

    def handed_in(self, first, last, **options):
        return approving.submit(self.draft(first, last, **options).pk, user=self.preparer)

    def approved(self, first, last, **options):
        table = self.handed_in(first, last, **options)
        return self.approve(table)

    def approve(self, table):
        return approving.approve(table.pk, user=self.head, shown=approving.seen(table))

    def listed(self, *tables, pay_day):
        """A list of `tables`; of whom nobody has said it yet, it is said before that they are outside."""
        Author.objects.filter(kind=Author.Kind.UNKNOWN).update(kind=Author.Kind.OUTSIDE)
        return drawing_up.draw_up_list([table.pk for table in tables], pay_day=pay_day, user=self.accountant)

    def payable(self, *tables, pay_day):
        """A list that is checked and approved for payment."""
        from royalties.sealed.check_sums import list_check_sum

        checked = paying.check(self.listed(*tables, pay_day=pay_day).pk, user=self.accountant)
        return paying.approve_list(checked.pk, user=self.director, shown=list_check_sum(checked))
