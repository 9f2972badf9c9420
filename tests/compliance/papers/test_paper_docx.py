"""The report of the 25th as a document: exact words, the measures of both layouts, the draft's mark."""

from pathlib import Path

import pytest
import time_machine
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from compliance.findings.paper import Paper
from compliance.models import PeriodRemarks
from compliance.models.rules import all_rules
from compliance.papers.filling import report_docx
from compliance.periods.periods import ReportingPeriod
from submissions.models import Letterhead
from tests import factories
from tests.compliance.closed_figures import autumn, closed, numbers, units
from tests.compliance.documents import lines, read, rows, runs
from tests.compliance.stories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

LETTER_PERIOD = (2019, 4)


def expected(name):
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


def report_on(year, month):
    return read(report_docx(Paper.read(ReportingPeriod.of(year, month, rules=all_rules()))))


def of_april_2019():
    (ward,) = units("UBND phường Phú Thủy")
    closed(*LETTER_PERIOD, {ward: numbers(sent=1, published=1)})


@pytest.fixture
def signer():
    letterhead = Letterhead.load()
    letterhead.authority, letterhead.signer_post = "KT. Trưởng phòng", "Phó Trưởng phòng"
    letterhead.signer_name = "Nguyễn Văn An"
    letterhead.save()


def test_the_report_word_for_word(signer):
    autumn()
    document = report_on(2026, 10)
    table = [text for row in document.tables[-1].rows for text in dict.fromkeys(cell.text for cell in row.cells)]
    said = [line for line in lines(document) if line not in table]
    assert said == expected("report_of_october.txt")
    assert ["|".join(row) for row in rows(document.tables[-1])] == expected("annex_of_october.txt")


def test_an_open_period_is_marked_as_a_draft_and_says_when_it_was_counted():
    autumn()
    said = lines(report_on(2026, 11))
    assert said[0] == "DỰ THẢO"
    assert "Số liệu tạm tính đến 12:00 ngày 20/11/2026; kỳ báo cáo chưa chốt số liệu." in said
    assert "Phan Thiết, ngày 25 tháng 11 năm 2026" in said
    assert "DỰ THẢO" not in lines(report_on(2026, 10))


@pytest.mark.parametrize(("month", "day"), [(1, "ngày 25 tháng 01 năm 2026"), (3, "ngày 25 tháng 3 năm 2026")])
def test_the_zero_rule_of_the_decree(month, day):
    said = lines(report_on(2026, month))
    assert f"Phan Thiết, {day}" in said
    assert any(line.endswith(f"điện tử thành phố {day[8:]}") for line in said)


def test_what_the_desk_wrote_stands_in_the_place_of_the_proposed_wording():
    autumn()
    PeriodRemarks.objects.create(
        year=2026, month=10, difficulties="Máy chủ hỏng 02 ngày.\n\nMưa bão.", saved_by=factories.UserFactory()
    )
    said = lines(report_on(2026, 10))
    place = said.index("III. KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN")
    assert said[place + 1 : place + 4] == ["Máy chủ hỏng 02 ngày.", "Mưa bão.", "IV. ĐỀ XUẤT, KIẾN NGHỊ"]
    assert said[place + 4].startswith("Đề nghị UBND thành phố chỉ đạo, chấn chỉnh")


def test_without_a_period_before_nothing_is_compared_and_with_nobody_below_nothing_is_proposed():
    of_april_2019()
    with time_machine.travel(at("2019-04-25 08:00:00"), tick=False):
        said = lines(report_on(*LETTER_PERIOD))
    assert not any(line.startswith("So với kỳ") for line in said)
    (radio,) = units("Đài Truyền thanh", kind="radio")
    closed(2026, 10, {radio: numbers(minimum=15, sent=15, published=15)})
    said = lines(report_on(2026, 10))
    assert "Không có khó khăn, vướng mắc." in said
    assert "Không có đề xuất, kiến nghị." in said
    assert "2. Chưa đạt: không có." in said


def test_listings_that_would_fill_pages_are_left_to_the_annex():
    """Of each result sixty units with long names, below their minimum for the third time."""
    long = "Trung tâm Văn hóa - Thông tin và Thể thao khu vực"
    met, short, silent = (units(*(f"{long} {kind} {n:02}" for n in range(1, 61))) for kind in "ABC")
    figures = {unit: numbers(sent=2, published=2) for unit in met}
    figures |= {unit: numbers(sent=1, published=1) for unit in short} | {unit: numbers() for unit in silent}
    for month in (8, 9, 10):
        closed(2026, month, figures)
    said = lines(report_on(2026, 10))
    assert "1. Đạt chỉ tiêu (60 cơ quan, đơn vị): có tên tại Phụ lục." in said
    assert "2. Chưa đạt (60 cơ quan, đơn vị): có tên tại Phụ lục." in said
    assert "3. Không có tin, bài (60 cơ quan, đơn vị): có tên tại Phụ lục." in said
    (asked,) = [line for line in said if "xem xét trách nhiệm" in line]
    assert asked.endswith("trở lên: 120 cơ quan, đơn vị có tên tại dự thảo công văn chấn chỉnh kèm theo.")
    assert sum(long in row[1] for row in rows(report_on(2026, 10).tables[-1])) == 180


def test_where_there_is_room_for_names_alone_the_numbers_are_left_to_the_annex():
    short = units(*(f"UBND phường {n:02}" for n in range(1, 41)))
    closed(2026, 10, {unit: numbers(sent=1, published=1) for unit in short})
    (below,) = [line for line in lines(report_on(2026, 10)) if line.startswith("2. Chưa đạt (40 cơ quan, đơn vị): ")]
    assert below.endswith("UBND phường 39; UBND phường 40.")


def test_names_are_text_whatever_stands_in_them():
    (odd,) = units("Phòng A & B <c> {{ co_quan }}\x07")
    closed(2026, 10, {odd: numbers(sent=1)})
    assert "3" not in lines(report_on(2026, 10))[0]
    assert rows(report_on(2026, 10).tables[-1])[-1][1] == "Phòng A & B <c> {{ co_quan }}"


@pytest.mark.parametrize(
    ("period", "place", "alignment"),
    [
        ((2026, 10), "header", WD_ALIGN_PARAGRAPH.CENTER),
        (LETTER_PERIOD, "footer", WD_ALIGN_PARAGRAPH.RIGHT),
    ],
    ids=["Decree 30/2020", "Circular 01/2011"],
)
class TestLayout:
    """Read back against the measures of the rule that was in force on the day of the report."""

    @pytest.fixture
    def document(self, period, signer):
        if period == LETTER_PERIOD:
            of_april_2019()
        else:
            autumn()
        return report_on(*period)

    def test_paper_and_margins(self, document, place, alignment):
        sections = document.sections
        assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
        sizes = [(round(s.page_width / Mm(1)), round(s.page_height / Mm(1))) for s in sections]
        assert sizes == [(210, 297), (297, 210)]
        for section in sections:
            margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
            assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]

    def test_the_number_of_the_page(self, document, place, alignment):
        text, annex = document.sections
        (paragraph,) = getattr(text, place).paragraphs
        assert paragraph.alignment == alignment
        assert "PAGE" in paragraph._p.xml
        assert next(run for run in paragraph.runs if "PAGE" in run._r.xml).font.size == Pt(13)
        other = "footer" if place == "header" else "header"
        assert "PAGE" not in getattr(text, other)._element.xml
        assert text.different_first_page_header_footer
        assert "PAGE" not in getattr(text, f"first_page_{place}")._element.xml
        assert getattr(annex, place).is_linked_to_previous
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert text._sectPr.find(qn("w:pgNumType")) is None

    def test_font_and_sizes(self, document, place, alignment):
        fonts = document.styles["Normal"].element.rPr.rFonts
        assert {fonts.get(qn(kind)) for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")} == {"Times New Roman"}
        found = runs(document)
        for start, size, bold, italic in (
            ("UBND THÀNH PHỐ PHAN THIẾT", 12, False, False),
            ("PHÒNG VĂN HÓA VÀ THÔNG TIN", 12, True, False),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
            ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
            ("Số: /BC-VHTT", 13, False, False),
            ("Phan Thiết, ngày", 13, False, True),
            ("BÁO CÁO", 14, True, False),
            ("Tình hình cung cấp", 14, True, False),
            ("(Số liệu từ ngày", 14, False, True),
            ("Kính gửi:", 14, False, False),
            ("I. KẾT QUẢ", 14, True, False),
            ("Trong kỳ có", 14, False, False),
            ("Nơi nhận:", 12, True, True),
            ("- Lưu: VT.", 11, False, False),
            ("KT. TRƯỞNG PHÒNG", 14, True, False),
            ("Nguyễn Văn An", 14, True, False),
            ("Phụ lục", 14, True, False),
            ("TÌNH HÌNH CUNG CẤP", 14, True, False),
            ("(Kèm theo Báo cáo", 14, False, True),
        ):
            run = next(run for text, run in found.items() if text.startswith(start))
            assert (run.font.size, bool(run.bold), bool(run.italic)) == (Pt(size), bold, italic), start

    def test_the_text_is_justified_and_indented(self, document, place, alignment):
        paragraph = next(p for p in document.paragraphs if p.text.startswith("Trong kỳ có"))
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert round(paragraph.paragraph_format.first_line_indent / Mm(1), 1) == 12.7
        assert paragraph.paragraph_format.space_after == Pt(6)

    def test_no_row_breaks_sums_are_bold_and_no_signature_stands_alone(self, document, place, alignment):
        table = document.tables[-1]
        heads = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
        assert heads == [True, True] + [False] * (len(heads) - 2)
        assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in table.rows)
        bold = {row.cells[1].text: row.cells[1].paragraphs[0].runs[0].bold for row in table.rows[2:]}
        assert bold["UBND phường Phú Thủy"] is False
        assert bold.get("Tổng cộng", True) is True
        end = next(p for p in document.paragraphs if p.text.startswith("Trên đây là báo cáo"))
        assert end.paragraph_format.keep_with_next

    def test_the_file_knows_what_it_is(self, document, place, alignment):
        properties = document.core_properties
        assert properties.title.startswith("Báo cáo: Tình hình cung cấp tin, bài")
        assert properties.author == "Phòng Văn hóa và Thông tin"
        assert "{" not in properties.title + properties.author
