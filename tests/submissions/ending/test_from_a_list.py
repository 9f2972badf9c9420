"""Units that end by a list: who takes over, from which day on, and what is told where that is not clear."""

import datetime

import pytest

from submissions.models import Unit, UnitEnding
from submissions.units.loading_units import load_units
from tests.factories import UnitFactory
from vietnamese.files.table_files import TableFileError

pytestmark = pytest.mark.django_db
HEAD = "Tên cơ quan, đơn vị;Tên ngắn;Mã đơn vị;Loại đơn vị;Từ ngày;Đơn vị kế thừa\n"
NEW = "UBND phường Mũi Né;Mũi Né;phuong-mui-ne-2025;ward;01/07/2025;\n"
OLD = "UBND phường Mũi Né;Mũi Né;phuong-mui-ne;ward;;{}\n"


@pytest.fixture
def load(tmp_path):
    def load(content):
        path = tmp_path / "don-vi.csv"
        path.write_text(HEAD + content, encoding="utf-8")
        return load_units(path)

    return load


@pytest.fixture(autouse=True)
def old():
    return UnitFactory(name="UBND phường Mũi Né", short_name="Mũi Né", slug="phuong-mui-ne", display_order=1)


@pytest.mark.parametrize("said", ["phuong-mui-ne-2025", "UBND phường Mũi Né", "UBND Phường Mũi né"])
def test_by_slug_or_by_name_the_new_one_goes_first(load, old, said):
    done = load(NEW + OLD.format(said))
    assert (done["created"], done["changed"]) == (1, 1)
    old.refresh_from_db()
    assert old.valid_to == datetime.date(2025, 7, 1)
    assert [unit.slug for unit in old.successors.all()] == ["phuong-mui-ne-2025"]
    assert UnitEnding.objects.get().last_day == datetime.date(2025, 6, 30)


def test_several_take_over(load, old):
    other = "UBND phường Phan Thiết;Phan Thiết;phuong-phan-thiet;ward;01/07/2025;\n"
    load(NEW + other + OLD.format('"phuong-mui-ne-2025; UBND phường Phan Thiết"'))
    assert {unit.slug for unit in old.successors.all()} == {"phuong-mui-ne-2025", "phuong-phan-thiet"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLD.format("UBND phường Không Có"), "không có trong danh sách và cũng không phải đơn vị đang hoạt động"),
        (NEW.replace("01/07/2025", "") + OLD.format("phuong-mui-ne-2025"), "chưa biết ngày cuối cùng"),
        (NEW.replace("01/07/2025", "31/02/2025") + OLD.format("phuong-mui-ne-2025"), "Từ ngày"),
        (OLD.format("").replace(";;", ";01/01/2020;", 1), "ngày bắt đầu sửa ở danh sách đơn vị"),
        (NEW, "đã có, với đường dẫn “phuong-mui-ne”"),
    ],
)
def test_what_is_not_clear_is_told_and_nothing_is_done(load, content, sentence):
    before = list(Unit.objects.values())
    with pytest.raises(TableFileError) as refusal:
        load(content)
    assert sentence in "\n".join(refusal.value.problems)
    assert list(Unit.objects.values()) == before


def test_a_closed_unit_is_never_changed(load, old):
    Unit.objects.filter(pk=old.pk).update(valid_to=datetime.date(2020, 1, 1))
    with pytest.raises(TableFileError) as refusal:
        load(OLD.format("").replace("Mũi Né;p", "Tên khác;p"))
    assert "ngày cuối cùng là 31/12/2019" in refusal.value.problems[0]
    old.refresh_from_db()
    assert old.short_name == "Mũi Né"


def test_no_two_units_have_one_place(load):
    UnitFactory(display_order=1)
    UnitFactory(display_order=2)
    load("UBND xã Tiến Lợi;Tiến Lợi;xa-tien-loi;commune;;\n")
    orders = list(Unit.objects.values_list("display_order", flat=True))
    assert sorted(orders) == [1, 2, 3, 4]
    assert Unit.objects.get(slug="xa-tien-loi").display_order == 1
