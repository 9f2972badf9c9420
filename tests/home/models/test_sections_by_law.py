"""Public sections when the law changes: addresses lead on, older pieces are found, menu and feeds read today."""

import pytest
import time_machine

from submissions.models import Category
from tests.compliance.stories import at
from tests.soup import soup_of

pytestmark = pytest.mark.django_db

OLD, NEW = "/tin-tuc/chuyen-muc/lien-he-can-bo/", "/tin-tuc/chuyen-muc/gioi-thieu/"


def category(slug):
    return Category.objects.get(slug=slug)


@pytest.fixture
def hotline(newsroom, ward):
    return newsroom.publish(
        ward, title="Đường dây nóng", category=category("lien-he-can-bo"), at=at("2019-05-20 08:00:00")
    )


def read_on(client, day, address):
    with time_machine.travel(at(f"{day} 12:00:00"), tick=True):
        return client.get(address)


def test_the_address_of_a_section_leads_to_what_continues_it(client, hotline):
    before = read_on(client, "2022-08-14", OLD)
    assert before.status_code == 200 and "Đường dây nóng" in before.content.decode()
    assert "Đường dây nóng" not in read_on(client, "2022-08-14", NEW).content.decode()
    after = read_on(client, "2022-08-15", OLD)
    assert (after.status_code, after["Location"]) == (301, NEW)
    page = soup_of(read_on(client, "2022-08-15", NEW))
    assert page.h1.text == "Thông tin giới thiệu" and "Đường dây nóng" in page.main.text


def test_its_feed_goes_on_with_what_continues_it(client, hotline):
    feed = read_on(client, "2026-11-20", "/tin-moi/chuyen-muc/lien-he-can-bo.rss").content.decode()
    assert "Thông tin giới thiệu – " in feed and "Đường dây nóng" in feed


def test_a_section_that_nothing_continues_stays_where_it_is(client, newsroom, ward):
    newsroom.publish(ward, title="Công báo số 12", category=category("cong-bao"), at=at("2019-05-20 08:00:00"))
    page = read_on(client, "2026-11-20", "/tin-tuc/chuyen-muc/cong-bao/")
    assert page.status_code == 200 and "Công báo số 12" in page.content.decode()
    menu = soup_of(read_on(client, "2026-11-20", "/")).select_one("nav.menu")
    assert not menu.select('a[href*="cong-bao"]')
    found = soup_of(read_on(client, "2026-11-20", "/tim-kiem/?q=cong+bao"))
    options = {option["value"]: option.text for option in found.select("select[name=chuyen-muc] option")}
    assert options["cong-bao"].startswith("Công báo điện tử (đến hết ngày 14/08/2022)")


@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [
        ("2019-05-20", "chi-dao-dieu-hanh", "thu-tuc-hanh-chinh"),
        ("2022-08-14", "chi-dao-dieu-hanh", "thu-tuc-hanh-chinh"),
        ("2022-08-15", "thu-tuc-hanh-chinh", "chi-dao-dieu-hanh"),
        ("2026-06-30", "van-ban", "cong-khai-thong-tin"),
        ("2026-07-01", "cong-khai-thong-tin", "van-ban"),
    ],
)
def test_the_menu_has_what_binds_today_and_news_always(client, day, there, not_there):
    menu = str(soup_of(read_on(client, day, "/")).select_one("nav.menu"))
    assert f"chuyen-muc/{there}/" in menu and f"chuyen-muc/{not_there}/" not in menu
    assert "chuyen-muc/tin-tuc-su-kien/" in menu


def test_a_search_in_a_section_finds_what_it_continues(client, newsroom, ward, hotline):
    newsroom.publish(ward, title="Đường dây mới", category=category("gioi-thieu"), at=at("2026-11-02 08:00:00"))
    for asked in ("gioi-thieu", "lien-he-can-bo"):
        page = soup_of(read_on(client, "2026-11-20", f"/tim-kiem/?q=duong+day&chuyen-muc={asked}"))
        assert "Đường dây nóng" in page.main.text and "Đường dây mới" in page.main.text
        assert page.select_one("select[name=chuyen-muc] option[selected]")["value"] == "gioi-thieu"
    options = {option["value"]: option.text for option in page.select("select[name=chuyen-muc] option")}
    assert "lien-he-can-bo" not in options
    assert "2" in options["gioi-thieu"]
    before = soup_of(read_on(client, "2022-08-14", "/tim-kiem/?q=duong+day&chuyen-muc=lien-he-can-bo"))
    assert "Đường dây nóng" in before.main.text and "Đường dây mới" not in before.main.text


def test_the_site_map_has_sections_of_before(client, newsroom, ward, hotline):
    newsroom.publish(ward, title="Công báo số 12", category=category("cong-bao"), at=at("2019-05-20 08:00:00"))
    tree = soup_of(read_on(client, "2026-11-20", "/so-do-trang/")).select_one(".tree")
    text = " ".join(tree.get_text().split())
    assert "Công báo điện tử kết thúc ngày 15/08/2022" in text
    assert "(nay là Thông tin giới thiệu)" in text
    assert tree.select_one('a[href="/tin-tuc/chuyen-muc/cong-bao/"]')
    assert "Chuyên mục trước đây" not in read_on(client, "2022-08-14", "/so-do-trang/").text
