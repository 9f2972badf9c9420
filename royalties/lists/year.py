"""What each person was paid in a year, for the declaration of tax: paid lists only, by the day of payment."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from royalties.lists.list_rows import Numbers, Sums
from royalties.models import NUMBERS, Author, PaymentLine, PaymentList, PersonalDetails, TaxMark, UnclaimedPayment
from vietnamese.collation import person_key
from vietnamese.files.spreadsheet import Layout, OfficeBook
from vietnamese.numbers import money


@dataclass(frozen=True)
class YearRow:
    """One person's year."""

    number: int
    author: Author
    numbers: Numbers
    payments: int
    sums: Sums
    # What nobody collected and moved to the fund (int đồng): no longer theirs.
    moved_dong: int
    # As the lists have it; the register may say otherwise by now.
    kinds: frozenset = frozenset()
    marks: frozenset = frozenset()

    @property
    def moved(self):
        """What moved to the fund (str), or "" for nothing."""
        return money(self.moved_dong) if self.moved_dong else ""

    @property
    def received_dong(self):
        return self.sums.net_dong - self.moved_dong

    @property
    def received(self):
        return money(self.received_dong)

    @property
    def kind(self):
        """As what the person was paid, and what they had declared about the tax (str)."""
        kinds = [_("own staff") if Author.Kind.STAFF in self.kinds else _("outside author")]
        return "; ".join(kinds + [str(TaxMark.Kind(mark).label) for mark in sorted(self.marks)])


def lists_paid_in(year):
    """The PaymentLists that were paid in `year` (int; a queryset)."""
    return PaymentList.objects.filter(disbursement__paid_on__year=year)


def paid_in(year):
    """The lines of the lists that were paid in `year` (int), without their numbers (a queryset)."""
    lines = PaymentLine.objects.filter(payment_list__in=lists_paid_in(year))
    return lines.select_related("author__unit").defer(*NUMBERS)


def moved_to_the_fund(year):
    """The UnclaimedPayments of what was paid in `year` and moved to the fund since, whenever (a queryset)."""
    moved = UnclaimedPayment.objects.filter(outcome=UnclaimedPayment.Outcome.TRANSFERRED)
    return moved.filter(line__payment_list__in=lists_paid_in(year))


def year_rows(year):
    """The YearRows of `year` (int) by name. Raises UnreadablePersonalData."""
    lines = defaultdict(list)
    for line in paid_in(year):
        lines[line.author].append(line)
    moved = dict(moved_to_the_fund(year).order_by().values_list("line__author").annotate(moved=Sum("line__net")))
    found = PersonalDetails.objects.filter(author__in=lines).values_list("author", *NUMBERS, "bank")
    numbers = {author: Numbers(*values) for author, *values in found}
    people = sorted(lines, key=lambda author: (person_key(author.name), author.pk))
    return [
        YearRow(
            number,
            author,
            numbers.get(author.pk, Numbers()),
            len(lines[author]),
            Sums(
                sum(line.piece_count for line in lines[author]),
                sum(line.gross for line in lines[author]),
                sum(line.tax for line in lines[author]),
                sum(line.net for line in lines[author]),
            ),
            moved.get(author.pk, 0),
            kinds=frozenset(line.kind for line in lines[author]),
            marks=frozenset(line.mark for line in lines[author] if line.mark),
        )
        for number, author in enumerate(people, start=1)
    ]


@dataclass(frozen=True)
class YearTotal:
    """The Sums over YearRows, and what of it moved to the fund (int đồng)."""

    sums: Sums
    moved_dong: int

    @property
    def moved(self):
        return money(self.moved_dong) if self.moved_dong else ""

    @property
    def received_dong(self):
        return self.sums.net_dong - self.moved_dong

    @property
    def received(self):
        return money(self.received_dong)


def total_of(rows):
    """The YearTotal of YearRows."""
    sums = Sums(
        sum(row.sums.pieces for row in rows),
        sum(row.sums.gross_dong for row in rows),
        sum(row.sums.tax_dong for row in rows),
        sum(row.sums.net_dong for row in rows),
    )
    return YearTotal(sums, sum(row.moved_dong for row in rows))


def year_xlsx(year):
    """The year's list as an XLSX file (bytes)."""
    rows = year_rows(year)
    total = total_of(rows)
    title = _("ROYALTIES PAID IN %(year)s, FOR THE DECLARATION OF TAX") % {"year": year}
    book = OfficeBook(title=title)
    lines = [
        [
            row.number,
            str(row.author),
            row.kind,
            row.numbers.tax_code,
            row.numbers.identity_number,
            row.payments,
            row.sums.pieces,
            row.sums.gross_dong,
            row.sums.tax_dong,
            row.moved_dong,
            row.received_dong,
        ]
        for row in rows
    ]
    sums = ["", _("Grand total"), "", "", "", sum(row.payments for row in rows)]
    figures = total.sums
    lines.append([*sums, figures.pieces, figures.gross_dong, figures.tax_dong, total.moved_dong, total.received_dong])
    book.add_table(
        str(year),
        titles=[title],
        headings=[
            _("Serial number"),
            _("Full name (pen name)"),
            _("Paid as"),
            _("Tax code"),
            _("Identity number"),
            _("Number of payments"),
            _("Number of pieces"),
            _("Amount (đồng)"),
            _("Income tax (đồng)"),
            _("Not collected, moved to the fund (đồng)"),
            _("Received (đồng)"),
        ],
        shares=[5, 21, 12, 13, 14, 8, 8, 12, 11, 12, 12],
        rows=lines,
        layout=Layout(
            amounts=frozenset({7, 8, 9, 10}), centred=frozenset({0, 5, 6}), bold_rows=frozenset({len(lines) - 1})
        ),
    )
    return book.content()
