"""Official documents as .docx: head, title, text, tables, recipients, signature.

Two layouts. "nd30" is Decree 30/2020/NĐ-CP, annex I, in force from 5 March 2020; "tt01" is Circular
01/2011/TT-BNV, in force in 2019, which differs in the place of the page number. Where the decree leaves a choice of
sizes, one is taken for all documents: 12 and 13 points in the head, 14 in the text.
"""

import datetime
import io
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from vietnamese.dates import long_date
from vietnamese.files import word
from vietnamese.text import printable

LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY

# Annex I, part I: A4; 20-25 mm above and below, 30-35 mm left, 15-20 mm right; Times New Roman. In millimetres.
PAPER = (210, 297)
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
FONT = "Times New Roman"
# Half of the margin, so that the number of the page stands in it.
NUMBER_FROM_EDGE = 10

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# As long as the motto in bold Times New Roman of 13 points.
MOTTO_RULE = 54
# A third to a half of the line with the agency's name.
AGENCY_RULE = 28
TITLE_RULE = 40
# The agency's share of the head; the rest is the nation's, whose line must not break.
AGENCY_SHARE = 0.44
SIGNATURE_LINES = 4


@dataclass(frozen=True)
class Layout:
    """What differs between the two rules: where the number of the page stands."""

    key: str
    number_above: bool
    number_alignment: int


ND30 = Layout("nd30", number_above=True, number_alignment=CENTER)
TT01 = Layout("tt01", number_above=False, number_alignment=RIGHT)
ND30_FROM = datetime.date(2020, 3, 5)


def layout_on(day):
    """The Layout that was in force on `day` (a date)."""
    return ND30 if day >= ND30_FROM else TT01


@dataclass(frozen=True)
class Size:
    """Sizes in points, of the parts of a document (Decree 30/2020/NĐ-CP, annex I, part II)."""

    nation: int = 12  # 12-13, capitals, bold
    motto: int = 13  # 13-14, bold, a rule as long as the line
    parent: int = 12  # 12-13, capitals
    agency: int = 12  # 12-13, capitals, bold, a rule of a third to a half of the line
    number: int = 13  # 13; so is the number of the page, 13-14
    place_and_date: int = 13  # 13-14, italic
    about: int = 12  # what a letter is about, below its number: 12-13
    title: int = 14  # 13-14, bold
    text: int = 14  # 13-14
    table: int = 12  # not ruled; below the text, so that tables fit
    recipients_head: int = 12  # 12, bold italic
    recipients: int = 11  # 11
    signature: int = 14  # 13-14, bold
    small_print: int = 9  # not ruled


SIZE = Size()


class OfficialDocument:
    """A document that is written from top to bottom; `content` gives the file."""

    def __init__(self, *, layout, title, agency, landscape=False):
        self.layout = layout
        self.document = Document()
        word.set_language_and_font(self.document, font=FONT, size=SIZE.text)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = printable(title), printable(agency), ""
        properties.language = word.LANGUAGE
        self._set_up(self.document.sections[0], landscape=landscape)
        self._number_pages(self.document.sections[0])

    @property
    def section(self):
        return self.document.sections[-1]

    @property
    def width(self):
        """The width of the text in millimetres (float)."""
        section = self.section
        return (section.page_width - section.left_margin - section.right_margin) / Mm(1)

    def new_section(self, *, landscape, own_numbering=False):
        """Go on on a new page, upright or landscape; an annex has `own_numbering`, and none on its first page."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        # Word ends a section with a paragraph; a full line could need a page of its own.
        self.document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)
        self._set_up(section, landscape=landscape)
        section.different_first_page_header_footer = own_numbering
        word.continue_numbering(section)
        if own_numbering:
            word.restart_numbering(section)

    def head(self, *, parent, agency, place="", day=None, number=None, about=""):
        """The agency on the left, nation and motto on the right; below, the number and the place with the date.

        Without `place` there is no such line: the date stands above the `signatures`.

        `number` is what follows "Số:", "" where the clerk fills it in, None for no such line; without `day` a space is
        left for it, and a template has the words (str) that are filled in. `about` is what a letter is about. An agency
        without a superior one has "" as `parent`; a line break divides a long name.
        """
        left = round(self.width * AGENCY_SHARE)
        right = self.width - left
        table = word.add_table(self.document, rows=2, widths=(left, right), grid=False)
        (above_left, above_right), (below_left, below_right) = (row.cells for row in table.rows)
        if parent:
            _write(above_left, parent.upper(), size=SIZE.parent)
        _write(above_left, agency.upper(), size=SIZE.agency, bold=True)
        word.draw_rule(above_left.add_paragraph(), length=AGENCY_RULE, width=left)
        _write(above_right, NATION, size=SIZE.nation, bold=True)
        _write(above_right, MOTTO, size=SIZE.motto, bold=True)
        word.draw_rule(above_right.add_paragraph(), length=MOTTO_RULE, width=right)
        if number is not None:
            _write(below_left, f"Số: {number}", size=SIZE.number)
        if about:
            _write(below_left, about, size=SIZE.about)
        if place:
            _write(below_right, place_and_date(place, day), size=SIZE.place_and_date, italic=True)
        for row in table.rows:
            word.keep_together(row)

    def title(self, kind, summary="", *, notes=()):
        """What kind of document it is, what about, with a rule below; `notes` in italics below that."""
        name = self._line(kind.upper(), size=SIZE.title, bold=True, alignment=CENTER)
        name.paragraph_format.space_before = Pt(18)
        word.set_outline_level(name, 1)
        if summary:
            self._line(summary, size=SIZE.title, bold=True, alignment=CENTER)
            word.draw_rule(self.document.add_paragraph(), length=TITLE_RULE, width=self.width)
        for note in notes:
            self._line(note, size=SIZE.text, italic=True, alignment=CENTER)
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(8)

    def annex_title(self, name, title, *, notes=()):
        """The head of an annex: its name ("Phụ lục"), its title in capitals, `notes` in italics (annex I, part II)."""
        word.set_outline_level(self._line(name, size=SIZE.title, bold=True, alignment=CENTER), 1)
        self._line(title.upper(), size=SIZE.title, bold=True, alignment=CENTER)
        for note in notes:
            self._line(note, size=SIZE.text, italic=True, alignment=CENTER)
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(8)

    def mark(self, text):
        """What kind of copy this is ("DỰ THẢO"), at the right edge above all else."""
        self._line(text, size=SIZE.number, bold=True, alignment=RIGHT)

    def addressees(self, names):
        """ "Kính gửi:" with one name on its line, or several below it."""
        if len(names) == 1:
            self._line(f"Kính gửi: {names[0]}", size=SIZE.text, alignment=CENTER).paragraph_format.space_before = Pt(12)
            return
        self._line("Kính gửi:", size=SIZE.text, alignment=CENTER).paragraph_format.space_before = Pt(12)
        for line in listed(names):
            self._line(line, size=SIZE.text).paragraph_format.left_indent = Mm(self.width / 3)

    def heading(self, text):
        """A heading inside the text: "I. KẾT QUẢ", "1. Tổng số"."""
        paragraph = self.paragraph(text, bold=True)
        paragraph.paragraph_format.keep_with_next = True
        word.set_outline_level(paragraph, 2)

    def paragraph(self, text, *, bold=False):
        """A paragraph of the text: justified, its first line 12,7 mm in, 6 points apart (annex I, part II, 5)."""
        paragraph = self._line(text, size=SIZE.text, bold=bold, alignment=JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
        return paragraph

    def note(self, text):
        """A line below a table, in its size."""
        self._line(text, size=SIZE.table).paragraph_format.space_before = Pt(2)

    def table(self, headings, rows, *, shares, groups=(), centred=(), numbers=(), bold_rows=(), size=SIZE.table):
        """A table as wide as the text; its headings stand again on every page, and no row is broken.

        `shares` are the widths of the columns in any unit. `groups` are headings over several columns: (place of the
        first, of the last, text). The columns (by place) in `centred` are centred, those in `numbers` stand right;
        `bold_rows` are places in `rows`: sums that stand above what they sum up, and stay on its page.
        """
        widths = [self.width * share / sum(shares) for share in shares]
        heads = [_upper_headings(headings, groups=groups), headings] if groups else [headings]
        table = word.add_table(self.document, rows=len(heads) + len(rows), widths=widths, grid=True)
        for place, (row, texts) in enumerate(zip(table.rows, [*heads, *rows], strict=True), start=-len(heads)):
            is_bold = place < 0 or place in bold_rows
            word.keep_together(row)
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                alignment = CENTER if place < 0 or column in centred else RIGHT if column in numbers else LEFT
                _write(cell, str(text), size=size, bold=is_bold, alignment=alignment)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                cell.paragraphs[0].paragraph_format.keep_with_next = is_bold or None
        for row in table.rows[: len(heads)]:
            word.repeat_on_each_page(row)
        if groups:
            word.join_headings(table, groups=groups)
        return table

    def foot(self, *, post, recipients=(), lines=(), name="", authority=""):
        """Recipients on the left, the last one the archive; on the right the post and the name, room to sign between.

        `lines` stand there as they are, in the place of recipients: those of a template that lists them itself.
        `authority` stands above the post of somebody who does not sign as head: "KT. TRƯỞNG PHÒNG".
        """
        # A signature never stands on a page alone: the end of the text goes with it.
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.document.add_paragraph().paragraph_format.keep_with_next = True
        table = word.add_table(self.document, rows=1, widths=(self.width / 2,) * 2, grid=False)
        word.keep_together(table.rows[0])
        left, right = table.rows[0].cells
        _write(left, "Nơi nhận:", size=SIZE.recipients_head, bold=True, italic=True, alignment=LEFT)
        for line in lines or listed(recipients):
            _write(left, line, size=SIZE.recipients, alignment=LEFT)
        for line in (authority, post):
            if line:
                _write(right, line.upper(), size=SIZE.signature, bold=True)
        for _blank in range(SIGNATURE_LINES):
            _write(right, "", size=SIZE.signature)
        _write(right, name, size=SIZE.signature, bold=True)

    def signatures(self, signers, *, when=""):
        """Who signs, side by side: pairs of title and name ("" for none yet), with room between; the date above right.

        The last of them stands on the right, under `when` (`place_and_date`).
        """
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.document.add_paragraph().paragraph_format.keep_with_next = True
        table = word.add_table(self.document, rows=1, widths=(self.width / len(signers),) * len(signers), grid=False)
        word.keep_together(table.rows[0])
        for place, (cell, (title, name)) in enumerate(zip(table.rows[0].cells, signers, strict=True), start=1):
            if when:
                _write(cell, when if place == len(signers) else "", size=SIZE.place_and_date, italic=True)
            _write(cell, title.upper(), size=SIZE.signature, bold=True)
            for _blank in range(SIGNATURE_LINES):
                _write(cell, "", size=SIZE.signature)
            _write(cell, name, size=SIZE.signature, bold=True)

    def small_print(self, text):
        """A line of its own in the smallest size, for what a machine reads: a check sum."""
        self._line(text, size=SIZE.small_print).paragraph_format.space_before = Pt(6)

    def content(self):
        """The file (bytes)."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def _line(self, text, *, size, alignment=LEFT, **style):
        paragraph = self.document.add_paragraph()
        paragraph.alignment = alignment
        _run(paragraph, text, size=size, **style)
        return paragraph

    def _set_up(self, section, *, landscape):
        width, height = reversed(PAPER) if landscape else PAPER
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        for side, margin in MARGINS.items():
            setattr(section, f"{side}_margin", Mm(margin))
        section.header_distance = section.footer_distance = Mm(NUMBER_FROM_EDGE)

    def _number_pages(self, section):
        """Numbers from the second page on; the sections that follow take them over."""
        section.different_first_page_header_footer = True
        paragraph = (section.header if self.layout.number_above else section.footer).paragraphs[0]
        paragraph.alignment = self.layout.number_alignment
        word.add_page_number(paragraph).font.size = Pt(SIZE.number)


def place_and_date(place, day=None):
    """ "Phan Thiết, ngày 04 tháng 4 năm 2019"; with room for the `day` (a date, or words) where none is given."""
    when = long_date(day) if isinstance(day, datetime.date) else day or "ngày      tháng      năm         "
    return f"{place}, {when}"


def listed(names):
    """ "- A;", "- B." as recipients are listed."""
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, start=1)]


def _upper_headings(headings, *, groups):
    """The upper of two lines of headings: the groups' texts at their first columns, nothing under them."""
    texts = list(headings)
    for first, last, text in groups:
        texts[first : last + 1] = [text] + [""] * (last - first)
    return texts


def _write(cell, text, *, size, alignment=CENTER, **style):
    """Write `text` as the next line of `cell`; a new cell has an empty one already."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.alignment = alignment
    _run(paragraph, text, size=size, **style)


def _run(paragraph, text, *, size, bold=False, italic=False):
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
