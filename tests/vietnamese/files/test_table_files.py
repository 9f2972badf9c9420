"""Lists as offices send them: read alike whoever wrote them, or refused in a sentence."""

import openpyxl
import pytest

from tests.vietnamese.files.table_writers import (
    HEAD,
    READ_ALIKE,
    REFUSED,
    ROWS,
    TABLE,
    by_openpyxl,
    inline_cell,
    raw,
    rows_of,
    saved,
)
from vietnamese.files.headings import ALSO_SAID
from vietnamese.files.table_files import TableFileError, letters_of, read_table, refuse_problems

COLUMNS = {"unit": ("Cơ quan",), "name": ("Họ và tên",), "email": ("Email",), "telephone": ("Điện thoại",)}
REQUIRED = ("unit", "name", "email")


@pytest.fixture
def read(tmp_path):
    """A function that reads a table from its bytes, under a name."""

    def from_bytes(content, *, name="danh-sach.xlsx", **options):
        path = tmp_path / name
        path.write_bytes(content)
        return read_table(path, columns=COLUMNS, required=REQUIRED, **options)

    return from_bytes


def problems(read, content, **options):
    with pytest.raises(TableFileError) as refusal:
        read(content, **options)
    return refusal.value.problems


@pytest.mark.parametrize("name", READ_ALIKE)
def test_read_alike(read, name):
    table = read(READ_ALIKE[name](), name=name)
    assert [list(line.values.values()) for line in table.lines] == ROWS
    assert not any(line.problems for line in table.lines)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_sentence(read, name):
    make, sentence = REFUSED[name]
    first, *_others = problems(read, make(), name=name)
    assert sentence in first


def test_what_stands_below_is_told(read):
    left_out = read(READ_ALIKE["signed.xlsx"]()).left_out
    assert left_out[0] == "Tổng cộng: 02 người"
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
    assert sum(map(len, ALSO_SAID.values())) <= 45


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
    assert shortened.problems == ["ô D2 chứa số đã bị bảng tính viết tắt: vui lòng nhập lại dưới dạng văn bản."]
    assert in_error.problems == ["ô D3 đang báo lỗi của bảng tính."]


@pytest.mark.parametrize("head", [HEAD, ["C¬ quan", "Hä vµ tªn", "Email", "§iÖn tho¹i"]])
def test_old_fonts_are_told_by_line(read, head):
    """What a list says is not guessed at: who made it sees what each name seems to mean, and nothing is created."""
    unit, _name, *rest = ROWS[0]
    told, right = read(by_openpyxl([head, [unit, "TrÇn ThÞ Dòng", *rest], ROWS[1]])).lines
    sentence = "ô B2 gõ bằng phông chữ cũ (TCVN3 hoặc VNI), có vẻ là “Trần Thị Dũng”: vui lòng gõ lại."
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
