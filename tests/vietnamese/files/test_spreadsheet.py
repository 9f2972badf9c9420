"""Spreadsheets of the office, read back."""

import io

import openpyxl
import pytest

from vietnamese.files.spreadsheet import Foot, Layout, OfficeBook, lines_needed


@pytest.fixture
def sheet():
    book = OfficeBook(title="DANH SÁCH")
    rows = [[1, "UBND phường Phú Thủy"], [2, "=1+1"], [1500, "Phòng " * 60]]
    book.add_table(
        "Danh sách", titles=["DANH SÁCH", "Tính đến hôm nay"], headings=["TT", "Tên"], shares=(1, 9), rows=rows
    )
    return openpyxl.load_workbook(io.BytesIO(book.content())).active


def test_titles_headings_and_values(sheet):
    values = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert values[:5] == [
        ["DANH SÁCH"],
        ["Tính đến hôm nay"],
        [],
        ["TT", "Tên"],
        [1, "UBND phường Phú Thủy"],
    ]
    assert sheet["B6"].data_type == "s"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


def test_it_prints_on_a4_landscape_one_page_wide_with_its_headings(sheet):
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert sheet.print_area.endswith("$A$1:$B$7")
    margins = sheet.page_margins
    assert [round(side * 25.4) for side in (margins.left, margins.right, margins.top, margins.bottom)] == [
        30,
        15,
        20,
        20,
    ]


def test_a_row_is_as_high_as_its_longest_text(sheet):
    assert sheet.row_dimensions[5].height is None
    assert sheet.row_dimensions[7].height > 30


def test_lines_needed():
    assert lines_needed("", 10) == lines_needed(5, 3) == 1
    assert lines_needed("Văn phòng HĐND và UBND", 13) == 2


def test_no_text_stops_a_book():
    """Half a character, and what XML has no place for: in a title, a heading, a cell, at the foot."""
    raw = "\ud800\x02\ufffe"
    book = OfficeBook(title=f"DANH{raw} SÁCH")
    foot = Foot(signers=((f"Kế toán{raw}", f"Lan{raw}"),), place_and_date=f"Phan Thiết{raw}", notes=(f"Ghi chú{raw}",))
    layout = Layout(above=((f"UBND{raw}", "CỘNG HÒA"),), foot=foot)
    rows = [[f"Phú{raw} Thủy", 1]]
    book.add_table(
        "Danh sách", titles=[f"DANH{raw} SÁCH"], headings=[f"Tên{raw}", "Số"], shares=[2, 1], rows=rows, layout=layout
    )
    read = openpyxl.load_workbook(io.BytesIO(book.content()))
    texts = [str(value) for row in read.active.iter_rows(values_only=True) for value in row if value]
    assert read.properties.title == "DANH SÁCH"
    assert {"DANH SÁCH", "Tên", "Phú Thủy", "Ghi chú", "UBND", "KẾ TOÁN", "Lan"} <= set(texts)
