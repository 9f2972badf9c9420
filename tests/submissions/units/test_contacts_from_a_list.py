"""Contact details from a list: shown line by line, all of it or nothing, and nobody is taken away by it."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from submissions.models import UnitContact, UnitLeader
from tests import factories
from tests.browserform import form_of
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
LOAD = reverse("unit_contacts:load")
HEAD = "Đơn vị;Địa chỉ;Điện thoại cơ quan;Lãnh đạo;Chức vụ;Điện thoại lãnh đạo\n"
FIRST = "UBND phường Phú Thủy;21 Tôn Đức Thắng;0252 3821 111;Nguyễn Văn An;Chủ tịch UBND phường;0252 3821 112"
SECOND = "ubnd phuong phu thuy;;;Lê Thị Bình;Phó Chủ tịch UBND phường;"


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy")


@pytest.fixture
def desk(client, ward):
    user = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
    client.force_login(user)
    return user


def sent(client, *lines):
    return client.post(LOAD, {"file": ContentFile((HEAD + "\n".join(lines)).encode(), name="danh-ba.csv"), "skip": ""})


def read_in(client, *lines):
    client.post(LOAD, form_of(sent(client, *lines), "form:has([name=carried])"))


def test_shown_first_then_entered_and_read_by_citizens(client, ward, desk):
    shown = sent(client, FIRST, SECOND)
    said = soup_of(shown).select_one(".load-list").get_text()
    assert "Nguyễn Văn An, Chủ tịch UBND phường" in said and "Lê Thị Bình" in said
    assert not UnitContact.objects.exists()
    client.post(LOAD, form_of(shown, "form:has([name=carried])"))
    contact = UnitContact.objects.get(unit=ward)
    assert (contact.address, contact.telephone) == ("21 Tôn Đức Thắng", "0252 3821 111")
    assert [leader.name for leader in contact.leaders.all()] == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=desk).count() == 1
    page = soup_of(client.get(ward.page.url)).select_one(".front-door").get_text()
    assert "21 Tôn Đức Thắng" in page and "Lê Thị Bình" in page


def test_what_the_list_does_not_say_stays(client, ward, desk):
    read_in(client, FIRST, SECOND)
    read_in(client, "UBND phường Phú Thủy;5 Thủ Khoa Huân;;nguyen van an;Bí thư, Chủ tịch;")
    contact = UnitContact.objects.get()
    assert (contact.address, contact.telephone) == ("5 Thủ Khoa Huân", "0252 3821 111")
    leader = contact.leaders.first()
    assert (leader.post, leader.telephone) == ("Bí thư, Chủ tịch", "0252 3821 112")
    assert UnitLeader.objects.count() == 2
    entries = ModelLogEntry.objects.count()
    read_in(client, "UBND phường Phú Thủy;5 Thủ Khoa Huân;;;;")
    assert ModelLogEntry.objects.count() == entries


def test_what_changes_is_shown_as_it_was_and_as_it_will_be(client, ward, desk):
    first = soup_of(sent(client, FIRST)).select_one(".load-list").get_text()
    assert "Mới: địa chỉ “21 Tôn Đức Thắng”." in first
    read_in(client, FIRST)
    shown = sent(client, "UBND phường Phú Thủy;5 Thủ Khoa Huân;;nguyen van an;Bí thư;")
    assert [span.get_text() for span in soup_of(shown).select(".load-list td span")] == [
        "Thay đổi: địa chỉ, từ “21 Tôn Đức Thắng” thành “5 Thủ Khoa Huân”.",
        "Nguyễn Văn An – Thay đổi: chức vụ, từ “Chủ tịch UBND phường” thành “Bí thư”.",
    ]


def test_the_empty_list_says_that_it_is_to_be_filled_in(client, desk):
    book = openpyxl.load_workbook(BytesIO(client.get(LOAD, {"mau": ""}).getvalue()))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert cells[0] == "Danh sách liên hệ của cơ quan, đơn vị (mẫu để điền)"
    assert "Địa chỉ" in cells


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("UBND phường Không Có;1 A;;;;", "Không Có"),
        ("UBND phường Phú Thủy;;gọi cô Ba;;;", "cơ quan"),
        ("UBND phường Phú Thủy;;;Nguyễn Văn An;;", "Chức vụ"),
        ("UBND phường Phú Thủy;9 Chỗ khác;;;;", "dòng 2"),
        ("UBND phường Phú Thủy;;;le thi binh;Phó;", "dòng 3"),
    ],
)
def test_one_bad_line_stops_all(client, desk, line, said):
    shown = sent(client, FIRST, SECOND, line)
    assert said in soup_of(shown).select_one("[role=alert]").get_text()
    assert not UnitContact.objects.exists()


def test_the_way_to_it_and_who_may(client, ward, desk):
    assert soup_of(client.get(reverse("unit_contacts:index"))).select(f'a[href="{LOAD}"]')
    assert client.get(LOAD, {"mau": ""}).status_code == 200
    for user in (factories.editor(), factories.leader_of(ward), factories.UserFactory(groups=["Người xem báo cáo"])):
        client.force_login(user)
        assert client.get(LOAD).status_code == 302
        assert client.post(LOAD).status_code == 302
