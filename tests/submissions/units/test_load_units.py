"""Units from a CSV file: all of it or nothing, every bad line named."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection

from submissions.models import NewsIndexPage, Unit, UnitPage
from submissions.units.loading_units import PHAN_THIET
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
HEAD = "name_vi,short_name,slug,kind\n"
GOOD = "UBND phường Phú Thủy,Phú Thủy,phuong-phu-thuy,ward\n"


def load(*args):
    out = io.StringIO()
    call_command("load_units", *args, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def table(tmp_path):
    """A function that writes a file from text or bytes and returns its path."""

    def write(content):
        path = tmp_path / "don-vi.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def refused(path):
    """The sentences with which the file is refused; nothing of it may be applied."""
    before = list(Unit.objects.values_list("name", "short_name", "slug", "kind", "display_order"))
    with pytest.raises(CommandError) as refusal:
        load(path)
    assert list(Unit.objects.values_list("name", "short_name", "slug", "kind", "display_order")) == before
    heading, *problems = str(refusal.value).split("\n")
    assert heading == "Chưa nạp đơn vị nào. Vui lòng sửa tệp:"
    return problems


def test_the_units_of_phan_thiet():
    assert load() == "Đơn vị: thêm mới 33, cập nhật 0, giữ nguyên 0."
    units = list(Unit.objects.all())
    assert [units[0].name, units[-1].name] == [
        "Văn phòng HĐND và UBND thành phố Phan Thiết",
        "Nhà Thiếu nhi thành phố Phan Thiết",
    ]
    kinds = [unit.kind_id for unit in units]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "division": 12,
        "ward": 14,
        "commune": 4,
        "radio": 1,
        "service_unit": 2,
    }
    assert [unit.display_order for unit in units] == list(range(1, 34))
    assert all(unit.valid_from is None and unit.valid_to is None for unit in units)
    assert [(unit.page.title, unit.collection.name) for unit in units] == [(unit.name, unit.name) for unit in units]


def test_the_list_carries_no_notes():
    assert PHAN_THIET.read_text(encoding="utf-8").split("\n")[0] == "name_vi,short_name,slug,kind"


def test_a_second_time_changes_nothing():
    load()
    before = list(Unit.objects.order_by("pk").values())
    assert load() == "Đơn vị: thêm mới 0, cập nhật 0, giữ nguyên 33."
    assert list(Unit.objects.order_by("pk").values()) == before
    assert UnitPage.objects.count() == 33


def test_a_changed_line_changes_its_unit(table):
    load(table(HEAD + GOOD))
    assert load(table(HEAD + GOOD.replace("UBND phường Phú Thủy", "UBND phường Phú Thuỷ"))).endswith(
        "cập nhật 1, giữ nguyên 0."
    )
    unit = Unit.objects.get()
    assert (unit.name, unit.page.title) == ("UBND phường Phú Thuỷ", "UBND phường Phú Thuỷ")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + (HEAD + GOOD).encode(),
        HEAD.replace(",", ";") + GOOD.replace(",", ";"),
        (HEAD + GOOD).replace("\n", "\r\n"),
        "kind,note,name_vi,slug,short_name\nward,ghi chú bỏ qua,UBND phường Phú Thủy,phuong-phu-thuy,Phú Thủy\n",
        HEAD + "\n" + GOOD + "\n",
        (HEAD + GOOD).replace("ủ", "u\u0309"),
    ],
    ids=["byte order mark", "semicolons", "Windows line ends", "columns elsewhere", "blank lines", "decomposed"],
)
def test_files_as_offices_save_them(table, content):
    load(table(content))
    unit = Unit.objects.get()
    assert (unit.name, unit.short_name, unit.slug, unit.kind_id) == (
        "UBND phường Phú Thủy",
        "Phú Thủy",
        "phuong-phu-thuy",
        "ward",
    )


def test_every_bad_line_is_named_at_once_and_nothing_is_applied(table):
    problems = refused(
        table(
            HEAD
            + GOOD
            + "UBND xã Tiến Lợi,Tiến Lợi,xa-tien-loi,hamlet\n"
            + ",Thiếu tên,thieu-ten,ward\n"
            + "UBND phường Phú Thuỷ,PT,phuong-khac,ward\n"
            + "UBND phường Khác,Khác,phuong-phu-thuy,ward\n"
            + "UBND phường Mũi Né,Mũi Né,Phường Mũi Né,ward\n"
            + f"UBND phường Dài,{'D' * 61},phuong-dai,ward\n"
            + "UBND phường Thừa,Thừa,phuong-thua,ward,a,b\n"
        )
    )
    lines = [problem.split(":")[0] for problem in problems]
    assert lines == ["Dòng 3", "Dòng 4", "Dòng 5", "Dòng 6", "Dòng 7", "Dòng 8", "Dòng 9"]
    assert "loại đơn vị “hamlet” không có" in problems[0]
    assert "để trống: Tên cơ quan, đơn vị" in problems[1]
    assert "đã có ở dòng 2" in problems[2]
    assert "đã có ở dòng 2" in problems[3]
    assert "chữ thường không dấu" in problems[4]
    assert "nhiều giá trị hơn số cột" in problems[6]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Tệp trống"),
        (HEAD, "không có đơn vị nào"),
        ("name_vi,slug\nA,a\n", "thiếu các cột: Tên ngắn, Loại đơn vị"),
        ((HEAD + GOOD).encode("cp1258", errors="replace"), "bảng mã UTF-8"),
        (HEAD + '"UBND phường Phú Thủy,Phú Thủy,x,ward\n', "dấu ngoặc kép"),
    ],
    ids=["empty", "only a heading", "columns missing", "not UTF-8", "open quotation mark"],
)
def test_what_is_no_table_of_units(table, content, sentence):
    (problem,) = refused(table(content))
    assert sentence in problem


def test_a_file_that_is_not_there(tmp_path):
    assert "Không đọc được tệp" in refused(str(tmp_path / "khong-co.csv"))[0]


def test_a_slug_or_name_of_another_unit(table):
    UnitFactory(name="UBND phường Mũi Né", slug="phuong-phu-thuy")
    UnitFactory(name="UBND xã Phong Nẫm", slug="xa-phong-nam")
    problems = refused(table(HEAD + GOOD + "UBND Xã Phong Nẫm,Phong Nẫm,xa-phong-nam-2,commune\n"))
    assert "đường dẫn “phuong-phu-thuy” đã thuộc về “UBND phường Mũi Né”" in problems[0]
    assert "“UBND Xã Phong Nẫm” đã có, với đường dẫn “xa-phong-nam”" in problems[1]


def test_a_failure_on_the_way_leaves_nothing_behind(table):
    """Without the news root the first unit is saved before its page fails."""
    NewsIndexPage.objects.get().delete()
    with pytest.raises(NewsIndexPage.DoesNotExist):
        load(table(HEAD + GOOD))
    assert not Unit.objects.exists()
    assert not Collection.objects.filter(name="UBND phường Phú Thủy").exists()
