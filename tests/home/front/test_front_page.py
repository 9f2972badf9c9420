"""The front page as a citizen gets it."""

import pytest

from home.front import front_page as front
from submissions.models import Category, Locality, NewsPage, UnitKind
from tests import factories


def titles(page, selector):
    return [link.get_text(strip=True) for link in page.select(selector)]


def test_an_empty_city_says_so(db, read):
    page = read("/")
    assert "Chưa có tin, bài nào" in page.select_one("main").text
    assert not page.select(".lead, .strip, .section, .notices")


def test_the_lead_story_is_the_newest_with_a_photo(newsroom, ward, read):
    newsroom.publish(ward, title="Có ảnh, cũ hơn", photo=True)
    newsroom.publish(ward, title="Có ảnh, mới hơn", photo=True)
    newsroom.publish(ward, title="Mới nhất, không ảnh")
    page = read("/")
    assert titles(page, ".lead__title") == ["Có ảnh, mới hơn"]
    assert titles(page, ".latest .card__title") == ["Mới nhất, không ảnh", "Có ảnh, cũ hơn"]
    photo = page.select_one(".lead__photo img")
    assert photo["alt"] == "Đoàn viên ra quân"
    assert "loading" not in photo.attrs
    assert all(card["loading"] == "lazy" for card in page.select(".card img"))


def test_without_any_photo_the_newest_leads(newsroom, ward, read):
    newsroom.publish(ward, title="Cũ")
    newsroom.publish(ward, title="Mới")
    page = read("/")
    assert titles(page, ".lead__title") == ["Mới"]
    assert not page.select(".lead__photo")


def test_sections_show_what_the_latest_do_not(newsroom, ward, read):
    direction = Category.objects.get(slug="chi-dao-dieu-hanh")
    for number in range(front.PER_SECTION + 1):
        newsroom.publish(ward, title=f"Chỉ đạo {number}", category=direction)
    newsroom.publish(ward, title="Tin của phường", category=direction)
    for number in range(front.LATEST):
        newsroom.publish(ward, title=f"Tin {number}")
    (section,) = read("/").select(".section")
    assert titles(section, "h2") == ["Thông tin chỉ đạo, điều hành"]
    assert section.select_one("h2 a")["href"] == "/tin-tuc/chuyen-muc/chi-dao-dieu-hanh/"
    assert titles(section, ".card__title") == ["Chỉ đạo 3", "Chỉ đạo 2", "Chỉ đạo 1"]


def test_the_strip_has_one_piece_of_each_ward_and_commune(newsroom, ward, read):
    commune = factories.UnitFactory(name="UBND xã Tiến Lợi", kind_id="commune")
    division = factories.UnitFactory(name="Phòng Nội vụ", kind_id="division")
    newsroom.publish(ward, title="Phường cũ")
    newsroom.publish(ward, title="Phường mới")
    newsroom.publish(commune, title="Tin của xã")
    newsroom.publish(commune, title="Thông báo của xã", genre=NewsPage.Genre.ANNOUNCEMENT)
    for number in range(front.LATEST):
        newsroom.publish(division, title=f"Tin của phòng {number}")
    page = read("/")
    assert titles(page, ".strip__title") == ["Tin của xã", "Phường mới"]
    assert titles(page, ".strip .kicker") == ["Xã Tiến Lợi", "Phường Phú Thủy"]


def test_no_piece_stands_twice(newsroom, ward, read):
    """Each would fit into every place: the newest of its ward and of its section."""
    commune = factories.UnitFactory(name="UBND xã Tiến Lợi", kind_id="commune")
    for number in range(front.LATEST + front.PER_SECTION + 2):
        newsroom.publish((ward, commune)[number % 2], title=f"Tin {number}")
        newsroom.publish(ward, title=f"Thông báo {number}", genre=NewsPage.Genre.ANNOUNCEMENT)
    page = read("/")
    shown = [link["href"] for link in page.select("main :is(.lead, .notice, .card, .strip li) :is(h2, h3) a")]
    assert sorted(shown) == sorted(set(shown))
    assert len(shown) == front.LATEST + front.NOTICES + len(["ward", "commune"]) + front.PER_SECTION
    assert titles(page, ".lead__title, .latest .card__title") == [f"Tin {number}" for number in (9, 8, 7, 6, 5)]
    assert titles(page, ".strip__title") == ["Tin 4", "Tin 3"]
    assert titles(page, ".section .card__title") == ["Thông báo 4", "Thông báo 3", "Thông báo 2"]


def test_announcements_alone_are_a_front_page(newsroom, ward, read):
    newsroom.publish(ward, title="Lịch cắt điện", genre=NewsPage.Genre.ANNOUNCEMENT)
    page = read("/")
    assert titles(page, ".notice__title") == ["Lịch cắt điện"]
    assert not page.select(".empty, .lead, .latest, .strip")


def test_announcements_stand_beside(newsroom, ward, read):
    newsroom.publish(ward, title="Lịch cắt điện", genre=NewsPage.Genre.ANNOUNCEMENT)
    newsroom.publish(ward, title="Tin thường")
    assert titles(read("/"), ".notice__title") == ["Lịch cắt điện"]


def test_units_stand_in_the_menu_in_blocks_and_protocol_order(read, ward):
    factories.UnitFactory(name="Phòng Y tế", kind_id="division", display_order=900)
    factories.UnitFactory(name="Đài Truyền thanh", kind_id="radio", display_order=901)
    factories.UnitFactory(name="UBND xã cũ", kind_id="commune", valid_to="2020-01-01")
    (directory,) = read("/").select(".menu li:has(.units)")
    assert titles(directory, ".units__block") == ["Các cơ quan, đơn vị thuộc UBND thành phố", "UBND các phường"]
    assert titles(directory, ".units li") == ["Phòng Y tế", "Đài Truyền thanh", "UBND phường Phú Thủy"]


def test_a_new_kind_of_unit_has_its_own_heading_and_place(newsroom, ward, read):
    quarter = UnitKind.objects.create(
        name="Khu phố", code="khu-pho", block="Khu phố", plural="Các khu phố", is_locality=True, sort_order=0
    )
    UnitKind.objects.filter(code="division").update(sort_order=7)
    newsroom.publish(factories.UnitFactory(name="Khu phố 1", kind_id=quarter.code), title="Tin của khu phố")
    for number in range(front.LATEST):
        newsroom.publish(ward, title=f"Tin {number}")
    locality = Locality.load()
    locality.localities = "Từ các khu phố"
    locality.suppliers = "khu phố, trường học"
    locality.save()
    page = read("/")
    assert titles(page, ".menu .units__block") == ["Các khu phố", "UBND các phường"]
    (strip,) = page.select(".strip")
    assert titles(strip, "h2") == ["Từ các khu phố"]
    assert "Tin của khu phố" in strip.get_text()
    assert "Từ các khu phố, trường học; mới nhất ở trên." in read("/tin-tuc/").get_text()


def test_a_kind_that_is_called_otherwise_is_found_by_its_new_name(ward, read):
    kind = ward.kind
    kind.name = "Địa bàn"
    kind.save()
    assert ward.name in read("/tim-kiem/?q=địa bàn").select_one("main").get_text()


@pytest.mark.parametrize(
    "address", ["/", "/tin-tuc/", "/tin-tuc/phuong-phu-thuy/", "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"]
)
def test_what_is_not_live_is_nowhere(newsroom, ward, client, address):
    unseen = newsroom.unseen(ward)
    text = client.get(address).content.decode()
    assert "Tiêu đề đã duyệt" in text
    assert [title for title in unseen if title in text] == []


def test_num_queries(newsroom, ward, client, django_assert_max_num_queries):
    direction = Category.objects.get(slug="chi-dao-dieu-hanh")
    newsroom.publish(ward, photo=True)
    newsroom.publish(ward, photo=True, category=direction)
    client.get("/")
    with django_assert_max_num_queries(20) as few:
        client.get("/")
    before = len(few)
    for number in range(3):
        other = factories.UnitFactory()
        newsroom.publish(other, photo=True, genre=NewsPage.Genre.ANNOUNCEMENT)
        newsroom.publish(other, photo=True, category=Category.objects.all()[number])
    client.get("/")
    with django_assert_max_num_queries(before):
        client.get("/")
