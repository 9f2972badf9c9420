"""What is signed says what is computed: the files are read again, their sums added up, their words heard."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import transaction
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from royalties.assessing import approving, correcting
from royalties.models import RoyaltyLine, RoyaltyPolicy, RoyaltyTable, RoyaltyTitles
from royalties.tables.table_files import table_csv, table_docx, table_xlsx
from royalties.tables.table_rows import read_rows
from tests.royalties.newsroom import APRIL
from tests.royalties.papers.reading import cells_of, is_one_page_wide, lines_of, number, sheet_of, texts_of
from tests.royalties.stories import all_signed, moment
from tests.vietnamese.hearing import dong_heard

pytestmark = pytest.mark.django_db
HEADINGS = [
    "STT",
    "Tên tin, bài, ảnh",
    "Thể loại",
    "Tác giả (bút danh)",
    "Ngày đăng",
    "Hệ số",
    "Giá trị một đơn vị hệ số (đồng)",
    "Tỷ lệ",
    "Thành tiền (đồng)",
    "Ghi chú",
]
AMOUNT = HEADINGS.index("Thành tiền (đồng)")


def test_the_table_as_a_spreadsheet(newsroom):
    table = newsroom.approved_april()
    sheet = sheet_of(table)
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for said in (
        "UBND THÀNH PHỐ PHAN THIẾT",
        "PHÒNG VĂN HÓA VÀ THÔNG TIN",
        "BẢNG CHẤM NHUẬN BÚT",
        "(Tin, bài đăng từ ngày 01/04/2019 đến hết ngày 30/04/2019)",
        "NGƯỜI CHẤM",
        "TRƯỞNG BAN BIÊN TẬP",
        str(newsroom.preparer),
        str(newsroom.head),
        f"Mã kiểm tra: {table.digest}",
    ):
        assert said in texts
    assert "DỰ THẢO" not in texts
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert is_one_page_wide(sheet)
    assert sheet.print_title_rows
    division, first, second, ward, *rest = lines_of(sheet)
    assert (division[1], division[AMOUNT]) == ("Phòng Y tế", 139_000)
    assert first == [1, "Bài hai người viết", "Tin", "Lê Bình", "05/04/2019", 1, 139_000, "60 %", 83_400, ""]
    assert second[AMOUNT] == 55_600
    assert (ward[1], ward[AMOUNT]) == ("UBND phường Phú Thủy", 166_800 + 139_000 + 13_900 - 50_000)
    taken, changed, plain, encouraged, unpaid, total = rest
    assert (taken[AMOUNT], taken[-1]) == (-50_000, "Khấu trừ; Đã gỡ, sai sự thật")
    assert (changed[5], changed[-1]) == (1.2, "Hệ số thông thường 1; Tin viết sâu")
    assert (plain[AMOUNT], plain[-1]) == (139_000, "")
    assert (encouraged[7], encouraged[-1]) == ("10 %", "Khuyến khích; Viết về trẻ em")
    assert (unpaid[AMOUNT], unpaid[-1]) == (0, "Không chi: Trong nhiệm vụ được giao")
    assert total[AMOUNT] == table.total == 408_700


def test_the_table_as_a_document(newsroom):
    titles = RoyaltyTitles.load()
    titles.preparer = "Thư ký tòa soạn"
    titles.save()
    table = newsroom.approved_april()
    document = Document(io.BytesIO(table_docx(table)))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    _head, lines, signatures = document.tables
    assert cells_of(lines)[0] == HEADINGS
    assert lines.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    texts = texts_of(document)
    assert "BẢNG CHẤM NHUẬN BÚT" in texts
    assert "DỰ THẢO" not in texts
    assert f"Mã kiểm tra: {table.digest}" in texts
    assert "Bằng chữ: Bốn trăm linh tám nghìn bảy trăm đồng" in texts
    left, right = (cell.text for cell in signatures.rows[0].cells)
    assert left.split() == ["THƯ", "KÝ", "TÒA", "SOẠN", *str(newsroom.preparer).split()]
    assert right.startswith("Phan Thiết, ngày ")
    assert right.endswith(str(newsroom.head))


def test_csv_runs_nothing_and_has_numbers(newsroom):
    line = newsroom.line("Tin tháng tư, ngày 2")
    RoyaltyLine.objects.filter(pk=line.pk).update(title="=1+1")
    content = table_csv(newsroom.april)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Đơn vị", *HEADINGS, "Mức chi áp dụng"]
    assert {row[-1] for row in rows[1:]} == {""}
    assert [row[2] for row in rows if "1+1" in row[2]] == ["'=1+1"]
    assert sum(int(row[-3]) for row in rows[1:]) == approving.total_of(newsroom.april)


def test_csv_calls_proposed_rates_so(newsroom):
    RoyaltyPolicy.objects.update(decision_number="", decision_date=None)
    rows = list(csv.reader(io.StringIO(table_csv(newsroom.april).decode("utf-8-sig")), delimiter=";"))
    assert all(row[-1].startswith("Mức chi đề xuất, chưa có quyết định của cơ quan") for row in rows[1:])


def test_remuneration_has_a_paper_of_its_own(newsroom):
    table = RoyaltyTable.objects.get(pk=newsroom.march.pk)
    line = table.lines.first()
    other = newsroom.draft(*APRIL, kind=RoyaltyTable.Kind.REMUNERATION)
    piece = newsroom.line("Tin tháng tư, ngày 2").piece
    fields = {
        name: getattr(line, name)
        for name in ("title", "address", "unit", "unit_name", "genre", "origin", "published_at")
    }
    RoyaltyLine.objects.create(
        **fields,
        table=other,
        piece=piece,
        place=1,
        kind=RoyaltyLine.Kind.REMUNERATION,
        signed_as="Biên tập viên",
        base=139_000,
        percent=Decimal(20),
        amount=27_800,
    )
    document = Document(io.BytesIO(table_docx(other)))
    assert "BẢNG CHẤM THÙ LAO" in texts_of(document)
    headings, _unit, row, _total = cells_of(document.tables[1])
    assert headings[5:8] == ["Nhuận bút của tin, bài (đồng)", "Tỷ lệ", "Thành tiền (đồng)"]
    assert row[5:8] == ["139.000", "20 %", "27.800"]
    assert dict(read_rows(other).rows[0].steps).keys() == {"nhuận bút", "tỷ lệ phần trăm"}
    RoyaltyPolicy.objects.update(decision_number="", decision_date=None)
    assert dict(read_rows(other).rows[0].steps).keys() == {"nhuận bút", "tỷ lệ phần trăm (đề xuất)"}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.integers(0, 9_999_999_999), min_size=4, max_size=4), taken=st.integers(1, 139_000))
def test_lines_sums_and_words_are_one_amount(newsroom, amounts, taken):
    with transaction.atomic():
        lines = list(newsroom.april.lines.order_by("place"))
        for line, amount in zip(lines, [*amounts, 0], strict=True):
            line.amount = amount
        RoyaltyLine.objects.bulk_update(lines, ["amount"])
        correcting.deduct(newsroom.april.pk, newsroom.march.lines.first(), amount=taken, reason="Gỡ")
        total = sum(amounts) - taken
        assert approving.total_of(newsroom.april) == read_rows(newsroom.april).total == total
        *rows, last = lines_of(sheet_of(newsroom.april))
        assert last[AMOUNT] == total
        assert sum(row[AMOUNT] for row in rows if row[0]) == total
        assert sum(row[AMOUNT] for row in rows if not row[0]) == total
        document = Document(io.BytesIO(table_docx(newsroom.april)))
        *rows, last = cells_of(document.tables[1])[1:]
        assert number(last[AMOUNT]) == total
        assert sum(number(row[AMOUNT]) for row in rows if row[0]) == total
        (words,) = [text for text in texts_of(document) if text.startswith("Bằng chữ")]
        assert dong_heard(words) == total
        transaction.set_rollback(True)


def test_files_cost_no_query_for_each_line(newsroom, django_assert_max_num_queries):
    for write in (table_xlsx, table_docx, table_csv):
        with django_assert_max_num_queries(12):
            write(newsroom.april)
    name = newsroom.writer.name
    all_signed(newsroom.ward, [(name, moment(2019, 4, day), f"Tin ngày {day}") for day in range(6, 26)])
    more = newsroom.draft(*APRIL)
    assert more.lines.count() == 20
    with django_assert_max_num_queries(12):
        table_docx(more)
