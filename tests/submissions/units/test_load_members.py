"""Officers from a file: all of it or nothing, every bad line named, one account and one mail for each new person."""

import datetime
import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from post_office.models import Email

from submissions.models import UnitMembership, User
from submissions.units.loading_members import load_members
from tests.factories import LETTER, MembershipFactory, UnitFactory, UserFactory
from vietnamese.files.table_files import TableFileError

pytestmark = pytest.mark.django_db
HEAD = (
    "Cơ quan;Họ và tên;Chức vụ;Email;Điện thoại;Vai trò;Từ ngày;Đến hết ngày;Số văn bản phân công;"
    "Ngày văn bản phân công\n"
)
DUNG = (
    "UBND phường Phú Thuỷ;Trần Thị Dũng;Công chức Văn hóa - Xã hội;vhxh@phuthuy.example;0252 3822 001;"
    "người phụ trách;05/4/2019;;12/QĐ-UBND;04/4/2019\n"
)
HANH = "phuong-phu-thuy;Lê Văn Hạnh;Chủ tịch UBND phường;vhxh@phuthuy.example;;Lãnh đạo;5.4.2019;30/6/2019;;\n"


@pytest.fixture(scope="module")
def unit_told(tell):
    return tell(lambda: UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="phuong-phu-thuy"))


@pytest.fixture
def table(tmp_path):
    """A function that writes lines as a CSV file and returns its path."""

    def write(*lines, head=HEAD):
        path = tmp_path / "danh-sach.csv"
        path.write_text(head + "".join(lines), encoding="utf-8-sig")
        return str(path)

    return write


def load(path):
    out = io.StringIO()
    call_command("load_members", path, stdout=out)
    return out.getvalue().strip().splitlines()


def registered():
    """All that a file can change."""
    people = User.objects.order_by("pk").values()
    return list(people), list(UnitMembership.objects.order_by("pk").values()), Email.objects.count()


def refused(path):
    """The sentences with which the file is refused; nothing of it may be applied."""
    before = registered()
    with pytest.raises(CommandError) as refusal:
        load(path)
    assert registered() == before
    heading, *problems = str(refusal.value).split("\n")
    assert heading == "Chưa ghi nhận ai. Vui lòng sửa tệp:"
    return problems


def test_accounts_memberships_and_mails(unit, table):
    assert load(table(DUNG, HANH)) == [
        "Tài khoản: thêm mới 2, kèm 2 thư có liên kết đặt mật khẩu.",
        "Thành viên đơn vị: thêm mới 2, cập nhật 0, giữ nguyên 0.",
    ]
    dung, hanh = UnitMembership.objects.order_by("pk")
    assert (dung.unit, dung.role, dung.post, dung.telephone) == (
        unit,
        "contributor",
        "Công chức Văn hóa - Xã hội",
        "0252 3822 001",
    )
    assert (dung.valid_from, dung.valid_to) == (datetime.date(2019, 4, 5), None)
    assert (dung.document_number, dung.document_date) == ("12/QĐ-UBND", LETTER)
    assert (hanh.role, hanh.valid_to) == ("leader", datetime.date(2019, 7, 1))
    assert [(user.username, user.first_name, user.last_name) for user in (dung.user, hanh.user)] == [
        ("phuthuy.dung", "Trần Thị", "Dũng"),
        ("phuthuy.hanh", "Lê Văn", "Hạnh"),
    ]
    assert not dung.user.has_usable_password()


def test_each_new_account_gets_its_own_link(unit, table):
    load(table(DUNG, HANH))
    for mail, username in zip(Email.objects.order_by("pk"), ["phuthuy.dung", "phuthuy.hanh"], strict=True):
        assert mail.to == ["vhxh@phuthuy.example"]
        assert username in mail.message
        assert "/admin/dat-mat-khau/?t=" in mail.message


def test_the_same_file_again_changes_nothing_and_mails_nobody(unit, table):
    path = table(DUNG, HANH)
    load(path)
    before = registered()
    assert load(path) == [
        "Tài khoản: thêm mới 0, kèm 0 thư có liên kết đặt mật khẩu.",
        "Thành viên đơn vị: thêm mới 0, cập nhật 0, giữ nguyên 2.",
    ]
    assert registered() == before


def test_an_end_that_was_registered_meanwhile_stays(unit, table):
    path = table(DUNG)
    load(path)
    UnitMembership.objects.update(valid_to="2019-09-01", post="Phó Trưởng ban")
    assert load(table(DUNG.replace("Công chức Văn hóa - Xã hội", "")))[1].endswith("giữ nguyên 1.")
    member = UnitMembership.objects.get()
    assert (member.valid_to, member.post) == (datetime.date(2019, 9, 1), "Phó Trưởng ban")


def test_who_comes_back_gets_a_second_entry(unit, table):
    load(table(DUNG))
    UnitMembership.objects.update(valid_to="2019-09-01")
    assert load(table(DUNG.replace("05/4/2019", "01/10/2019")))[1].startswith("Thành viên đơn vị: thêm mới 1")
    assert list(UnitMembership.objects.order_by("pk").values_list("valid_from", "valid_to")) == [
        (datetime.date(2019, 4, 5), datetime.date(2019, 9, 1)),
        (datetime.date(2019, 10, 1), None),
    ]
    assert User.objects.filter(username="phuthuy.dung").count() == 1


def test_a_changed_line_changes_its_entry(unit, table):
    load(table(DUNG))
    assert load(table(DUNG.replace("0252 3822 001", "0252 3822 999")))[1].endswith("cập nhật 1, giữ nguyên 0.")
    assert UnitMembership.objects.get().telephone == "0252 3822 999"
    assert Email.objects.count() == 1


def test_who_is_not_in_the_file_is_not_touched(unit, table):
    other = MembershipFactory(unit=unit, user=UserFactory(first_name="Võ Thị", last_name="Lan"))
    before = UnitMembership.objects.filter(pk=other.pk).values().get()
    load(table(DUNG))
    assert UnitMembership.objects.filter(pk=other.pk).values().get() == before


def test_one_person_in_two_roles_has_one_account(unit, table):
    load(table(DUNG, DUNG.replace("người phụ trách", "lãnh đạo đơn vị")))
    assert User.objects.filter(last_name="Dũng").count() == 1
    assert set(UnitMembership.objects.values_list("role", flat=True)) == {"contributor", "leader"}
    assert Email.objects.count() == 1


def test_a_known_person_is_recognised_by_name_and_mailbox_and_gets_no_mail(unit, table):
    known = UserFactory(first_name="TRẦN THỊ", last_name="DŨNG", email="VHXH@phuthuy.example", username="hoa")
    load(table(DUNG))
    assert UnitMembership.objects.get().user == known
    assert not Email.objects.exists()


def test_a_user_name_is_never_given_twice(unit, table):
    UserFactory(username="PhuThuy.Dung", is_active=False)
    load(table(DUNG, DUNG.replace("Trần Thị", "Võ Văn")))
    assert list(UnitMembership.objects.order_by("pk").values_list("user__username", flat=True)) == [
        "phuthuy.dung2",
        "phuthuy.dung3",
    ]


USERNAME_HEAD = "Đơn vị;Họ và tên;Email;Tên đăng nhập\n"


def test_the_column_of_user_names(unit, table):
    namesake = UserFactory(first_name="Trần Thị", last_name="Dũng", username="phuthuy.dung", email="khac@vd.example")
    MembershipFactory(unit=unit, user=namesake, post="")
    line = "UBND phường Phú Thủy;Trần Thị Dũng;{};{}\n"
    assert "có người cùng họ tên" in refused(table(line.format("moi@vd.example", ""), head=USERNAME_HEAD))[0]
    assert "email khác" in refused(table(line.format("moi@vd.example", "phuthuy.dung"), head=USERNAME_HEAD))[0]
    assert load(table(line.format("", "phuthuy.dung"), head=USERNAME_HEAD))[1].endswith("giữ nguyên 1.")
    load(table(line.format("moi@vd.example", "dung.tre"), head=USERNAME_HEAD))
    assert UnitMembership.objects.filter(user__username="dung.tre", unit=unit).exists()


def test_without_a_day_it_holds_from_today_and_stays_as_it_is(unit, table):
    line = "UBND phường Phú Thủy;Trần Thị Dũng;vhxh@phuthuy.example\n"
    head = "Cơ quan;Họ và tên;Email\n"
    load(table(line, head=head))
    UnitMembership.objects.update(valid_from=LETTER)
    load(table(line, head=head))
    assert UnitMembership.objects.get().valid_from == LETTER


def test_every_bad_line_is_named_at_once_and_nothing_is_applied(unit, table):
    MembershipFactory(unit=unit, user__username="nghi.viec", user__is_active=False, user__email="nv@vd.example")
    problems = refused(
        table(
            DUNG,
            DUNG.replace("Phú Thuỷ", "Không Có"),
            DUNG.replace("Trần Thị Dũng", "Dũng"),
            DUNG.replace("vhxh@phuthuy.example", "vhxh"),
            DUNG.replace("vhxh@phuthuy.example", ""),
            DUNG.replace("người phụ trách", "thủ kho"),
            DUNG.replace("05/4/2019", "2019.05"),
            DUNG.replace("05/4/2019;", "05/4/2019;01/4/2019"),
            DUNG,
            DUNG.strip("\n") + ";thừa\n",
        )
    )
    by_line = {}
    for problem in problems:
        by_line.setdefault(problem.split(":")[0], problem)
    assert list(by_line) == [f"Dòng {number}" for number in range(3, 12)]
    sentences = list(by_line.values())
    assert "Cơ quan: Không có đơn vị nào" in sentences[0]
    assert "Họ và tên: Ghi đủ họ và tên" in sentences[1]
    assert "Email: " in sentences[2]
    assert "Email: " in sentences[3]
    assert "Vai trò: Không có vai trò này" in sentences[4]
    assert "Từ ngày: " in sentences[5]
    assert "kết thúc phải sau" in sentences[6]
    assert "đã có ở dòng 2" in sentences[7]
    assert "nhiều giá trị hơn số cột" in sentences[8]


def test_an_account_out_of_use_is_not_registered_anew(unit, table):
    gone = UserFactory(first_name="Trần Thị", last_name="Dũng", email="vhxh@phuthuy.example", is_active=False)
    assert "không còn sử dụng" in refused(table(DUNG))[0]
    MembershipFactory(unit=unit, user=gone, valid_to="2019-06-01")
    assert load(table("UBND phường Phú Thủy;Trần Thị Dũng;;vhxh@phuthuy.example;;;;;;\n"))[1].endswith("giữ nguyên 1.")


def test_a_new_account_is_not_made_where_no_link_can_be_sent(unit, table):
    line = "UBND phường Phú Thủy;Trần Thị Dũng;;;;;;;;;dung.moi\n"
    (problem,) = refused(table(line, head=HEAD.replace("\n", ";Tên đăng nhập\n")))
    assert "chưa có tài khoản “dung.moi”" in problem


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Tệp trống"),
        ("Cơ quan;Họ và tên\n", "thiếu các cột: Email"),
        (HEAD, "không có người nào"),
        (HEAD + "UBND phường Phú Thủy;;;;;;;;;\n", "không có người nào"),
    ],
    ids=["empty", "no e-mail", "only headings", "nobody filled in"],
)
def test_what_is_no_list_of_people(unit, table, content, sentence):
    (problem,) = refused(table(content, head=""))
    assert sentence in problem


NOTED = ("12/QĐ-UBND ngày 04/4/2019", "Từ ngày 05/4/2019; Lãnh đạo đơn vị")


def test_a_sheet_as_an_office_fills_it_in(unit, tmp_path):
    """Titles above, dates as dates, telephone numbers as numbers without their zero, English headings."""
    book = openpyxl.Workbook()
    for row in (
        ["DANH SÁCH"],
        [],
        ["TT", "Unit", "Name", "E-mail", "Telephone", "From", "Văn bản phân công", "Ghi chú"],
        [1, "UBND phường Phú Thủy", "Trần Thị Dũng", "d@vd.example", 912345678, datetime.date(2019, 4, 5), *NOTED],
        [2, "UBND phường Hàm Tiến", None, None, None, None, None, "Chưa đăng ký"],
    ):
        book.active.append(row)
    path = tmp_path / "danh-sach.xlsx"
    book.save(path)
    load(str(path))
    member = UnitMembership.objects.get()
    assert (member.telephone, member.valid_from, member.role) == ("0912345678", datetime.date(2019, 4, 5), "leader")
    assert (member.document_number, member.document_date) == ("12/QĐ-UBND", LETTER)


def test_what_is_no_sheet(tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(b"PK\x03\x04 half a download")
    assert "XLSX" in refused(str(path))[0]


def test_num_queries_of_checking(unit, table, django_assert_max_num_queries):
    """What is known is read once, however long the list is."""
    lines = [DUNG.replace("Trần Thị Dũng", f"Trần Thị Dũng{n}") for n in range(40)]
    path = table(*lines, DUNG.replace("05/4/2019", "hôm nay"))
    with django_assert_max_num_queries(7), pytest.raises(TableFileError):
        load_members(path)
