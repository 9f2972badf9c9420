"""CSV for a Vietnamese Excel, which our own reader takes back as it was."""

from decimal import Decimal

import pytest

from vietnamese.files.comma_separated import csv_table
from vietnamese.files.table_files import read_table

TEXTS = [
    "UBND phường Phú Thủy",
    "=1+1",
    "+84 912 345 678",
    "-",
    "@ban",
    "'đã có dấu",
    "＝1",
    'Tin "nóng"; bài',
    "Một dòng\nhai dòng",
    "1.490.000",
    "0071001234567",
]


def test_it_opens_by_a_double_click():
    content = csv_table(["Đơn vị", "Hệ số"], [["Phú Thủy", Decimal("1234.50")], ["Mũi Né", 12], ["Hàm Tiến", "-1,5"]])
    assert content == "\ufeffĐơn vị;Hệ số\r\nPhú Thủy;1234,5\r\nMũi Né;12\r\nHàm Tiến;-1,5\r\n".encode()


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-cmd", "@x", "\t=1", "\r=1", "\n=1", "＝1", "-1+1", "-2,5=1"])
def test_no_text_runs(text):
    assert csv_table(["a"], [[text]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("number", ["-5", "-1.490.000", "-1,5", "-2,50 %"])
def test_a_number_stays_one(number):
    assert csv_table(["a"], [[number]]).decode("utf-8-sig").splitlines()[1] == number


def test_our_reader_takes_it_back(tmp_path):
    path = tmp_path / "bang.csv"
    path.write_bytes(csv_table(["Tên", "Số"], [[text, place] for place, text in enumerate(TEXTS)]))
    lines = read_table(path, columns={"name": ("Tên",), "number": ("Số",)}, required=("name", "number")).lines
    assert [(line.values["name"], line.values["number"]) for line in lines] == [
        (text, str(place)) for place, text in enumerate(TEXTS)
    ]


def test_what_steers_a_printer_is_no_text():
    assert csv_table(["a\x02"], [["b\x1f\ud800c\ufffe"]]) == b"\xef\xbb\xbfa\r\nbc\r\n"
