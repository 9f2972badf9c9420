"""A table as files: XLSX and DOCX to print and sign in the customary layout, CSV for other programs."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.collecting import day_of
from royalties.models import RoyaltyTable, RoyaltyTitles
from royalties.tables.rows import TableRows, read_rows
from submissions.models import Letterhead
from vietnamese.comma_separated import csv_table
from vietnamese.dates import screen_date
from vietnamese.numbers import decimal, whole
from vietnamese.official import MOTTO, NATION, OfficialDocument, layout_on, place_and_date
from vietnamese.spreadsheet import Foot, Layout, OfficeBook


@dataclass(frozen=True)
class Column:
    """A column of the paper: its heading, its share of the width, its value of a Row (text, int or Decimal)."""

    heading: str
    share: int
    value: object
    is_amount: bool = False
    is_centred: bool = False


def royalty_columns():
    return [
        Column(_("Serial number"), 6, lambda row: row.number, is_centred=True),
        Column(_("Name of the piece, photo"), 27, lambda row: row.line.title),
        Column(_("Genre"), 10, lambda row: row.genre),
        Column(_("Author (pen name)"), 17, lambda row: row.person_in_full),
        Column(_("Day of publication"), 12, lambda row: row.published, is_centred=True),
        Column(_("Coefficient"), 6, lambda row: or_empty(row.line.coefficient), is_centred=True),
        Column(_("Value of one unit of coefficient (đồng)"), 10, lambda row: or_empty(row.line.unit_value), True),
        Column(_("Rate"), 10, lambda row: row.ratio, is_centred=True),
        Column(_("Amount (đồng)"), 11, lambda row: row.line.amount, True),
        Column(_("Note"), 13, lambda row: row.note),
    ]


def remuneration_columns():
    return [
        Column(_("Serial number"), 6, lambda row: row.number, is_centred=True),
        Column(_("Name of the piece, photo"), 29, lambda row: row.line.title),
        Column(_("Genre"), 10, lambda row: row.genre),
        Column(_("Who published it"), 18, lambda row: row.person_in_full),
        Column(_("Day of publication"), 12, lambda row: row.published, is_centred=True),
        Column(_("Royalty of the piece (đồng)"), 12, lambda row: or_empty(row.line.base), True),
        Column(_("Rate"), 8, lambda row: row.ratio, is_centred=True),
        Column(_("Amount (đồng)"), 12, lambda row: row.line.amount, True),
        Column(_("Note"), 16, lambda row: row.note),
    ]


def or_empty(value):
    return "" if value is None else value


@dataclass(frozen=True)
class Paper:
    """What all files of a table say: the lines, and what stands above and below them."""

    table: RoyaltyTable
    rows: TableRows
    letterhead: Letterhead
    titles: RoyaltyTitles

    @classmethod
    def of(cls, table):
        return cls(table, read_rows(table), Letterhead.load(), RoyaltyTitles.load())

    @property
    def columns(self):
        return remuneration_columns() if self.table.kind == RoyaltyTable.Kind.REMUNERATION else royalty_columns()

    @property
    def title(self):
        if self.table.kind == RoyaltyTable.Kind.REMUNERATION:
            return _("REMUNERATION TABLE")
        return _("ROYALTY TABLE")

    @property
    def days(self):
        return _("(Pieces published from %(first)s to the end of %(last)s)") % {
            "first": screen_date(self.table.first_day),
            "last": screen_date(self.table.last_day),
        }

    @property
    def approved_on(self):
        """The day (date) of the approval, or None."""
        return day_of(self.table.approved_at) if self.table.is_approved else None

    @property
    def place_and_date(self):
        return place_and_date(self.letterhead.place, self.approved_on)

    @property
    def signers(self):
        """Titles and names; nobody's name stands there before the approval."""
        names = (self.table.prepared_by_name, self.table.approved_by_name) if self.table.is_approved else ("", "")
        return tuple(zip((self.titles.preparer, self.titles.table_approver), names, strict=True))

    @property
    def in_words(self):
        return _("In words: %(words)s") % {"words": self.rows.total_words}

    @property
    def small_print(self):
        return _("Check sum: %(digest)s") % {"digest": self.table.digest} if self.table.is_approved else ""

    @property
    def lines(self):
        """(values of all columns, whether it is a sum) of each line of the paper: groups, their lines, the total."""
        columns = self.columns
        amount = len(columns) - 2
        for group in self.rows.groups:
            yield sum_line(columns, amount, group.name, group.total), True
            for row in group.rows:
                yield [column.value(row) for column in columns], False
        yield sum_line(columns, amount, _("Grand total"), self.rows.total), True


def sum_line(columns, amount, name, total):
    values = [""] * len(columns)
    values[1], values[amount] = name, total
    return values


def written(value, column):
    """A value as text: amounts with dots, coefficients with a comma."""
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) else decimal(value)


def table_docx(table):
    """`table` as a DOCX file (bytes), A4 landscape."""
    paper = Paper.of(table)
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    document = OfficialDocument(
        layout=layout_on(paper.approved_on or timezone.localdate()),
        title=paper.title,
        agency=letterhead.agency,
        landscape=True,
    )
    if not table.is_approved:
        document.mark(_("DRAFT PAPER"))
    document.head(parent=letterhead.parent, agency=letterhead.agency)
    document.title(paper.title, notes=[paper.days])
    document.table(
        [column.heading for column in columns],
        [[written(value, column) for value, column in zip(line, columns, strict=True)] for line, _sum in lines],
        shares=[column.share for column in columns],
        centred=[place for place, column in enumerate(columns) if column.is_centred],
        numbers=[place for place, column in enumerate(columns) if column.is_amount],
        bold_rows={place for place, (_line, is_sum) in enumerate(lines) if is_sum},
        size=11,
    )
    document.note(paper.in_words)
    document.signatures(paper.signers, when=paper.place_and_date)
    if paper.small_print:
        document.small_print(paper.small_print)
    return document.content()


def table_xlsx(table):
    """`table` as an XLSX file (bytes) that prints on A4 landscape, one page wide; numbers are numbers."""
    paper = Paper.of(table)
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    book = OfficeBook(title=paper.title)
    book.add_table(
        str(table.pk),
        titles=[paper.title, paper.days, *([] if table.is_approved else [_("DRAFT PAPER")])],
        headings=[column.heading for column in columns],
        shares=[column.share for column in columns],
        rows=[line for line, _sum in lines],
        layout=Layout(
            amounts=frozenset(place for place, column in enumerate(columns) if column.is_amount),
            centred=frozenset(place for place, column in enumerate(columns) if column.is_centred),
            bold_rows=frozenset(place for place, (_line, is_sum) in enumerate(lines) if is_sum),
            above=((letterhead.parent.upper(), NATION), (letterhead.agency.upper(), MOTTO)),
            foot=Foot(
                signers=paper.signers,
                place_and_date=paper.place_and_date,
                notes=(paper.in_words,),
                small_print=paper.small_print,
            ),
        ),
    )
    return book.content()


def table_csv(table):
    """`table` as CSV (bytes): one line for each line, the unit in a column of its own, no sums."""
    paper = Paper.of(table)
    columns = paper.columns
    rows = [
        [group.name, *(csv_value(column.value(row)) for column in columns)]
        for group in paper.rows.groups
        for row in group.rows
    ]
    return csv_table([_("Unit"), *(column.heading for column in columns)], rows)


def csv_value(value):
    return value if isinstance(value, str | int) else decimal(value)
