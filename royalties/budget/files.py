"""The budget as files, with the lines of the screen: .xlsx with all entries, .docx as an official document, .csv."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from royalties.budget.columns import COLUMNS, SOURCE, TITLE_SHARE, TOTAL, lines_of
from royalties.budget.warnings import warnings_of
from submissions.models import Letterhead, Locality
from vietnamese.dates import screen_date, screen_moment, today
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.official import OfficialDocument, layout_on
from vietnamese.files.spreadsheet import Foot, Layout, OfficeBook

KIND = gettext_lazy("USE OF THE BUDGET")
SUBJECT = gettext_lazy("Royalties, remuneration and keeping %(website)s in %(year)s")
FIRST_HEADING = gettext_lazy("Budget source, purpose")
ENTRY_HEADINGS = (
    (gettext_lazy("Date"), 10),
    (gettext_lazy("What for"), 40),
    (gettext_lazy("Budget source"), 22),
    (gettext_lazy("Purpose"), 16),
    (gettext_lazy("Stage"), 18),
    (gettext_lazy("Document, voucher"), 18),
    (pgettext_lazy("budget", "Amount (đồng)"), 16),
)
# Below what Decree 30/2020 leaves open for tables, so that eight columns of amounts fit A4 landscape.
TABLE_SIZE = 11


def subject_of(budget):
    return SUBJECT % (Locality.load().words | {"year": budget.year})


def moment_words():
    """When the figures were read (str): they change with every decision."""
    return _("As of %(moment)s; amounts in đồng") % {"moment": screen_moment(timezone.now())}


def headings():
    return [str(FIRST_HEADING), *(str(column.heading) for column in COLUMNS)]


def shares():
    return [TITLE_SHARE, *(column.share for column in COLUMNS)]


def sums(lines):
    """The places (ints) of the lines that are sums of others."""
    return [place for place, line in enumerate(lines) if line.level in (SOURCE, TOTAL)]


def budget_csv(budget):
    """The table of a Budget as UTF-8 with a byte order mark; numbers are numbers."""
    rows = [[line.title, *(column.in_csv(line) for column in COLUMNS)] for line in lines_of(budget)]
    return csv_table(headings(), rows)


def budget_xlsx(budget):
    """The table of a Budget, and on a second sheet every entry, as an XLSX file (bytes)."""
    letterhead, lines, notes = Letterhead.load(), lines_of(budget), tuple(warnings_of(budget))
    book = OfficeBook(title=f"{KIND} {budget.year}")
    titles = [str(KIND), subject_of(budget), moment_words()]
    book.add_table(
        _("Sums %(year)s") % {"year": budget.year},
        titles=titles,
        headings=headings(),
        shares=shares(),
        rows=[[line.title, *(column.in_sheet(line) for column in COLUMNS)] for line in lines],
        layout=Layout(
            amounts=frozenset(place for place, column in enumerate(COLUMNS, start=1) if not column.is_share),
            bold_rows=frozenset(sums(lines)),
            foot=Foot(signers=((letterhead.signer_post, letterhead.signer_name),), place_and_date="", notes=notes),
        ),
    )
    book.add_table(
        _("Entries %(year)s") % {"year": budget.year},
        titles=titles,
        headings=[str(heading) for heading, _share in ENTRY_HEADINGS],
        shares=[share for _heading, share in ENTRY_HEADINGS],
        rows=[entry_cells(entry) for entry in budget.behind()],
        layout=Layout(amounts=frozenset({len(ENTRY_HEADINGS) - 1})),
    )
    return book.content()


def entry_cells(entry):
    """An Entry as a line of ENTRY_HEADINGS: texts, and the amount as an int."""
    return [
        screen_date(entry.paid_on or entry.day),
        str(entry.record),
        str(entry.source),
        str(entry.purpose.label),
        str(entry.stage.label),
        entry.document,
        entry.amount,
    ]


def budget_docx(budget):
    """The table of a Budget as a DOCX file (bytes) in the layout in force, landscape: head, table, signature."""
    letterhead, day, lines = Letterhead.load(), today(), lines_of(budget)
    document = OfficialDocument(layout=layout_on(day), title=str(KIND), agency=letterhead.agency, landscape=True)
    document.head(parent=letterhead.parent, agency=letterhead.agency, place=letterhead.place, day=day, number="")
    document.title(str(KIND), subject_of(budget), notes=[f"({moment_words()})"])
    document.table(
        headings(),
        [[line.title, *(column.text(line) for column in COLUMNS)] for line in lines],
        shares=shares(),
        numbers=range(1, len(COLUMNS) + 1),
        bold_rows=sums(lines),
        size=TABLE_SIZE,
    )
    for warning in warnings_of(budget):
        document.note(warning)
    document.foot(
        recipients=[Locality.load().authority, _("Archive: registry")],
        authority=letterhead.authority,
        post=letterhead.signer_post,
        name=letterhead.signer_name,
    )
    return document.content()
