"""A unit's page as its front door, and the directory of all units."""

import datetime

import pytest

from submissions.models import NewsPage, UnitContact, UnitHours, UnitLeader
from tests import factories
from tests.home.conftest import SITE
from tests.soup import soup_of

DIRECTORY = "/danh-ba/"
UNIT = "/tin-tuc/phuong-phu-thuy/"
MORNING, AFTERNOON = (datetime.time(7), datetime.time(11, 30)), (datetime.time(13, 30), datetime.time(17))


def hours(place, times, **days):
    return [
        UnitHours(place=place, opens=one, closes=other, sort_order=n, **days) for n, (one, other) in enumerate(times)
    ]


@pytest.fixture
def contact(ward):
    contact = UnitContact(
        unit=ward,
        address="21 Tôn Đức Thắng",
        telephone="0252 3821 111 (văn thư)",
        one_stop="Tầng trệt",
        reception="Sáng thứ Năm hằng tuần,\nPhòng tiếp công dân",
        hours=[
            *hours("office", [MORNING, AFTERNOON]),
            *hours("one_stop", [MORNING], first_day=5, last_day=5),
        ],
        leaders=[
            UnitLeader(name="Nguyễn Văn An", post="Chủ tịch UBND phường", telephone="0252 3821 112", sort_order=0),
            UnitLeader(name="Lê Thị Bình", post="Phó Chủ tịch UBND phường", sort_order=1),
        ],
    )
    contact.save()
    return contact


def said(element):
    return element.get_text(" ", strip=True)


def test_what_was_entered_is_shown_on_both_pages(contact, read):
    for page in (read(UNIT).select_one(".front-door"), read(DIRECTORY).select_one("#phuong-phu-thuy")):
        told = {said(row.dt): said(row.dd) for row in page.select(".contact > div")}
        assert told == {
            "Địa chỉ": "21 Tôn Đức Thắng",
            "Điện thoại": "0252 3821 111 (văn thư)",
            "Giờ làm việc": "Thứ Hai đến Thứ Sáu: 07:00–11:30, 13:30–17:00",
            "Bộ phận một cửa": "Tầng trệt Thứ Bảy: 07:00–11:30",
            "Lịch tiếp công dân": "Sáng thứ Năm hằng tuần, Phòng tiếp công dân",
        }
        assert page.select_one(".contact a")["href"] == "tel:02523821111"
        assert [said(one) for one in page.select(".leaders li")] == [
            "Nguyễn Văn An Chủ tịch UBND phường 0252 3821 112",
            "Lê Thị Bình Phó Chủ tịch UBND phường",
        ]


def test_announcements_come_first_then_the_contact_then_the_news(contact, newsroom, ward, read):
    newsroom.publish(ward, title="Lịch cắt điện", genre=NewsPage.Genre.ANNOUNCEMENT)
    parts = [part["class"][0] for part in read(UNIT).main.select(".notices, .front-door, .with-sections")]
    assert parts == ["notices", "front-door", "with-sections"]


def test_what_is_not_entered_is_nowhere(ward, read):
    assert not read(UNIT).select(".front-door, .contact, .leaders")
    assert not read(DIRECTORY).select(".contact, .leaders")
    assert ward.name in read(DIRECTORY).main.text


def test_a_unit_that_ended_is_reached_no_more(contact, ward, read):
    ward.valid_to = datetime.date(2025, 7, 1)
    ward.save()
    assert not read(UNIT).select(".front-door")
    assert ward.name not in read(DIRECTORY).main.text


def test_programs_are_told(contact, client):
    text = client.get(UNIT).text
    assert '"openingHours": ["Mo-Fr 07:00-11:30", "Mo-Fr 13:30-17:00"]' in text
    assert '"telephone": "0252 3821 111 (văn thư)"' in text
    address = soup_of(client.get(UNIT)).select_one("link[rel=manifest]")["href"]
    manifest = client.get(address).json()
    assert (manifest["name"], manifest["start_url"]) == ("UBND phường Phú Thủy", UNIT)
    assert (manifest["short_name"], manifest["display"]) == ("Phường Phú Thủy", "minimal-ui")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert client.get("/don-vi/khong-co.webmanifest").status_code == 404
    assert f"<loc>{SITE}{DIRECTORY}</loc>" in client.get("/sitemap.xml").text


def test_leaders_are_found_and_lost_by_the_search(contact, read):
    def found(words):
        return [said(hit) for hit in read(f"/tim-kiem/?q={words}").select(".hit__title")]

    assert found("lê thị bình") == found("21 tôn đức thắng") == ["UBND phường Phú Thủy"]
    contact.leaders.get(name="Lê Thị Bình").delete()
    assert found("lê thị bình") == []


def test_num_queries_of_the_directory(contact, client, django_assert_max_num_queries, django_assert_num_queries):
    client.get(DIRECTORY)
    with django_assert_max_num_queries(17) as few:
        client.get(DIRECTORY)
    before = len(few)
    for number in range(3):
        UnitContact.objects.create(unit=factories.UnitFactory(), address=f"{number} Trưng Trắc")
    with django_assert_num_queries(before):
        client.get(DIRECTORY)
