"""A list of projects: shown line by line, all of it or nothing, each line a draft for a second person."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import localtime

from planning.models import PlanPage, ProjectPage, ProjectsPage, TenderPage
from submissions.screens.refusals import Refusal
from tests import factories
from tests.browserform import form_of
from tests.soup import soup_of, words_of
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
        ("đang triển khai", "đang ngủ", "“đang ngủ” chưa đúng. Có thể ghi: Đang chuẩn bị đầu tư; Đang triển khai;"),
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


def test_the_screen_says_what_may_stand_in_a_column_of_few_words(client, reader):
    told = words_of(soup_of(client.get(reverse("planning:load_tenders"))).select_one(".load-list-headings"))
    assert "Tình trạng (bắt buộc) : Đang mời thầu; " in told


TENDER_HEAD = "Tên gói thầu;Nội dung mua sắm;Ngày đóng thầu;Giờ đóng thầu;Giá gói thầu;Dự án;Tình trạng;"
TENDER_HEAD += "Nhà thầu trúng thầu;Giá trúng thầu;Đơn vị phụ trách\n"
AWARDED = "Gói 01: Mặt đường;xay lap;15/4/2019;9h30;8.200.000.000;Kè Hàm Tiến;Đã có kết quả;Công ty An Bình;"
AWARDED += "8.050.000.000;"
INVITING = "Gói 02: Bàn ghế;Mua sắm hàng hóa;20/4/2019;14:00;;;Đang mời thầu;;;UBND phường Hàm Tiến"
PLAN_HEAD = "Tên chiến lược, quy hoạch, kế hoạch;Lĩnh vực;Tóm tắt nội dung;Từ năm;Đến năm;Ngày duyệt\n"
PLAN = 'Kế hoạch thu gom rác;"{field}";Mỗi tổ dân phố một điểm;2020;2025;02/3/2020'


def read_in(client, view, head, *lines):
    file = ContentFile((head + "\n".join(lines)).encode(), name="danh-sach.csv")
    return client.post(reverse(f"planning:{view}"), {"file": file, "skip": ""})


def agreed(client, view, shown):
    return client.post(reverse(f"planning:{view}"), form_of(shown, "form:has([name=carried])"))


def test_tenders_with_their_results(client, reader):
    confirmed(client, sent(client, GOOD))
    shown = read_in(client, "load_tenders", TENDER_HEAD, AWARDED, INVITING)
    told = soup_of(shown).select_one(".load-list").get_text()
    assert "Công ty An Bình" in told and not TenderPage.objects.exists()
    agreed(client, "load_tenders", shown)
    first, second = TenderPage.objects.order_by("pk")
    assert (first.kind, first.state, first.winning_price) == ("xay-lap", "co-ket-qua", 8_050_000_000)
    assert localtime(first.bids_until).isoformat() == "2019-04-15T09:30:00+07:00"
    assert (first.project.title, first.first_year, first.live) == ("Kè Hàm Tiến", 2019, False)
    assert (second.in_charge.name, second.estimate) == ("UBND phường Hàm Tiến", None)
    assert publish(first, by=factories.editor()).live
    with pytest.raises(Refusal):
        publish(second, by=reader)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("Công ty An Bình", "", "nhà thầu trúng thầu"),
        ("9h30", "", "Giờ đóng thầu"),
        ("9h30", "sáng", "Giờ đóng thầu"),
        ("Kè Hàm Tiến", "Dự án không có", "Dự án không có"),
        ("xay lap", "mua xe", "“mua xe” chưa đúng. Có thể ghi: Xây lắp; "),
    ],
)
def test_one_bad_tender_stops_all(client, reader, was, becomes, said):
    confirmed(client, sent(client, GOOD))
    assert was in AWARDED
    shown = read_in(client, "load_tenders", TENDER_HEAD, INVITING, AWARDED.replace(was, becomes, 1))
    assert said in soup_of(shown).select_one("[role=alert]").get_text()
    assert not TenderPage.objects.exists()


def test_plans_by_their_field(client, reader):
    good = PLAN.format(field=str(PlanPage.Field.WASTE.label))
    agreed(client, "load_plans", read_in(client, "load_plans", PLAN_HEAD, good))
    plan = PlanPage.objects.get()
    assert (plan.field, plan.first_year, plan.last_year, plan.live) == ("chat-thai", 2020, 2025, False)
    assert publish(plan, by=factories.editor()).live
    backwards = good.replace("2020;2025", "2025;2020").replace("rác", "nước thải")
    for line, said in ((good, "đã có"), (backwards, "Đến năm"), (good.replace("2020;", ";", 1), "Từ năm")):
        shown = read_in(client, "load_plans", PLAN_HEAD, line)
        assert said in soup_of(shown).select_one("[role=alert]").get_text()
    assert PlanPage.objects.count() == 1


@pytest.mark.parametrize("view", ["load_tenders", "load_plans"])
def test_the_board_alone_for_each(client, reader, view):
    address = reverse(f"planning:{view}")
    assert soup_of(client.get(reverse("statements:index"))).select(f'a[href="{address}"]')
    assert client.get(address, {"mau": ""}).status_code == 200
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    assert client.get(address).status_code == 302
