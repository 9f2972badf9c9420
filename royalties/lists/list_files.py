"""A payment list as files: what stands in each of its papers, for DOCX and XLSX alike, and the CSV for the bank."""

from functools import cached_property

from django.utils.translation import gettext as _

from royalties.assessing.proposals import proposals_of
from royalties.lists.list_rows import pieces_by_author, read_rows
from royalties.models import Author, RoyaltyTitles
from royalties.papers.paper import Column, Paper
from royalties.tables.table_rows import Row
from submissions.models import Letterhead
from vietnamese.dates import today
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.official import OfficialDocument, layout_on
from vietnamese.text import fold


class ListPaper(Paper):
    """What the papers of a list have in common. The shares of their columns are mm of the 252 of A4 landscape."""

    @classmethod
    def of(cls, payment_list, *, with_numbers):
        """`with_numbers` for whoever may see them; raises UnreadablePersonalData."""
        rows = read_rows(payment_list, with_numbers=with_numbers)
        return cls(payment_list, rows, Letterhead.load(), RoyaltyTitles.load())

    @cached_property
    def tables(self):
        return list(self.record.tables)

    @property
    def remarks(self):
        sent = getattr(self.record, "sending_back", None)
        back = [_("Sent back after the approval, not paid: %(reason)s") % {"reason": sent.reason}] if sent else []
        return back + proposals_of(self.tables)

    @property
    def days(self):
        tables = self.tables
        return min(table.first_day for table in tables), max(table.last_day for table in tables)

    @property
    def posts(self):
        made = self.record
        names = (made.created_by_name, made.checked_by_name, made.approved_by_name)
        return zip((self.titles.list_maker, self.titles.accountant, self.titles.office_head), names, strict=True)

    @property
    def total_words(self):
        return self.rows.in_words


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
                yield [*values, line.tax, line.net, self._account(row), self._note(row)], False
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
        notes = [_("own staff")] if row.line.kind == Author.Kind.STAFF else []
        if row.why:
            notes.append(row.why)
        if row.tax_by_hand:
            notes.append(_("tax entered by hand"))
        if row.has_decided:
            notes.append(_("with lines entered by hand"))
        return "; ".join(notes)


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
        pieces = pieces_by_author(self.record)
        for person in self.rows.rows:
            line = person.line
            values = ["", line.author_name, line.unit_name, "", "", "", "", "", line.gross]
            yield [*values, line.tax, line.net, ""], True
            for number, piece in enumerate(pieces[line.author_id], start=1):
                row = Row(number, piece)
                values = [number, "", piece.unit_name, piece.title, row.genre, row.published, piece.coefficient]
                yield [*values, piece.unit_value, piece.amount, "", "", row.note], False
        total = self.rows.total
        values = ["", _("Grand total"), "", "", "", "", "", "", total.gross_dong]
        yield [*values, total.tax_dong, total.net_dong, ""], True


def request_docx(paper):
    """Giấy đề nghị thanh toán for the list of a PaymentPaper, as a DOCX file (bytes)."""
    letterhead, total = paper.letterhead, paper.rows.total
    document = OfficialDocument(
        layout=layout_on(paper.approved_on or today()),
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
    document.paragraph(_("Who asks: %(person)s") % {"person": paper.record.created_by_name})
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
    for words in (paper.in_words, *paper.remarks):
        document.paragraph(words)
    document.paragraph(
        _("Attached: the payment list of royalties, the statement of royalties and the approved tables.")
    )
    document.signatures(paper.signers, when="")
    return document.content()


def holder_of(line):
    """Whose account it is by the list as it was approved (str), without the pen name that papers put behind a name."""
    if line.author_name == str(line.author):
        return line.author.name
    return line.author_name.rpartition(" (")[0] or line.author_name


def bank_csv(rows, *, pay_day):
    """The transfers of a list as CSV (bytes), as banks take it: texts in capitals without marks, accounts as text.

    `rows` are ListRows with numbers; who has no account is not in the file.
    """
    content = fold(_("Royalties, payment of %(day)s") % {"day": f"{pay_day:%d/%m/%Y}"}).upper()
    transfers = [row for row in rows.rows if row.has_account and row.line.net]
    return csv_table(
        [_("Serial number"), _("Account holder"), _("Account number"), _("Bank"), _("Sum to transfer"), _("Content")],
        [
            [
                number,
                fold(holder_of(row.line)).upper(),
                row.numbers.bank_account,
                row.numbers.bank,
                row.line.net,
                content,
            ]
            for number, row in enumerate(transfers, start=1)
        ],
    )
