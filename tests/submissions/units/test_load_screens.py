"""Lists read in on the screen: seen before they do anything, and then doing just that."""

import io

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.models import Unit, UnitMembership, User
from tests.browserform import form_of
from tests.factories import MembershipFactory, UnitFactory
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person
from tests.vietnamese.files.table_writers import HEAD, ROWS, by_openpyxl

pytestmark = pytest.mark.django_db
UNITS, MEMBERS = "/admin/don-vi/tu-tep/", "/admin/thanh-vien/tu-tep/"
CONFIRM = "form:has([name=carried])"
UNIT_LIST = [
    ["name_vi", "short_name", "slug", "kind"],
    ["UBND phường Phú Thủy", "Phú Thủy", "phuong-phu-thuy", "ward"],
    ["UBND xã Tiến Lợi", "Tiến Lợi", "xa-tien-loi", "commune"],
]


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(
        lambda: UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thuỷ", slug="phuong-phu-thuy", display_order=1)
    )


@pytest.fixture
def admin(client, unit):
    return log_in(client, person("administrator", unit=unit))


def choose(client, address, content, *, name="danh-sach.xlsx", **fields):
    return client.post(address, {"file": SimpleUploadedFile(name, content), **fields})


def confirm(client, address, preview):
    """Press the button under a preview, with the form as the page has it."""
    return client.post(address, form_of(preview, CONFIRM), follow=True)


def effects(response):
    return [(line.name, list(line.effects)) for line in response.context["lines"]]


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("address", [UNITS, MEMBERS])
def test_open_to(client, unit, role, address):
    log_in(client, person(role, unit=unit))
    assert client.get(address).status_code == 200
    assert address in client.get(address.removesuffix("tu-tep/")).content.decode()


@pytest.mark.parametrize("role", REFUSED)
@pytest.mark.parametrize("address", [UNITS, MEMBERS])
def test_closed_to(client, unit, role, address):
    log_in(client, person(role, unit=unit))
    assert is_refused(client.get(address))
    assert is_refused(choose(client, address, by_openpyxl(UNIT_LIST)))
    assert Unit.objects.count() == 1


def test_a_preview_stores_nothing_and_the_confirmation_what_it_said(admin, unit):
    before = User.objects.count()
    preview = choose(admin, MEMBERS, by_openpyxl())
    dung, _hanh = effects(preview)
    assert dung[0] == "Trần Thị Dũng"
    assert "Tài khoản mới “phuthuy.dung”; liên kết đặt mật khẩu gửi tới a@phuthuy.example." in dung[1]
    assert (User.objects.count(), UnitMembership.objects.filter(unit=unit).count()) == (before, 0)
    assert ROWS[0][2] not in str(form_of(preview, CONFIRM)), "what the form carries cannot be read"

    answer = confirm(admin, MEMBERS, preview)
    assert "thêm mới 2" in answer.content.decode()
    assert {str(member.user) for member in unit.memberships.all()} == {"Trần Thị Dũng", "Lê Văn Hạnh"}
    assert all(effect == [] for _name, effect in effects(choose(admin, MEMBERS, by_openpyxl())))


def test_confirmed_twice_nothing_is_done_twice(admin, unit):
    preview = choose(admin, MEMBERS, by_openpyxl())
    confirm(admin, MEMBERS, preview)
    again = confirm(admin, MEMBERS, preview)
    assert "Chưa nạp gì" in again.content.decode()
    assert unit.memberships.count() == 2


def test_what_was_changed_meanwhile_is_shown_again(admin, unit):
    preview = choose(admin, UNITS, by_openpyxl(UNIT_LIST))
    assert effects(preview)[0] == ("UBND phường Phú Thủy", ["Thay đổi: tên ngắn, từ “Phú Thuỷ” thành “Phú Thủy”."])
    Unit.objects.filter(pk=unit.pk).update(short_name="Phú Thủy")
    again = confirm(admin, UNITS, preview)
    assert effects(again)[0] == ("UBND phường Phú Thủy", [])
    assert Unit.objects.count() == 1
    confirm(admin, UNITS, again)
    assert Unit.objects.get(slug="xa-tien-loi").page is not None


def test_a_file_that_was_changed_on_its_way_is_none(admin):
    preview = choose(admin, UNITS, by_openpyxl(UNIT_LIST))
    form = form_of(preview, CONFIRM)
    for forged in ("", "AAAA", form["carried"][:-6] + "AAAAA=", "ế"):
        answer = admin.post(UNITS, form | {"carried": forged}, follow=True)
        assert "chọn lại tệp" in answer.content.decode()
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)):
        answer = admin.post(UNITS, form, follow=True)
    assert Unit.objects.count() == 1


def test_problems_are_listed_and_nothing_is_stored(admin):
    broken = [*UNIT_LIST, ["UBND xã Thiện Nghiệp", "Thiện Nghiệp", "Thiện Nghiệp", "hamlet"]]
    answer = choose(admin, UNITS, by_openpyxl(broken))
    assert answer.status_code == 200
    assert len(answer.context["problems"]) == 2
    assert Unit.objects.count() == 1


def test_a_column_is_left_out_by_name(admin):
    content = by_openpyxl([[*HEAD, "Ngày sinh"], [*ROWS[0], "01/01/1980"]])
    refused = choose(admin, MEMBERS, content)
    assert "Không hiểu các cột: Ngày sinh" in refused.content.decode()
    assert len(effects(choose(admin, MEMBERS, content, skip="Ngày sinh"))) == 1


def test_nobody_appoints_themselves(client, unit):
    user = person("administrator", unit=unit)
    log_in(client, user)
    content = by_openpyxl([[*HEAD[:3], "Tên đăng nhập"], [unit.name, str(user), user.email, user.username]])
    answer = choose(client, MEMBERS, content)
    assert "thành viên của chính mình" in answer.content.decode()
    assert not UnitMembership.objects.filter(user=user).exists()


def test_a_file_that_is_too_large(admin):
    assert "1 MB" in choose(admin, UNITS, bytes(1_000_001)).content.decode()


def test_the_empty_list_has_the_headings(admin):
    book = openpyxl.load_workbook(io.BytesIO(admin.get(f"{MEMBERS}?mau").content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert {"Cơ quan", "Họ và tên", "Email", "Điện thoại"} <= set(cells)


def test_num_queries(admin, unit, django_assert_max_num_queries):
    for number in range(20):
        MembershipFactory(unit=unit, user__first_name=f"Người {number}")
    rows = [[unit.name, f"Trần Thị Dũng{n}", f"d{n}@phuthuy.example", ""] for n in range(40)]
    with django_assert_max_num_queries(18):
        choose(admin, MEMBERS, by_openpyxl([HEAD, *rows]))
