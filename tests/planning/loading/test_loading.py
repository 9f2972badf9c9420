"""A list of projects: shown line by line, all of it or nothing, each line a draft for a second person."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from planning.models import ProjectPage, ProjectsPage
from submissions.screens.refusals import Refusal
from tests import factories
from tests.browserform import form_of
from tests.soup import soup_of
from tests.statements import publish

pytestmark = pytest.mark.django_db
HEAD = "Tên dự án;Mục tiêu chính;Lĩnh vực chuyên môn;Loại dự án;Từ năm;Đến năm;Kinh phí;Loại hình tài trợ;Nhà tài trợ;"
HEAD += "Tình trạng;Ngày duyệt;Đơn vị phụ trách\n"
GOOD = "Kè Hàm Tiến;Giữ bờ biển;Y tế – Xã hội;Nhóm C;2019;2021;12.500.000.000;ngan sach nha nuoc;Ngân sách tỉnh;"
GOOD += "đang triển khai;04/3/2019;UBND phường Hàm Tiến"
OTHER = "Chợ Phú Thủy;Chợ sạch;Y tế – Xã hội;Nhóm C;2020;;850.000.000 đ;Xã hội hóa;Tiểu thương;Đã hoàn tất;;"


@pytest.fixture
def reader(client):
    factories.UnitFactory(name="UBND phường Hàm Tiến")
    person = factories.editor()
    client.force_login(person)
    return person


def sent(client, *lines):
    content = (HEAD + "\n".join(lines)).encode()
    return client.post(reverse("planning:load"), {"file": ContentFile(content, name="du-an.csv"), "skip": ""})


def confirmed(client, shown):
    return client.post(reverse("planning:load"), form_of(shown, "form:has([name=carried])"))


def test_nothing_is_stored_before_it_is_confirmed_and_then_each_is_a_draft(client, reader):
    shown = sent(client, GOOD, OTHER)
    told = soup_of(shown).select_one(".load-list").get_text().replace("\xa0", " ")
    assert "Đang triển khai, 2019 – 2021, 12,5 tỷ đồng" in told
    assert not ProjectPage.objects.exists()
    confirmed(client, shown)
    first, second = ProjectPage.objects.order_by("first_year")
    assert (first.live, first.in_charge.name, first.milestone_date.year) == (False, "UBND phường Hàm Tiến", 2019)
    assert (second.cost_from, second.state, second.funding) == (850_000_000, "hoan-tat", "xa-hoi-hoa")
    with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
        publish(first, by=reader)
    # Whole as it came: nothing has to be entered before it is public.
    assert publish(first, by=factories.editor()).live


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("đang triển khai", "đang ngủ", "đang ngủ"),
        ("Y tế – Xã hội", "Vũ trụ", "Vũ trụ"),
        ("UBND phường Hàm Tiến", "UBND phường Không Có", "Không Có"),
        ("12.500.000.000", "nhiều", "Kinh phí"),
        ("2019;2021", "2019;1800", "1900"),
        ("04/3/2019", "31/2/2019", "Ngày duyệt"),
        ("Giữ bờ biển", "", "Mục tiêu chính"),
        ("Kè Hàm Tiến", "k" * 256, "255"),
        ("Kè Hàm Tiến", "cho phu thuy", "dòng 2"),
    ],
)
def test_one_bad_line_stops_all(client, reader, was, becomes, said):
    assert was in GOOD
    shown = sent(client, OTHER, GOOD.replace(was, becomes))
    assert said in soup_of(shown).select_one("[role=alert]").get_text()
    assert not ProjectPage.objects.exists()


def test_what_is_there_already_is_not_read_in_again(client, reader):
    confirmed(client, sent(client, OTHER))
    assert "đã có" in soup_of(sent(client, OTHER)).select_one("[role=alert]").get_text()
    assert ProjectPage.objects.count() == 1


def test_the_board_alone(client):
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    assert client.get(reverse("planning:load")).status_code == 302
    assert ProjectsPage.objects.get().numchild == 0


def test_the_way_to_it_and_an_empty_list(client, reader):
    assert soup_of(client.get(reverse("statements:index"))).select(f'a[href="{reverse("planning:load")}"]')
    assert client.get(reverse("planning:load"), {"mau": ""}).status_code == 200
