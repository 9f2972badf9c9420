"""How the papers of the royalties look, as DOCX and as XLSX: head, title, a table with its sums, words, who signs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from royalties.models import PaymentList, RoyaltyTable, RoyaltyTitles
from royalties.papers.cells import filled, written
from submissions.models import Letterhead
from vietnamese.dates import day_of, screen_date, today
from vietnamese.files.official import MOTTO, NATION, OfficialDocument, layout_on, place_and_date
from vietnamese.files.spreadsheet import Foot, Layout, OfficeBook


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width, how its values stand."""

    heading: str
    share: int
    is_amount: bool = False
    is_centred: bool = False


@dataclass(frozen=True)
class Paper:
    """What a paper says; nobody's name and no check sum stands on it before the approval of its `record`."""

    record: RoyaltyTable | PaymentList
    rows: object
    letterhead: Letterhead
    titles: RoyaltyTitles

    # Of the letters in the DOCX's table, in points.
    size = 11

    @property
    def title(self):
        raise NotImplementedError

    @property
    def days(self):
        """First and last day (dates) of the publications that it is about."""
        raise NotImplementedError

    @property
    def columns(self):
        """A list of Column."""
        raise NotImplementedError

    @property
    def lines(self):
        """(values of all columns, whether it is a sum) of each line: texts, ints, Decimals, None for nothing."""
        raise NotImplementedError

    @property
    def posts(self):
        """(title, name) of each who signs."""
        raise NotImplementedError

    @property
    def total_words(self):
        raise NotImplementedError

    @property
    def remarks(self):
        """What has to be known of the rates behind the figures (list of str)."""
        return []

    @property
    def span(self):
        first, last = self.days
        return _("(Pieces published from %(first)s to the end of %(last)s)") % {
            "first": screen_date(first),
            "last": screen_date(last),
        }

    @property
    def is_approved(self):
        return self.record.is_approved

    @property
    def approved_on(self):
        """The day (date) of the approval, or None."""
        return day_of(self.record.approved_at) if self.is_approved else None

    @property
    def place_and_date(self):
        return place_and_date(self.letterhead.place, self.approved_on)

    @property
    def signers(self):
        return tuple((title, name if self.is_approved else "") for title, name in self.posts)

    @property
    def in_words(self):
        return _("In words: %(words)s") % {"words": self.total_words}

    @property
    def small_print(self):
        return _("Check sum: %(digest)s") % {"digest": self.record.digest} if self.is_approved else ""


def paper_docx(paper):
    """A Paper as a DOCX file (bytes), A4 landscape."""
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    document = OfficialDocument(
        layout=layout_on(paper.approved_on or today()),
        title=paper.title,
        agency=letterhead.agency,
        landscape=True,
    )
    if not paper.is_approved:
        document.mark(_("DRAFT PAPER"))
    document.head(parent=letterhead.parent, agency=letterhead.agency)
    document.title(paper.title, notes=[paper.span])
    document.table(
        [column.heading for column in columns],
        [[written(value) for value in line] for line, _sum in lines],
        shares=[column.share for column in columns],
        centred=[place for place, column in enumerate(columns) if column.is_centred],
        numbers=[place for place, column in enumerate(columns) if column.is_amount],
        bold_rows={place for place, (_line, is_sum) in enumerate(lines) if is_sum},
        size=paper.size,
    )
    for words in (paper.in_words, *paper.remarks):
        document.note(words)
    document.signatures(paper.signers, when=paper.place_and_date)
    if paper.small_print:
        document.small_print(paper.small_print)
    return document.content()


def paper_xlsx(paper):
    """A Paper as an XLSX file (bytes) that prints on A4 landscape, one page wide; numbers are numbers."""
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    book = OfficeBook(title=paper.title)
    book.add_table(
        str(paper.record.pk),
        titles=[paper.title, paper.span, *([] if paper.is_approved else [_("DRAFT PAPER")])],
        headings=[column.heading for column in columns],
        shares=[column.share for column in columns],
        rows=[[filled(value) for value in line] for line, _sum in lines],
        layout=Layout(
            amounts=frozenset(place for place, column in enumerate(columns) if column.is_amount),
            centred=frozenset(place for place, column in enumerate(columns) if column.is_centred),
            bold_rows=frozenset(place for place, (_line, is_sum) in enumerate(lines) if is_sum),
            above=((letterhead.parent.upper(), NATION), (letterhead.agency.upper(), MOTTO)),
            foot=Foot(
                signers=paper.signers,
                place_and_date=paper.place_and_date,
                notes=(paper.in_words, *paper.remarks),
                small_print=paper.small_print,
            ),
        ),
    )
    return book.content()
