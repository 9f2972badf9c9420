"""The files say what the screen says: the same lines, numbers as numbers, ready to print."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from compliance.table.exports import report_csv
from compliance.table.report import make_report
from tests import factories
from tests.compliance.stories import at
from tests.compliance.table.test_report import EXPECTED, report, table_of, texts
from vietnamese.files.comma_separated import as_cell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
__all__ = ["report"]

HEADINGS = (
    "TT|Cơ quan, đơn vị|Chỉ tiêu|Số tin, bài gửi: Tổng|Số tin, bài gửi: Đã đăng|"
    "Số tin, bài gửi: Chờ biên tập, chờ đăng|Số tin, bài gửi: Trả lại|Số tin, bài gửi: Rút lại|"
    "Được đăng: Tổng|Được đăng: Tin|Được đăng: Bài|"
    "Được đăng: Có ảnh|Được tính|Còn thiếu|Kết quả|Lũy kế từ đầu năm"
)


@pytest.fixture
def exported(client, report):
    def get(form, **query):
        return client.get(reverse(f"compliance:{form}"), query)

    return get


def sheet_of(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def lines_of(sheet):
    """The table's lines as text."""
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(min_row=7, values_only=True)]


def csv_lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("query", [{}, {"period": "2026-10"}, {"kind": "ward"}, {"result": "nothing"}])
def test_screen_xlsx_and_csv_are_the_same(report, exported, query):
    screen = [list(row.values()) for row in texts(table_of(report(**query)))]
    assert lines_of(sheet_of(exported("xlsx", **query))) == screen
    assert csv_lines(exported("csv", **query))[1:] == screen


def test_csv_to_the_byte(exported):
    response = exported("csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="tong-hop-tin-bai-2026-11.csv"'
    assert response.content.startswith(b"\xef\xbb\xbfTT;")
    header, *lines = csv_lines(response)
    assert header == HEADINGS.split("|")
    assert ["|".join(line) for line in lines] == EXPECTED.strip().splitlines()


def test_xlsx_head(exported):
    sheet = sheet_of(exported("xlsx"))
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "TỔNG HỢP TIN, BÀI CUNG CẤP CHO TRANG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ",
        "Kỳ báo cáo tháng 11/2026 (từ ngày 25/10/2026 đến hết ngày 24/11/2026)",
        "Số liệu tính đến 12:00 20/11/2026",
    ]
    upper, lower = ([cell.value for cell in row] for row in sheet["A5:P6"])
    assert (upper[1], upper[3], upper[8], upper[15]) == (
        "Cơ quan, đơn vị",
        "Số tin, bài gửi",
        "Được đăng",
        "Lũy kế từ đầu năm",
    )
    assert lower[3:8] == ["Tổng", "Đã đăng", "Chờ biên tập, chờ đăng", "Trả lại", "Rút lại"]
    assert lower[8:12] == ["Tổng", "Tin", "Bài", "Có ảnh"]


def test_xlsx_one_exact_line_with_numbers_as_numbers(exported):
    line = [cell.value for cell in sheet_of(exported("xlsx"))[11]]
    assert line == [1, "UBND phường Phú Thủy", 2, 2, 2, 0, 0, 0, 2, 1, 1, 2, 2, 0, "Đạt", 3]


def test_xlsx_names_its_filters(exported):
    assert sheet_of(exported("xlsx", result="short")).cell(3, 1).value.endswith("– Lọc: Chưa đạt")


def test_xlsx_prints_on_a4_landscape_one_page_wide(exported):
    sheet = sheet_of(exported("xlsx"))
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide is what a file says by naming no width.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "C7"
    assert sheet.print_area.endswith("$A$1:$P$16")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_reads_as_a_formula_is_as_cell(start, official, client):
    factories.UnitFactory(name=f"{start}HYPERLINK(1)", kind_id="ward")
    report = make_report(_november())
    names = [
        line[1] for line in csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig"), newline=""), delimiter=";")
    ]
    assert f"'{start}HYPERLINK(1)" in names
    client.force_login(official)
    sheet = sheet_of(client.get(reverse("compliance:xlsx")))
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_are_left_alone():
    assert as_cell(-1) == -1
    assert as_cell("Phòng Y tế") == "Phòng Y tế"


def _november():
    from compliance.models.rules import all_rules
    from compliance.periods.periods import ReportingPeriod

    return ReportingPeriod.containing(at("2026-11-20 12:00:00"), rules=all_rules())
