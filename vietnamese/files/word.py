"""What official documents need of Word and python-docx has no words for."""

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LANGUAGE = "vi-VN"


def set_language_and_font(document, *, font, size):
    """Vietnamese in `font` of `size` points everywhere: Word takes its proofing and its glyphs from here."""
    style = document.styles["Normal"]
    style.font.name = font
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), font)
    language = _child(style.element.rPr, "w:lang")
    for kind in ("w:val", "w:eastAsia"):
        language.set(qn(kind), LANGUAGE)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def add_page_number(paragraph):
    """Put the number of the page, which Word counts itself, at the end of `paragraph`; return its run."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("instr", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        if kind == "instr":
            part = OxmlElement("w:instrText")
            part.text = text
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
    return run


def restart_numbering(section):
    """Let the pages of `section` count from 1."""
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")


def continue_numbering(section):
    """Let the pages of `section` count on; a new section is made in the likeness of the one before."""
    for numbering in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(numbering)


def draw_rule(paragraph, *, length, width):
    """Make `paragraph` a thin line of `length` mm in the middle of a column that is `width` mm wide.

    The decree asks for a drawn line and not for underlined text; the upper border of an empty paragraph is one that
    every word processor shows alike.
    """
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    side = Mm(max(width - length, 0) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(4)


def set_outline_level(paragraph, level):
    """Show `paragraph` in Word's navigation, at `level` from 1, without a style of its own."""
    _child(paragraph._p.get_or_add_pPr(), "w:outlineLvl").set(qn("w:val"), str(level - 1))


def add_table(document, *, rows, widths, grid):
    """An empty table of fixed `widths` (mm); with lines where `grid`, else invisible and without inner margins."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    if grid:
        table.style = "Table Grid"
    else:
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            edge = OxmlElement(f"w:{side}")
            edge.set(qn("w:w"), "0")
            edge.set(qn("w:type"), "dxa")
            margins.append(edge)
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    # Row by row: the cells of one column are looked for among those of the whole table.
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def join_headings(table, *, groups):
    """Join the two upper rows of `table` into headings: each of `groups` (first column, last, text) over its columns,
    every other column over both rows.
    """
    upper, lower = (row.cells for row in table.rows[:2])
    grouped = set()
    for first, last, _text in groups:
        _join(upper[first], upper[last])
        grouped.update(range(first, last + 1))
    for place in set(range(len(upper))) - grouped:
        _join(upper[place], lower[place])


def repeat_on_each_page(row):
    """Print `row` again at the top of each page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_together(row):
    """Never break `row` between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _join(first, last):
    """Merge cells, keeping only what stands in the first: python-docx puts the paragraphs of all into one."""
    joined = first.merge(last)
    for paragraph in joined.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)


def _child(parent, tag):
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found
