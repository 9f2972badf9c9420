"""The register's screen and files: who gets them, what stands in them, and that a file can be filled in and read."""

import io

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from docx.enum.section import WD_ORIENT

from submissions.models import Letterhead, RegisterDeadline, Unit, UnitMembership
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.plugins.told import told
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = pytest.mark.django_db
READERS = ["desk", "editor", "head", "official", "administrator", "superuser"]
OTHERS = ["contributor", "leader", "accountant", "anonymous"]
KEEPERS = ["desk", "administrator", "superuser"]
FORMS = ["register", "xlsx", "docx"]
DAY = {"day": "01/5/2019"}
HEADINGS = ["TT", "Cơ quan", "Họ và tên", "Chức vụ", "Email", "Điện thoại", "Văn bản phân công", "Ghi chú"]


@told
def town():
    """A ward with an officer, and a commune that registered nobody."""
    ward = UnitFactory(name="UBND phường Phú Thủy", short_name="Phú Thủy", slug="phuong-phu-thuy", display_order=1)
    MembershipFactory(
        unit=ward,
        user=UserFactory(first_name="Trần Thị", last_name="Dũng", email="dung@phanthiet.example"),
        telephone="0252 3822 001",
        document_number="12/QĐ-UBND",
        document_date="2019-04-05",
    )
    UnitFactory(name="UBND xã Tiến Lợi", short_name="Tiến Lợi", kind_id="commune", display_order=2)
    return ward


@pytest.fixture
def get(client):
    def answer(form, *, role="desk", unit=None, **query):
        return log_in(client, person(role, unit=unit)).get(reverse(f"officers:{form}"), query)

    return answer


APPOINTED = ("0252 3822 001", "12/QĐ-UBND ngày 05/4/2019", "Từ ngày 04/4/2019")
OFFICER = ["2", "UBND phường Phú Thủy", "Trần Thị Dũng", "Công chức Văn hóa - Xã hội", "dung@phanthiet.example"]
LINES = [
    ["1", "UBND xã Tiến Lợi", "", "", "", "", "", "Chưa đăng ký, quá hạn 22 ngày"],
    [*OFFICER, *APPOINTED],
]


def on_screen(response, table=0):
    """The lines of a table on the screen as texts, without the labels for phones."""
    soup = soup_of(response)
    for label in soup.select(".register-label"):
        label.decompose()
    rows = soup.select("table.officers")[table].select("tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in rows]


def in_sheet(response, sheet=0, first=6):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = book.worksheets[sheet].iter_rows(min_row=first, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def in_document(response):
    document = Document(io.BytesIO(response.content))
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows][1:]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", READERS)
def test_readers_get_every_form(get, town, role, form):
    assert get(form, role=role).status_code == 200


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", OTHERS)
def test_everybody_else_is_refused(get, town, role, form):
    response = get(form, role=role, unit=town)
    assert is_refused(response)
    assert b"0252 3822 001" not in response.content


@pytest.mark.parametrize(("role", "offered"), [("desk", True), ("official", True), ("leader", False)])
def test_the_menu_offers_it_to_readers(client, town, role, offered):
    home = log_in(client, person(role, unit=town)).get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("officers:register") in home) is offered


def test_screen_xlsx_and_docx_are_the_same(get, town):
    assert on_screen(get("register", **DAY)) == LINES
    assert in_sheet(get("xlsx", **DAY)) == LINES
    assert in_document(get("docx", **DAY)) == LINES


def test_filters_hold_for_the_files_too(get, town):
    for query in ({"only_missing": "on"}, {"block": "III"}):
        assert [line[1] for line in on_screen(get("register", **DAY, **query))] == ["UBND xã Tiến Lợi"]
        assert [line[1] for line in in_document(get("docx", **DAY, **query))] == ["UBND xã Tiến Lợi"]
        links = soup_of(get("register", **DAY, **query)).select(".officers-exports a")
        assert all(f"{next(iter(query))}=" in link["href"] for link in links)


def test_missing_units_are_told_above_the_list(get, town):
    assert "1 đơn vị chưa có người phụ trách" in get("register", **DAY).content.decode()


def test_a_day_that_cannot_be_read_is_told(get, town):
    response = get("register", day="hôm qua")
    assert response.status_code == 200
    assert soup_of(response).select(".tb-error")
    assert get("xlsx", day="hôm qua").status_code == 200


def test_changes_stand_below_and_on_the_second_sheet(get, town):
    change = ["04/04/2019", "Bắt đầu phụ trách", "UBND phường Phú Thủy", "Trần Thị Dũng", "Công chức Văn hóa - Xã hội"]
    change.append("12/QĐ-UBND ngày 05/4/2019")
    assert on_screen(get("register", **DAY), table=1) == [change]
    assert in_sheet(get("xlsx", **DAY), sheet=1) == [change]


def test_xlsx_head_and_print(get, town):
    response = get("xlsx", **DAY)
    assert response["Content-Disposition"] == 'attachment; filename="danh-sach-phu-trach-2019-05-01.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "DANH SÁCH CÔNG CHỨC, VIÊN CHỨC PHỤ TRÁCH CUNG CẤP THÔNG TIN",
        "Tính đến ngày 01/5/2019",
        "Hạn đăng ký: trước ngày 10/4/2019 (Công văn số 2485/UBND-VX ngày 04/4/2019, điểm 1)",
    ]
    assert [cell.value for cell in sheet[5]] == HEADINGS
    assert sheet["A6"].value == 1
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$5:$5")


@pytest.mark.parametrize(("now", "above"), [("2019-04-25 09:00+07:00", False), ("2026-04-25 09:00+07:00", True)])
def test_docx_is_an_official_document_in_the_layout_of_the_day(client, town, now, above):
    Letterhead.objects.update(signer_name="Lê Văn A", authority="KT. Trưởng phòng", signer_post="Phó Trưởng phòng")
    with time_machine.travel(now, tick=True):
        response = log_in(client, person("desk", unit=None)).get(reverse("officers:docx"), DAY)
    document = Document(io.BytesIO(response.content))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert ("PAGE" in section.header._element.xml) is above
    assert ("PAGE" in section.footer._element.xml) is not above
    assert [p.text for p in document.paragraphs if p.text] == [
        "DANH SÁCH",
        "Công chức, viên chức phụ trách cung cấp thông tin",
        "Tính đến ngày 01/5/2019",
        "Hạn đăng ký: trước ngày 10/4/2019 (Công văn số 2485/UBND-VX ngày 04/4/2019, điểm 1)",
    ]
    head, table, foot = document.tables
    assert "UBND THÀNH PHỐ PHAN THIẾT\nPHÒNG VĂN HÓA VÀ THÔNG TIN" in head.cell(0, 0).text
    assert head.cell(1, 1).text == f"Phan Thiết, ngày 25 tháng 4 năm {now[:4]}"
    assert [cell.text for cell in table.rows[0].cells] == HEADINGS
    assert foot.cell(0, 0).text.splitlines()[0] == "Nơi nhận:"
    assert foot.cell(0, 0).text.splitlines()[-1] == "- Lưu: VT."
    assert foot.cell(0, 1).text.split() == ["KT.", "TRƯỞNG", "PHÒNG", "PHÓ", "TRƯỞNG", "PHÒNG", "Lê", "Văn", "A"]


def test_the_exported_sheet_can_be_filled_in_and_read_again(get, town, tmp_path):
    head = town.memberships.get()
    MembershipFactory(unit=town, user=UserFactory(), role=UnitMembership.Role.LEADER, document_number="3/QĐ")
    before = list(UnitMembership.objects.order_by("pk").values())
    path = tmp_path / "danh-sach.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(get("xlsx", with_leaders="on").content))
    book.save(path)
    out = io.StringIO()
    call_command("load_members", str(path), stdout=out)
    assert "thêm mới 0, cập nhật 0, giữ nguyên 2" in out.getvalue()
    assert list(UnitMembership.objects.order_by("pk").values()) == before
    sheet = book.worksheets[0]
    for column, value in {3: "Lê Văn Lợi", 5: "loi@phanthiet.example", 7: "05/QĐ-UBND ngày 08/4/2019"}.items():
        sheet.cell(7, column).value = value
    book.save(path)
    call_command("load_members", str(path), stdout=out)
    new = UnitMembership.objects.exclude(unit=head.unit).get()
    assert (str(new.user), new.unit.name, new.role) == ("Lê Văn Lợi", "UBND xã Tiến Lợi", "contributor")
    assert (new.document_number, f"{new.document_date:%d/%m/%Y}") == ("05/QĐ-UBND", "08/04/2019")


@pytest.mark.parametrize("form", FORMS)
def test_num_queries(client, form):
    log_in(client, person("desk", unit=None))

    def count(units):
        while Unit.objects.count() < units:
            MembershipFactory(unit=UnitFactory(provisioned=False))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"officers:{form}")).status_code == 200
        return len(queries)

    count(1)  # makes the rows of the settings
    assert count(5) == count(15) <= 18


# The deadline and the head of documents


@pytest.mark.parametrize("model", [RegisterDeadline, Letterhead])
@pytest.mark.parametrize("role", [*READERS, *OTHERS])
def test_who_changes_the_settings(client, town, role, model):
    setting = model.load()
    address = reverse("wagtailsettings:edit", args=["submissions", model._meta.model_name, setting.pk])
    response = log_in(client, person(role, unit=town)).get(address)
    assert is_refused(response) is (role not in KEEPERS)


def test_the_deadline_is_changed_on_its_screen(client, town):
    deadline = RegisterDeadline.load()
    address = reverse("wagtailsettings:edit", args=["submissions", "registerdeadline", deadline.pk])
    desk = log_in(client, person("desk", unit=None))
    desk.post(address, {"day": "15/5/2019", "legal_basis": "Công văn số 1"})
    assert "Chưa đăng ký, còn 14 ngày" in desk.get(reverse("officers:register"), DAY).content.decode()


@pytest.mark.parametrize(("role", "offered"), [("desk", True), ("official", False)])
def test_the_way_to_the_deadline(get, town, role, offered):
    assert ("registerdeadline" in get("register", role=role).content.decode()) is offered
