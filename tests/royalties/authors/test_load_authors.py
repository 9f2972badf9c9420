"""Authors from a file: all of it or nothing, every bad line named, personal numbers never repeated."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from royalties.models import Author, PersonalDetails
from royalties.personal.personal_numbers import HOW_TO_WRITE
from tests import factories

pytestmark = pytest.mark.django_db

HEAD = (
    "Họ và tên;Bút danh;Đơn vị;Đối tượng chi trả;Tên đăng nhập;Mã số thuế;Số căn cước;Số tài khoản;Ngân hàng, chi nhánh"
)

AN = "Nguyễn Văn An;Biển Xanh;phuong-phu-thuy;tác giả ngoài cơ quan;an.nv;8765432109;060199012345;0071009998887;VCB"
BINH = "Lê Thị Bình;;UBND phường Phú Thuỷ;người của cơ quan;;8765432109-001;;;"
NUMBERS = ("8765432109", "060199012345", "0071009998887", "8765432109-001")


@pytest.fixture
def unit():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")


@pytest.fixture
def account(unit):
    return factories.contributor_of(unit, username="an.nv")


@pytest.fixture
def table(tmp_path, unit, account):
    """A function that writes lines as a CSV file and returns its path."""

    def write(*lines):
        path = tmp_path / "tac-gia.csv"
        path.write_text("\n".join([HEAD, *lines]), encoding="utf-8-sig")
        return str(path)

    return write


def load(path):
    out = io.StringIO()
    call_command("load_authors", path, stdout=out)
    return out.getvalue().strip()


def refused(path):
    """The sentences with which the file is refused; nothing of it may be applied, and no number repeated."""
    before = list(Author.objects.values()), list(PersonalDetails.objects.values()), ModelLogEntry.objects.count()
    with pytest.raises(CommandError) as refusal:
        load(path)
    now = list(Author.objects.values()), list(PersonalDetails.objects.values()), ModelLogEntry.objects.count()
    assert now == before
    assert not [number for number in NUMBERS if number in str(refusal.value)]
    heading, *problems = str(refusal.value).split("\n")
    assert heading == "Chưa ghi nhận ai. Vui lòng sửa tệp:"
    return problems


def test_authors_and_their_numbers(unit, account, table):
    assert load(table(AN, BINH)) == "Tác giả: thêm mới 2, cập nhật 0, giữ nguyên 0."
    an, binh = Author.objects.order_by("pk")
    assert (an.name, an.pen_name, an.unit, an.kind, an.account) == (
        "Nguyễn Văn An",
        "Biển Xanh",
        unit,
        Author.Kind.OUTSIDE,
        account,
    )
    assert (binh.unit, binh.kind, binh.account, binh.is_checked) == (unit, Author.Kind.STAFF, None, False)
    details = an.personal_details
    assert (details.tax_code, details.identity_number, details.bank_account, details.bank) == (*NUMBERS[:3], "VCB")
    assert binh.personal_details.tax_code == "8765432109-001"


def test_the_same_file_again_changes_nothing(table):
    path = table(AN, BINH)
    load(path)
    noted = ModelLogEntry.objects.count()
    tokens = list(PersonalDetails.objects.values_list("pk", "tax_code"))
    assert load(path) == "Tác giả: thêm mới 0, cập nhật 0, giữ nguyên 2."
    assert ModelLogEntry.objects.count() == noted
    assert list(PersonalDetails.objects.values_list("pk", "tax_code")) == tokens


def test_what_a_line_leaves_empty_stays(table):
    load(table(AN))
    assert load(table("nguyen van an;;;;;;;999888777;")) == "Tác giả: thêm mới 0, cập nhật 1, giữ nguyên 0."
    author = Author.objects.get()
    assert (author.pen_name, author.personal_details.bank_account) == ("Biển Xanh", "999888777")
    assert author.personal_details.tax_code == "8765432109"


def test_a_namesake_with_an_account_is_somebody_else(unit, table):
    load(table(AN))
    factories.contributor_of(unit, username="an2.nv")
    load(table("Nguyễn Văn An;;phuong-phu-thuy;;an2.nv;;;;"))
    assert [author.account.username for author in Author.objects.order_by("pk")] == ["an.nv", "an2.nv"]


def test_each_bad_line_is_told_by_its_number(unit, table):
    Author.objects.create(name="Trần Cảnh", unit=unit)
    Author.objects.create(name="Trần Cảnh", unit=factories.UnitFactory())
    problems = refused(
        table(
            AN,
            "Lê Thị Bình;;không có;bạn bè;ai.do;87654;123;12-3;",
            ";Bút;;;;;;;",
            "Trần Cảnh;;;;;;;;",
            "NGUYỄN VĂN AN;;phuong-phu-thuy;;;;;;",
            "Lê Dũng;;;;060199012345;;;;",
        )
    )
    assert [problem.partition(":")[0] for problem in problems] == [
        *["Dòng 3"] * 6,
        "Dòng 4",
        "Dòng 5",
        "Dòng 6",
        "Dòng 7",
    ]
    assert problems[3:6] == [
        f"Dòng 3: {heading}: {HOW_TO_WRITE[name]}"
        for name, heading in zip(HOW_TO_WRITE, ("Mã số thuế", "Số căn cước", "Số tài khoản"), strict=True)
    ]
    assert problems[-1] == "Dòng 7: Tên đăng nhập: Không có tài khoản nào có tên đăng nhập này."


def test_a_number_from_excel_is_told_and_not_guessed(tmp_path, unit):
    book = Workbook()
    book.active.append(["Họ và tên", "Số căn cước", "Số tài khoản"])
    book.active.append(["Lê Thị Bình", 60199012345, "0071009998887"])
    book.active.append(["Trần Cảnh", "060199012345", 71009998887])
    path = tmp_path / "tac-gia.xlsx"
    book.save(path)
    problems = refused(str(path))
    assert [problem.split(": ")[:2] for problem in problems] == [["Dòng 2", "Số căn cước"], ["Dòng 3", "Số tài khoản"]]
    assert all("bỏ mất các số 0" in problem for problem in problems)


def test_with_another_key_nothing_is_changed(table, settings):
    load(table(AN))
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="PERSONAL_DATA_KEY"):
        load(table("Trần Cảnh;;;;;;;;", AN.replace("8765432109", "1111111111")))
    assert [author.name for author in Author.objects.all()] == ["Nguyễn Văn An"]
