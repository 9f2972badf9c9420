"""The screens of categories and decrees: who opens them, what a preview says, what is kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.models import Category, Decree, DecreePoint
from tests.browserform import form_of
from tests.compliance.terms.test_rule_screens import KEEPERS, OTHERS, post, press, text_of
from tests.compliance.years import published
from tests.submissions.registers import is_refused, log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

VIEWSETS = ["categories", "decrees", "decree_points"]


def day(text):
    return datetime.date.fromisoformat(text)


def category(slug):
    return Category.objects.get(slug=slug)


def record_of(name):
    point = DecreePoint.objects.get(decree__number__contains="224/2026", point="c")
    return {"categories": point.category, "decrees": point.decree, "decree_points": point}[name]


@pytest.fixture
def desk(client):
    return log_in(client, person("desk", unit=None))


@pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
def test_who_opens_which_screen(client, ward, role):
    """As with the minimums: desk and administrator."""
    log_in(client, person(role, unit=ward.unit))
    for name in VIEWSETS:
        addresses = [reverse(f"{name}:{view}") for view in ("index", "add")]
        addresses += [reverse(f"{name}:{view}", args=[record_of(name).pk]) for view in ("edit", "delete", "history")]
        for address in addresses:
            assert is_refused(client.get(address)) is (role in OTHERS), address


@pytest.mark.parametrize("role", OTHERS)
def test_others_change_nothing_by_posting(client, ward, role):
    log_in(client, person(role, unit=ward.unit))
    address = reverse("decrees:edit", args=[record_of("decrees").pk])
    assert is_refused(client.post(address, {"number": "Khác", "valid_from": "01/07/2026", "confirmed": "1"}))
    assert not Decree.objects.filter(number="Khác").exists()


@pytest.mark.parametrize("role", ["desk", "administrator"])
def test_the_menu_leads_there(client, ward, role):
    log_in(client, person(role, unit=ward.unit))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert all(reverse(f"{name}:index") in page for name in VIEWSETS)


@pytest.mark.parametrize("name", VIEWSETS)
def test_num_queries(desk, name):
    counted = []
    for number in (0, 15):
        for place in range(number):
            new = Category.objects.create(title=f"Mục {place}", slug=f"muc-{place}")
            decree = Decree.objects.create(number=f"Nghị định {place}/2027/NĐ-CP", valid_from=day("2027-01-01"))
            DecreePoint.objects.create(decree=decree, category=new, article=1, title="Mục")
        desk.get(reverse(f"{name}:index"))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse(f"{name}:index")).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_list_says_which_lines_nobody_has_read(desk):
    text = text_of(desk.get(reverse("decree_points:index")))
    assert "Điểm đ khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP" in text
    assert "✓ Đã đối chiếu với văn bản gốc" in text and "○ Chưa đối chiếu với văn bản gốc" in text
    assert "riêng cơ quan ban hành văn bản: 2 ngày làm việc" in text
    assert "từ ngày 15/08/2022 đến hết ngày 30/06/2026" in text


def test_a_decree_that_ends_is_shown_in_the_periods_around_its_end(desk):
    decree = record_of("decrees")
    response = post(desk, reverse("decrees:edit", args=[decree.pk]), valid_to="10/12/2026")
    text = text_of(response)
    assert "Kỳ 12/2026 (từ ngày 25/11/2026 đến hết ngày 24/12/2026)" in text
    assert (
        "Thông tin giới thiệu Trước: ✗ Bắt buộc, chưa có tin, bài; Điểm c Điều 9 Nghị định 224/2026/NĐ-CP; cập nhật "
        "thường xuyên, không quy định số ngày Sau: ○ Cơ sở pháp lý đã hết hiệu lực từ 10/12/2026;" in text
    )
    assert "Kỳ 11/2026 (" not in text and "Các kỳ đã xem xét: 6/2026, 7/2026, 11/2026, 12/2026." in text
    decree.refresh_from_db()
    assert decree.valid_to is None
    assert press(desk, response, "confirmed").status_code == 302
    decree.refresh_from_db()
    assert decree.valid_to == day("2026-12-10")


NEW_POINT = {"article": "5", "clause": "1", "point": "a", "title": "Tin tức", "deadline_days": "3"}


def test_a_new_decree_point_by_point(desk):
    response = post(desk, reverse("decrees:add"), number="Nghị định 9/2027/NĐ-CP", valid_from="01/01/2027")
    assert "Bảng chuyên mục không thay đổi." in text_of(response)
    press(desk, response, "confirmed")
    new = Decree.objects.get(number="Nghị định 9/2027/NĐ-CP")
    typed = NEW_POINT | {"decree": new.pk, "category": category("tin-tuc-su-kien").pk}
    response = post(desk, reverse("decree_points:add"), **typed)
    text = text_of(response)
    assert "Sau: ✗ Bắt buộc, chưa có tin, bài; Điểm a khoản 1 Điều 5 Nghị định 9/2027/NĐ-CP" in text
    assert "3 ngày làm việc" in text
    assert not new.points.exists()
    press(desk, response, "confirmed")
    assert new.points.get().reference == "Điểm a khoản 1 Điều 5 Nghị định 9/2027/NĐ-CP"
    again = post(desk, reverse("decree_points:add"), **typed | {"category": category("van-ban").pk})
    assert "Điểm a khoản 1 Điều 5 Nghị định 9/2027/NĐ-CP đã được nhập." in text_of(again)
    taken = post(desk, reverse("decree_points:add"), **typed | {"category": category("gioi-thieu").pk, "point": "b"})
    assert "đã có cơ sở pháp lý: Điểm c Điều 9 Nghị định 224/2026/NĐ-CP" in text_of(taken)


def test_a_term_that_changes_is_shown_with_what_comes_late(desk, ward):
    fields = {"category": category("gioi-thieu"), "milestone_date": day("2026-11-02")}
    published(ward.unit, when="2026-11-10 08:00:00", **fields)
    point = record_of("decree_points")
    text = text_of(post(desk, reverse("decree_points:edit", args=[point.pk]), deadline_days="3"))
    assert "Trước: cập nhật thường xuyên, không quy định số ngày; 0 tin, bài đăng quá hạn" in text
    assert "Sau: 3 ngày làm việc; 1 tin, bài đăng quá hạn" in text
    assert "1 tin, bài đang ở chuyên mục “Thông tin giới thiệu” và vẫn ở đó" in text


def test_the_address_of_a_category_is_chosen_once(desk):
    response = post(desk, reverse("categories:add"), title="Người tốt, việc tốt")
    press(desk, response, "confirmed")
    new = Category.objects.get(slug="nguoi-tot-viec-tot")
    assert new.display_order == 18
    response = post(desk, reverse("categories:edit", args=[new.pk]), title="Gương sáng", slug="guong-sang")
    press(desk, response, "confirmed")
    new.refresh_from_db()
    assert (new.title, new.slug) == ("Gương sáng", "nguoi-tot-viec-tot")


def test_a_category_that_ends_goes_on_under_another(desk, ward):
    published(ward.unit, when="2026-11-10 08:00:00", category=category("chi-dao-dieu-hanh"))
    old, new = category("chi-dao-dieu-hanh"), category("tin-tuc-su-kien")
    address = reverse("categories:edit", args=[old.pk])
    refused = post(desk, address, continued_by=new.pk)
    assert "Hãy nhập từ ngày nào chuyên mục kia tiếp nối." in text_of(refused)
    response = post(desk, address, continued_by=new.pk, valid_to="01/11/2026")
    assert "Sau: không có trong bảng" in text_of(response)
    press(desk, response, "confirmed")
    assert desk.get("/tin-tuc/chuyen-muc/chi-dao-dieu-hanh/")["Location"] == "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"


@pytest.mark.parametrize("far", ["01/01/9999", "01/01/1900"])
def test_a_day_that_nobody_plans_for_costs_no_time(desk, far):
    address = reverse("decrees:add")
    with CaptureQueriesContext(connection) as queries:
        response = post(desk, address, number="Nghị định 9/2099/NĐ-CP", valid_from=far)
    assert "Bảng chuyên mục không thay đổi." in text_of(response)
    assert len(queries) < 220


@pytest.mark.parametrize("step", ["confirmed", "change", "preview"])
def test_the_last_step_is_validated_like_the_first(desk, step):
    data = {"number": "", "valid_from": "02/01/2027", "valid_to": "01/01/2027", step: "1"}
    response = desk.post(reverse("decrees:add"), data)
    assert "change-preview" not in response.content.decode()
    assert Decree.objects.count() == 3


@pytest.mark.parametrize("name", VIEWSETS)
@pytest.mark.parametrize("role", KEEPERS)
def test_nothing_is_deleted(client, ward, role, name):
    log_in(client, person(role, unit=ward.unit))
    record = record_of(name)
    assert reverse(f"{name}:delete", args=[record.pk]) not in client.get(reverse(f"{name}:index")).content.decode()
    response = client.post(reverse(f"{name}:delete", args=[record.pk]), follow=True)
    assert "Không xóa" in text_of(response)
    assert type(record).objects.filter(pk=record.pk).exists()


def test_back_to_the_form_with_what_was_typed(desk):
    response = post(desk, reverse("decrees:add"), number="Nghị định 9/2027/NĐ-CP", valid_from="01/01/2027")
    form = form_of(press(desk, response, "change"))
    assert form["number"] == "Nghị định 9/2027/NĐ-CP"
    assert Decree.objects.count() == 3
