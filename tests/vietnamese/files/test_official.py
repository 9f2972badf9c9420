"""Official documents, read back: the measures of Decree 30/2020, annex I, and of Circular 01/2011."""

import datetime
import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from vietnamese.files.official import ND30, TT01, OfficialDocument, layout_on

LETTER = datetime.date(2019, 4, 4)
PARENT, AGENCY = "UBND thành phố Phan Thiết", "Phòng Văn hóa và Thông tin"


def written(document):
    return Document(io.BytesIO(document.content()))


def lines(paragraphs):
    """{text: its first run} of what is written there."""
    return {paragraph.text: paragraph.runs[0] for paragraph in paragraphs if paragraph.text.strip()}


def in_cells(table):
    return [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]


def report(layout=ND30, *, landscape=False):
    document = OfficialDocument(layout=layout, title="Báo cáo tháng 4", agency=AGENCY, landscape=landscape)
    document.head(parent=PARENT, agency=AGENCY, place="Phan Thiết", day=LETTER, number="05/BC-VHTT", about="V/v A")
    document.title("Báo cáo", "Tình hình cung cấp tin, bài", notes=["(Số liệu từ ngày 25/3/2019)"])
    document.addressees(["UBND thành phố"])
    document.heading("I. KẾT QUẢ")
    document.paragraph("Trong kỳ có 75 tin, bài.")
    document.table(
        ["TT", "Đơn vị", "Số"], [["1", "Phường A", 2], ["", "Cộng", 2]], shares=(1, 6, 2), numbers=[2], bold_rows=[1]
    )
    document.foot(
        recipients=["Như trên", "Lưu: VT"], authority="KT. Trưởng phòng", post="Phó Trưởng phòng", name="Lê Văn A"
    )
    return document


@pytest.mark.parametrize("landscape", [False, True])
def test_paper_margins_and_font(landscape):
    document = written(report(landscape=landscape))
    (section,) = document.sections
    sides = [round(side / Mm(1)) for side in (section.page_width, section.page_height)]
    assert sides == ([297, 210] if landscape else [210, 297])
    assert section.orientation == (WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT)
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    kinds = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
    assert {fonts.get(qn(kind)) for kind in kinds} == {"Times New Roman"}
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    assert document.core_properties.title == "Báo cáo tháng 4"


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("UBND THÀNH PHỐ PHAN THIẾT", 12, False, False),
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN", 12, True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
        ("Số: 05/BC-VHTT", 13, False, False),
        ("V/v A", 12, False, False),
        ("Phan Thiết, ngày 04 tháng 4 năm 2019", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Tình hình cung cấp tin, bài", 14, True, False),
        ("(Số liệu từ ngày 25/3/2019)", 14, False, True),
        ("Kính gửi: UBND thành phố", 14, False, False),
        ("I. KẾT QUẢ", 14, True, False),
        ("Trong kỳ có 75 tin, bài.", 14, False, False),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("- Lưu: VT.", 11, False, False),
        ("KT. TRƯỞNG PHÒNG", 14, True, False),
        ("PHÓ TRƯỞNG PHÒNG", 14, True, False),
        ("Lê Văn A", 14, True, False),
    ],
)
def test_each_part_has_its_size(text, size, bold, italic):
    document = written(report())
    found = lines(document.paragraphs) | {
        key: run for table in document.tables for key, run in lines(in_cells(table)).items()
    }
    run = found[text]
    assert (run.font.size, bool(run.bold), bool(run.italic)) == (Pt(size), bold, italic)


def test_a_paragraph_of_the_text():
    (paragraph,) = [p for p in written(report()).paragraphs if p.text.startswith("Trong kỳ")]
    shape = paragraph.paragraph_format
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent / Mm(1), 1) == 12.7
    assert shape.space_after == Pt(6)


def test_rules_stand_under_agency_motto_and_title():
    """As borders of empty paragraphs: drawn lines, not underlined text."""
    document = written(report())
    ruled = [p for p in (*in_cells(document.tables[0]), *document.paragraphs) if p._p.findall(f".//{qn('w:pBdr')}")]
    assert [p.text for p in ruled] == ["", "", ""]
    assert not document.element.body.findall(f".//{qn('w:u')}")


@pytest.mark.parametrize(
    ("layout", "place", "alignment"),
    [(ND30, "header", WD_ALIGN_PARAGRAPH.CENTER), (TT01, "footer", WD_ALIGN_PARAGRAPH.RIGHT)],
)
def test_the_number_of_the_page(layout, place, alignment):
    (section,) = written(report(layout)).sections
    other = "footer" if place == "header" else "header"
    (paragraph,) = getattr(section, place).paragraphs
    assert paragraph.alignment == alignment
    assert paragraph.runs[0].font.size == Pt(13)
    assert "PAGE" in paragraph._p.xml
    assert "PAGE" not in getattr(section, other)._element.xml
    assert section.different_first_page_header_footer
    assert "PAGE" not in getattr(section, f"first_page_{place}")._element.xml


def test_the_head_of_a_table_is_repeated_and_no_row_broken():
    table = written(report()).tables[1]
    marks = [[bool(row._tr.findall(f".//{qn(tag)}")) for tag in ("w:tblHeader", "w:cantSplit")] for row in table.rows]
    assert marks == [[True, True], [False, True], [False, True]]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Đơn vị", "Số"],
        ["1", "Phường A", "2"],
        ["", "Cộng", "2"],
    ]
    bold = [row.cells[1].paragraphs[0].runs[0].bold for row in table.rows]
    assert bold == [True, False, True]
    width = sum(cell.width for cell in table.rows[0].cells)
    assert abs(width - Mm(165)) < Mm(1)


def test_an_annex_lies_across_and_counts_its_own_pages():
    document = report()
    document.new_section(landscape=True, own_numbering=True)
    document.title("Phụ lục", "Bảng tổng hợp")
    document.new_section(landscape=False)
    text, annex, after = written(document).sections
    assert [s.orientation for s in (text, annex, after)] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in (text, annex, after)]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1", False]
    assert [s.different_first_page_header_footer for s in (text, annex, after)] == [True, True, False]
    assert annex.header.is_linked_to_previous and after.header.is_linked_to_previous


def test_room_for_number_and_date():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.head(parent=PARENT, agency=AGENCY, place="Phan Thiết", number="      /BC-VHTT")
    texts = [paragraph.text for paragraph in in_cells(written(document).tables[0])]
    assert "Số:       /BC-VHTT" in texts
    assert any(text.startswith("Phan Thiết, ngày  ") for text in texts)


def test_without_a_number_there_is_no_such_line():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.head(parent=PARENT, agency=AGENCY, place="Phan Thiết", day=LETTER)
    assert not any("Số:" in paragraph.text for paragraph in in_cells(written(document).tables[0]))


def test_several_addressees_stand_below_each_other():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.addressees(["UBND phường Phú Thủy", "UBND xã Tiến Lợi"])
    texts = [paragraph.text for paragraph in written(document).paragraphs]
    assert texts == ["Kính gửi:", "- UBND phường Phú Thủy;", "- UBND xã Tiến Lợi."]


def test_the_layout_of_the_day():
    assert layout_on(datetime.date(2020, 3, 4)) is TT01
    assert layout_on(datetime.date(2020, 3, 5)) is ND30


def test_a_committee_has_no_superior_agency_above_it():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.head(parent="", agency="Ủy ban nhân dân\nthành phố Phan Thiết", place="Phan Thiết")
    texts = [paragraph.text for paragraph in written(document).tables[0].rows[0].cells[0].paragraphs]
    assert texts == ["ỦY BAN NHÂN DÂN\nTHÀNH PHỐ PHAN THIẾT", ""]


def test_headings_stand_over_several_columns():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.table(["TT", "Tin", "Bài", "Cộng"], [["1", 2, 3, 5]], shares=(1, 1, 1, 1), groups=[(1, 2, "Được đăng")])
    table = written(document).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Được đăng", "Được đăng", "Cộng"],
        ["TT", "Tin", "Bài", "Cộng"],
        ["1", "2", "3", "5"],
    ]
    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [True, True, False]


def test_a_sum_stays_with_what_it_sums_up_and_a_signature_with_the_text():
    document = written(report())
    sums, units = (document.tables[1].rows[place].cells[1].paragraphs[0] for place in (2, 1))
    assert (sums.paragraph_format.keep_with_next, units.paragraph_format.keep_with_next) == (True, None)
    assert document.paragraphs[-1].paragraph_format.keep_with_next


def test_an_annex_has_a_title_of_its_own_and_notes():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.mark("DỰ THẢO")
    document.annex_title("Phụ lục", "Bảng tổng hợp", notes=["(Kèm theo Báo cáo)"])
    document.note("Ghi chú")
    paragraphs = written(document).paragraphs
    assert [p.text for p in paragraphs] == ["DỰ THẢO", "Phụ lục", "BẢNG TỔNG HỢP", "(Kèm theo Báo cáo)", "Ghi chú"]
    assert [p.runs[0].font.size for p in paragraphs] == [Pt(13), Pt(14), Pt(14), Pt(14), Pt(12)]
    assert paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_template_has_words_in_the_place_of_the_day():
    document = OfficialDocument(layout=ND30, title="A", agency=AGENCY)
    document.head(parent=PARENT, agency=AGENCY, place="{{ noi }}", day="{{ ngay }}")
    assert "{{ noi }}, {{ ngay }}" in [paragraph.text for paragraph in in_cells(written(document).tables[0])]


def test_no_text_stops_a_document():
    """Half a character, and what XML has no place for: lxml raises an error at each."""
    raw = "\ud800\x02\ufffe"
    document = OfficialDocument(layout=ND30, title=f"Công{raw} văn", agency=f"Phòng{raw} VHTT")
    document.head(parent=f"UBND{raw}", agency=f"Phòng{raw}", place=f"Phan{raw} Thiết", number=f"/UBND{raw}")
    document.paragraph(f"Kính{raw} gửi\ttrang\nhai")
    document.table([f"Tên{raw}"], [[f"Phú{raw} Thủy"]], shares=[1])
    document.foot(recipients=[f"Như{raw} trên"], post=f"Chủ{raw} tịch", name=f"Lan{raw}")
    read = Document(io.BytesIO(document.content()))
    assert read.core_properties.title == "Công văn"
    assert "Kính gửi\ttrang\nhai" in [paragraph.text for paragraph in read.paragraphs]
