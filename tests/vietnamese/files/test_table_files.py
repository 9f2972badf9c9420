"""Lists as offices send them: read alike whoever wrote them, or refused in a sentence."""

import openpyxl
import pytest

from tests.vietnamese.files.office_files import FOR_THE_PROCESS, MADE_ALIKE, READ_ALIKE, REFUSED
from tests.vietnamese.files.other_writers import binary_book, made, open_document
from tests.vietnamese.files.reading_here import read_here
from tests.vietnamese.files.table_writers import (
    HEAD,
    ROWS,
    TABLE,
    by_openpyxl,
    inline_cell,
    raw,
    rows_of,
    saved,
    signed_below,
)
from vietnamese.files import limited
from vietnamese.files.headings import ALSO_SAID
from vietnamese.files.table_files import TableFileError, letters_of, read_table, refuse_problems

COLUMNS = {"unit": ("Cơ quan",), "name": ("Họ và tên",), "email": ("Email",), "telephone": ("Điện thoại",)}
REQUIRED = ("unit", "name", "email")


@pytest.fixture
def in_limits():
    """Workbooks are read by the process that has limits, which takes a third of a second to start."""


@pytest.fixture
def read(tmp_path, monkeypatch, request):
    """A function that reads a table from its bytes, under a name; in this process unless `in_limits`."""
    if "in_limits" not in request.fixturenames:
        monkeypatch.setattr(limited, "output_of", read_here)

    def from_bytes(content, *, name="danh-sach.xlsx", **options):
        path = tmp_path / name
        path.write_bytes(content)
        return read_table(path, columns=COLUMNS, required=REQUIRED, **options)

    return from_bytes


def problems(read, content, **options):
    with pytest.raises(TableFileError) as refusal:
        read(content, **options)
    return refusal.value.problems


def alike(table):
    return [list(line.values.values()) for line in table.lines] == ROWS and not any(
        line.problems for line in table.lines
    )


@pytest.mark.parametrize("name", READ_ALIKE)
def test_read_alike(read, name):
    assert alike(read(READ_ALIKE[name](TABLE), name=name))


@pytest.mark.parametrize("name", MADE_ALIKE)
def test_what_was_made_by_others_is_read_alike(read, name):
    assert alike(read(made(MADE_ALIKE[name]), name=name))


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_sentence(read, name):
    make, sentence = REFUSED[name]
    (only,) = problems(read, make(TABLE), name=name)
    assert sentence in only


@pytest.mark.parametrize("name", ["shared-strings.xlsx", "libreoffice.ods", "excel.xlsb", "a-million-rows.xlsx"])
def test_the_process_reads_them_too(read, in_limits, name):
    assert alike(read(READ_ALIKE[name](TABLE), name=name))
    assert alike(read(made("plain.xls"), name="a.xls"))


@pytest.mark.parametrize("name", FOR_THE_PROCESS)
def test_what_nobody_can_hold_is_refused_by_the_process(read, in_limits, name):
    make, sentence = FOR_THE_PROCESS[name]
    (only,) = problems(read, make(TABLE))
    assert sentence in only


def test_as_many_as_are_promised():
    assert len(READ_ALIKE) + len(MADE_ALIKE) + len(REFUSED) + len(FOR_THE_PROCESS) >= 85


def test_what_stands_below_is_told(read):
    left_out = read(signed_below(TABLE)).left_out
    assert left_out[0] == "Tổng cộng: 02"
    assert left_out[-1] == "Nguyễn Văn A"


def test_nobody_is_taken_for_a_foot(read):
    """Somebody below a sum keeps all lines between: they may be wrong, and are then told."""
    table = read(by_openpyxl([HEAD, ROWS[0], ["Tổng cộng"], ROWS[1]]))
    assert [line.values["unit"] for line in table.lines] == [ROWS[0][0], "Tổng cộng", ROWS[1][0]]
    assert table.left_out == []


@pytest.mark.parametrize("heading", ["Họ tên", "HỌ TÊN", "Ho ten", "Tên cán bộ"])
def test_other_words_for_a_column(read, heading):
    table = read(by_openpyxl([["Đơn vị", heading, "Thư điện tử", "SĐT"], *ROWS]))
    assert [list(line.values.values()) for line in table.lines] == ROWS


def test_one_table_of_other_words():
    assert sum(map(len, ALSO_SAID.values())) <= 40


def test_a_column_that_is_not_understood_stops_it(read):
    content = by_openpyxl([[*HEAD, "Ngày sinh", ""], [*ROWS[0], "01/01/1980", "x"], ROWS[1]])
    (sentence,) = problems(read, content)
    assert "Ngày sinh; cột F, không có tiêu đề" in sentence
    (sentence,) = problems(read, content, skip=["ngay sinh"])
    assert "Không hiểu các cột: cột F" in sentence


def test_columns_left_out_by_name(read):
    content = by_openpyxl([["STT", *HEAD, "Ngày sinh", "Ghi chú riêng"], [1, *ROWS[0], "01/01/1980"], [2, *ROWS[1]]])
    assert [list(line.values.values()) for line in read(content, skip=["ngay sinh"]).lines] == ROWS
    assert "Quê quán" in problems(read, content, skip=["Ngày sinh", "Quê quán"])[0]


def test_cells_that_hold_no_value(read):
    book = openpyxl.Workbook()
    for row in [HEAD, [*ROWS[0][:3], "9.12E+08"], [ROWS[1][0], ROWS[1][1], ROWS[1][2], "#N/A"]]:
        book.active.append(row)
    assert book.active["D3"].data_type == "e"
    shortened, in_error = read(saved(book)).lines
    assert shortened.problems == [
        "ô D2 của trang tính “Sheet” chứa số đã bị bảng tính viết tắt: vui lòng nhập lại dưới dạng văn bản."
    ]
    assert in_error.problems == ["ô D3 của trang tính “Sheet” đang báo lỗi của bảng tính."]


WITH_ERRORS = {
    "errors.xls": lambda: made("errors.xls"),
    "errors.ods": lambda: made("errors.ods"),
    "errors.xlsb": lambda: binary_book([HEAD, [*ROWS[0][:3], "#N/A"], [*ROWS[1][:3], "#N/A"]]),
    "errors.xlsx": lambda: raw(
        rows_of(
            [HEAD, ["", *ROWS[0][1:3]], ["", *ROWS[1][1:3]]],
            cell=lambda row, at, text: inline_cell(row, at, text).replace("</c>", "</c>", 1),
        ).replace("</row>", '<c t="e"><v>#REF!</v></c></row>')
    ),
    "typed.csv": lambda: "\n".join(";".join(row) for row in [HEAD, *([*row[:3], "#REF!"] for row in ROWS)]).encode(),
}


@pytest.mark.parametrize("name", WITH_ERRORS)
def test_errors_in_every_format(read, name):
    for line in read(WITH_ERRORS[name](), name=name).lines[:2]:
        (problem,) = line.problems
        assert f"ô D{line.number}" in problem
        assert "đang báo lỗi của bảng tính" in problem
        assert line.values["telephone"] == ""


def test_merged_cells_of_a_binary_book(read):
    table = read(binary_book([HEAD, ROWS[0], ["", *ROWS[1][1:]]], merged=[(1, 2, 0, 0)]), name="a.xlsb")
    assert alike(table)


def test_merged_cells_of_open_document(read):
    def cell(text):
        if text == "NỐI":
            return "<table:covered-table-cell/>"
        span = ' table:number-rows-spanned="2"' if text == ROWS[0][0] else ""
        return f'<table:table-cell office:value-type="string"{span}><text:p>{text}</text:p></table:table-cell>'

    assert alike(read(open_document([HEAD, ROWS[0], ["NỐI", *ROWS[1][1:]]], cell=cell), name="a.ods"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ("<c><v>912345678</v></c>", "912345678"),
        ("<c><v>9.12345678E8</v></c>", "912345678"),
        ("<c><v>0.5</v></c>", "0.5"),
        ('<c t="str"><f>A1</f><v>+84 912 345 678</v></c>', "+84 912 345 678"),
        ('<c t="n"><v/></c>', ""),
    ],
)
def test_what_a_cell_holds(read, cell, value):
    content = raw(
        rows_of([HEAD, [*ROWS[0][:3]]]).replace("</row>", f"{cell}</row>").replace(f"{cell}</row>", "</row>", 1)
    )
    (line,) = read(content).lines
    assert line.values["telephone"] == value


@pytest.mark.parametrize("head", [HEAD, ["C¬ quan", "Hä vµ tªn", "Email", "§iÖn tho¹i"]])
def test_old_fonts_are_told_by_line(read, head):
    """What a list says is not guessed at: who made it sees what each name seems to mean, and nothing is created."""
    unit, _name, *rest = ROWS[0]
    told, right = read(by_openpyxl([head, [unit, "TrÇn ThÞ Dòng", *rest], ROWS[1]])).lines
    sentence = (
        "ô B2 của trang tính “Sheet” gõ bằng phông chữ cũ (TCVN3 hoặc VNI), có vẻ là “Trần Thị Dũng”: vui lòng gõ lại."
    )
    assert told.problems == [sentence]
    assert right.problems == []
    with pytest.raises(TableFileError) as refusal:
        refuse_problems([told, right])
    assert refusal.value.problems == [f"Dòng 2: {sentence}"]


def test_control_characters_are_taken_out(read):
    content = "\ufeff" + ";".join(HEAD) + "\n" + ";".join(ROWS[0]).replace("Trần", "Tr\x02ần") + "\n"
    assert read(content.encode(), name="danh-sach.csv").lines[0].values["name"] == "Trần Thị Dũng"


def test_the_number_of_a_line_is_the_one_on_the_screen(read):
    assert [line.number for line in read(by_openpyxl([["DANH SÁCH"], [], *TABLE[:2], [], TABLE[2]])).lines] == [4, 6]
    cells = (
        rows_of([HEAD, ROWS[0]]) + f'<row r="9">{"".join(inline_cell(9, n, t) for n, t in enumerate(ROWS[1]))}</row>'
    )
    assert [line.number for line in read(raw(cells)).lines] == [2, 9]


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_a_column(place, letters):
    assert letters_of(place) == letters


def test_who_signs_is_no_author_and_whose_name_reads_alike_is_one(tmp_path):
    """One column is needed here, and two people sign beside each other below it."""
    path = tmp_path / "tac-gia.csv"
    rows = ["Họ và tên;Bút danh;Đơn vị", "Lê Văn Hạnh;Biển;Phú Thủy", "Công Thị Hoa;Sóng;Phú Thủy"]
    path.write_text("\n".join([*rows, "Người lập biểu;;Chủ tịch", "Nguyễn Văn A;;Trần B"]), encoding="utf-8")
    columns = {"name": ("Họ và tên",), "pen_name": ("Bút danh",), "unit": ("Đơn vị",)}
    table = read_table(path, columns=columns, required=["name"])
    assert [line.values["name"] for line in table.lines] == ["Lê Văn Hạnh", "Công Thị Hoa"]
    assert table.left_out == ["Người lập biểu Chủ tịch", "Nguyễn Văn A Trần B"]
