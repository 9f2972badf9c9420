"""The papers of a payment list: what stands in each, for DOCX and XLSX alike."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from royalties.collecting import day_of
from royalties.lists.rows import ListRows, pieces_by_author, read_rows
from royalties.models import Author, PaymentList, RoyaltyTitles
from royalties.tables.rows import Row
from submissions.models import Letterhead
from vietnamese.dates import screen_date
from vietnamese.numbers import decimal, whole
from vietnamese.official import MOTTO, NATION, OfficialDocument, layout_on, place_and_date
from vietnamese.spreadsheet import Foot, Layout, OfficeBook


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width (mm of 252), how its values stand."""

    heading: str
    share: int
    is_amount: bool = False
    is_centred: bool = False


@dataclass(frozen=True)
class ListPaper:
    """What the files of a list have in common: the lines, and what stands above and below them."""

    payment_list: PaymentList
    rows: ListRows
    letterhead: Letterhead
    titles: RoyaltyTitles

    # What a heir says.
    title = ""
    # Of the letters in the DOCX's table, in points.
    size = 11

    @classmethod
    def of(cls, payment_list, *, with_numbers):
        """`with_numbers` for whoever may see them; raises UnreadablePersonalData."""
        rows = read_rows(payment_list, with_numbers=with_numbers)
        return cls(payment_list, rows, Letterhead.load(), RoyaltyTitles.load())

    @property
    def is_approved(self):
        return self.payment_list.is_approved

    @property
    def approved_on(self):
        return day_of(self.payment_list.approved_at) if self.is_approved else None

    @property
    def place_and_date(self):
        return place_and_date(self.letterhead.place, self.approved_on)

    @property
    def span(self):
        """The days of publication that the list pays for, in words (str)."""
        tables = [listed.table for listed in self.payment_list.listed.select_related("table")]
        return _("(Pieces published from %(first)s to the end of %(last)s)") % {
            "first": screen_date(min(table.first_day for table in tables)),
            "last": screen_date(max(table.last_day for table in tables)),
        }

    @property
    def signers(self):
        """Titles and names; nobody's name stands there before the approval."""
        made = self.payment_list
        names = (made.created_by_name, made.checked_by_name, made.approved_by_name)
        titles = (self.titles.list_maker, self.titles.accountant, self.titles.office_head)
        return tuple(zip(titles, names if self.is_approved else ("", "", ""), strict=True))

    @property
    def in_words(self):
        return _("In words: %(words)s") % {"words": self.rows.in_words}

    @property
    def small_print(self):
        return _("Check sum: %(digest)s") % {"digest": self.payment_list.digest} if self.is_approved else ""

    @property
    def columns(self):
        raise NotImplementedError

    @property
    def lines(self):
        """(values of all columns, whether it is a sum) of each line: texts, ints, Decimals."""
        raise NotImplementedError


class PaymentPaper(ListPaper):
    """Danh sách chi trả nhuận bút: a line for each person."""

    @property
    def title(self):
        return _("PAYMENT LIST OF ROYALTIES")

    @property
    def columns(self):
        return [
            Column(_("Serial number"), 13, is_centred=True),
            Column(_("Full name (pen name)"), 42),
            Column(_("Unit"), 42),
            Column(_("Number of pieces"), 15, is_centred=True),
            Column(_("Amount (đồng)"), 25, True),
            Column(_("Income tax (đồng)"), 22, True),
            Column(_("To be received (đồng)"), 25, True),
            Column(_("Account number / signature"), 46),
            Column(_("Note"), 22),
        ]

    @property
    def lines(self):
        for group in self.rows.groups:
            yield self._sum(group.title, group.sums()), True
            for row in group.rows:
                line = row.line
                values = [row.number, line.author_name, line.unit_name, line.piece_count, line.gross]
                yield [*values, or_empty(line.tax), or_empty(line.net), self._account(row), self._note(row)], False
        total = self.rows.total
        yield self._sum(_("Grand total"), (total.pieces, total.gross_dong, total.tax_dong, total.net_dong)), True

    def _sum(self, name, sums):
        pieces, gross, tax, net = sums
        return ["", name, "", pieces, gross, tax, net, "", ""]

    def _account(self, row):
        """The account, for whoever may see it; who is paid in cash signs here."""
        if not row.has_account:
            return ""
        return row.how

    def _note(self, row):
        return _("own staff") if row.line.kind == Author.Kind.STAFF else ""


class Statement(ListPaper):
    """Bảng kê chi trả nhuận bút: the pieces of each person (docs/royalties.md)."""

    size = 10

    @property
    def title(self):
        return _("STATEMENT OF ROYALTIES PAID")

    @property
    def columns(self):
        return [
            Column(_("Serial number"), 12, is_centred=True),
            Column(_("Full name (pen name)"), 29),
            Column(_("Unit"), 26),
            Column(_("Name of the piece, photo"), 37),
            Column(_("Genre"), 15),
            Column(_("Day of publication"), 21, is_centred=True),
            Column(_("Coefficient"), 12, is_centred=True),
            Column(_("Value of one unit of coefficient (đồng)"), 19, True),
            Column(_("Amount (đồng)"), 22, True),
            Column(_("Income tax (đồng)"), 19, True),
            Column(_("To be received (đồng)"), 22, True),
            Column(_("Note"), 18),
        ]

    @property
    def lines(self):
        pieces = pieces_by_author(self.payment_list)
        for person in self.rows.rows:
            line = person.line
            values = ["", line.author_name, line.unit_name, "", "", "", "", "", line.gross]
            yield [*values, or_empty(line.tax), or_empty(line.net), ""], True
            for number, piece in enumerate(pieces[line.author_id], start=1):
                row = Row(number, piece)
                coefficient = or_empty(piece.coefficient)
                values = [number, "", piece.unit_name, piece.title, row.genre, row.published, coefficient]
                yield [*values, or_empty(piece.unit_value), piece.amount, "", "", row.note], False
        total = self.rows.total
        values = ["", _("Grand total"), "", "", "", "", "", "", total.gross_dong]
        yield [*values, total.tax_dong, total.net_dong, ""], True


def or_empty(value):
    return "" if value is None else value


def written(value):
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) else decimal(value)


def paper_docx(paper):
    """A ListPaper as a DOCX file (bytes), A4 landscape."""
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    document = OfficialDocument(
        layout=layout_on(paper.approved_on or timezone.localdate()),
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
    document.note(paper.in_words)
    document.signatures(paper.signers, when=paper.place_and_date)
    if paper.small_print:
        document.small_print(paper.small_print)
    return document.content()


def paper_xlsx(paper):
    """A ListPaper as an XLSX file (bytes) that prints on A4 landscape, one page wide; numbers are numbers."""
    columns, lines = paper.columns, list(paper.lines)
    letterhead = paper.letterhead
    book = OfficeBook(title=paper.title)
    book.add_table(
        str(paper.payment_list.pk),
        titles=[paper.title, paper.span, *([] if paper.is_approved else [_("DRAFT PAPER")])],
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


def request_docx(paper):
    """Giấy đề nghị thanh toán for the list of a PaymentPaper, as a DOCX file (bytes)."""
    letterhead, total = paper.letterhead, paper.rows.total
    document = OfficialDocument(
        layout=layout_on(paper.approved_on or timezone.localdate()),
        title=_("Request for payment"),
        agency=letterhead.agency,
    )
    if not paper.is_approved:
        document.mark(_("DRAFT PAPER"))
    document.head(
        parent=letterhead.parent, agency=letterhead.agency, place=letterhead.place, day=paper.approved_on, number=""
    )
    document.title(_("Request for payment"))
    document.paragraph(_("To: %(head)s") % {"head": paper.titles.office_head})
    document.paragraph(_("Who asks: %(person)s") % {"person": paper.payment_list.created_by_name})
    document.paragraph(_("Agency: %(agency)s") % {"agency": letterhead.agency})
    document.paragraph(
        _("For: royalties of %(people)s people, %(pieces)s pieces %(span)s")
        % {"people": len(paper.rows.rows), "pieces": total.pieces, "span": paper.span}
    )
    for label, amount in (
        (_("Amount due: %(amount)s"), total.gross),
        (_("Income tax withheld: %(amount)s"), total.tax),
        (_("Amount asked for: %(amount)s"), total.net),
    ):
        document.paragraph(label % {"amount": amount})
    document.paragraph(paper.in_words)
    document.paragraph(
        _("Attached: the payment list of royalties, the statement of royalties and the approved tables.")
    )
    document.signatures(paper.signers, when="")
    return document.content()
