"""Announcements that hold until a day: shown first until its end, afterwards marked where they are found."""

import datetime

import pytest
from django.test import Client

from home.page_cache import store
from submissions.models import NewsPage
from submissions.models.listing import DAYS_WITHOUT_END
from tests import factories
from tests.home.front.test_front_page import titles
from tests.soup import soup_of
from vietnamese.dates import start_of_day

LAST_DAY = datetime.date(2026, 11, 30)
NOON = start_of_day(LAST_DAY) + datetime.timedelta(hours=12)
LAST_SECOND = start_of_day(LAST_DAY) + datetime.timedelta(hours=23, minutes=59, seconds=59)
DAY = datetime.timedelta(days=1)
UNIT = "/tin-tuc/phuong-phu-thuy/"


@pytest.fixture
def announce(newsroom, ward):
    """`announce(title, at=…, holds_until=…)` publishes an announcement of the ward."""

    def announce(title, **fields):
        return newsroom.publish(ward, title=title, genre=NewsPage.Genre.ANNOUNCEMENT, **{"at": NOON - DAY} | fields)

    return announce


def boxes(client):
    """The titles in the boxes of the front page and of the unit's page."""
    return [titles(soup_of(client.get(address)), ".notice__title") for address in ("/", UNIT)]


def test_the_last_day_is_told_and_shown(client, announce, time_machine):
    time_machine.move_to(NOON)
    piece = announce("Lịch cắt điện", holds_until=LAST_DAY)
    assert boxes(client) == [["Lịch cắt điện"]] * 2
    told = "Có hiệu lực đến hết ngày 30/11/2026"
    assert all(told in soup_of(client.get(address)).text for address in ("/", UNIT, piece.url))
    assert '"expires": "2026-11-30"' in client.get(piece.url).text


@pytest.mark.usefixtures("keeping")
def test_at_midnight_it_leaves_the_boxes_by_itself(announce, time_machine, monkeypatch):
    """Both pages were kept a second before; nobody saves, publishes or runs anything in between."""
    time_machine.move_to(LAST_SECOND, tick=False)
    announce("Lịch cắt điện", holds_until=LAST_DAY)
    announce("Lịch tiêm chủng", holds_until=LAST_DAY + DAY)
    reader = Client()
    assert boxes(reader) == [["Lịch tiêm chủng", "Lịch cắt điện"]] * 2
    assert len(store.caches["pages"]._cache) > 2
    time_machine.move_to(LAST_SECOND + datetime.timedelta(seconds=1), tick=False)
    assert boxes(reader) == [["Lịch tiêm chủng"]] * 2


ALL = "/tin-tuc/thong-bao-dang-hieu-luc/"


def test_all_that_hold_stand_on_a_page_of_their_own(client, announce, newsroom, ward, time_machine):
    """The boxes have room for five; the page has the others too, and what is over leaves it like the boxes."""
    time_machine.move_to(NOON)
    announce("Không nói ngày")
    announce("Đã hết hạn", holds_until=LAST_DAY - DAY, at=NOON - 2 * DAY)
    for number in range(22):
        announce(f"Thông báo số {number + 1}", holds_until=LAST_DAY + DAY, at=NOON - datetime.timedelta(minutes=number))
    newsroom.publish(ward, title="Tin không phải thông báo")
    for address in ("/", UNIT):
        [link] = soup_of(client.get(address)).select(".notices__all a")
        assert (link["href"], link.get_text()) == (ALL, "Tất cả thông báo đang có hiệu lực")
    first = soup_of(client.get(ALL))
    assert first.h1.get_text() == "Thông báo đang có hiệu lực"
    assert [step.get_text() for step in first.select(".trail a")] == ["Trang chủ", "Tin mới"]
    assert titles(first, ".card__title") == [f"Thông báo số {number + 1}" for number in range(20)]
    assert "Có hiệu lực đến hết ngày 01/12/2026" in first.select_one(".card__date").get_text(" ", strip=True)
    [older] = first.select('.pages a[rel="next"]')
    assert titles(soup_of(client.get(older["href"])), ".card__title") == [
        "Thông báo số 21",
        "Thông báo số 22",
        "Không nói ngày",
    ]
    time_machine.move_to(NOON + 2 * DAY)
    assert titles(soup_of(client.get(ALL)), ".card__title") == ["Không nói ngày"]
    time_machine.move_to(NOON + 40 * DAY)
    assert "Hôm nay không có thông báo nào" in soup_of(client.get(ALL)).main.get_text()


def test_afterwards_it_is_found_and_marked(client, announce, newsroom, ward, time_machine):
    time_machine.move_to(NOON)
    piece = announce("Lịch cắt điện", holds_until=LAST_DAY)
    other = newsroom.publish(ward, title="Tin khác", at=NOON - DAY)
    time_machine.move_to(LAST_SECOND + DAY)
    mark = "Đã hết hiệu lực"
    assert "Lịch cắt điện" not in soup_of(client.get("/")).select_one("main").text
    for address, selector in ((UNIT, ".card"), ("/tin-tuc/", ".card"), ("/tim-kiem/?q=lịch+cắt+điện", ".hit")):
        (row,) = [row for row in soup_of(client.get(address)).select(selector) if "Lịch cắt điện" in row.text]
        assert mark in row.text, address
    head = soup_of(client.get(piece.url)).select_one(".article__head").text
    assert mark in head and "có hiệu lực đến hết ngày 30/11/2026" in head
    assert mark in soup_of(client.get(other.url)).select_one(".more").text
    assert mark not in soup_of(client.get(other.url)).select_one(".article").text


def test_without_a_last_day_it_stands_first_for_some_days(client, announce, time_machine):
    announce("Không nêu hạn", at=NOON)
    time_machine.move_to(start_of_day(LAST_DAY + DAYS_WITHOUT_END * DAY))
    assert boxes(client) == [["Không nêu hạn"]] * 2
    time_machine.move_to(start_of_day(LAST_DAY + (DAYS_WITHOUT_END + 1) * DAY))
    assert boxes(client) == [[]] * 2
    assert "hết hiệu lực" not in client.get(UNIT).text


def test_the_box_of_a_unit_has_its_own_and_stands_on_its_newest_page(client, announce, newsroom, time_machine):
    time_machine.move_to(NOON)
    announce("Của phường", holds_until=LAST_DAY)
    other = factories.UnitFactory(name="UBND xã Tiến Lợi", kind_id="commune")
    newsroom.publish(other, title="Của xã", genre=NewsPage.Genre.ANNOUNCEMENT, holds_until=LAST_DAY, at=NOON - DAY)
    assert boxes(client) == [["Của xã", "Của phường"], ["Của phường"]]
    announce("Cũ hơn", at=NOON - 40 * DAY)
    older = soup_of(client.get(f"{UNIT}?thang=10&nam=2026"))
    assert titles(older, ".card__title") == ["Cũ hơn"]
    assert not older.select(".notices")


def test_another_genre_has_no_end(client, newsroom, ward, time_machine):
    """Whatever stands in the column, as after a change by a command."""
    time_machine.move_to(NOON)
    piece = newsroom.publish(ward, title="Tin thường", holds_until=LAST_DAY - DAY, at=NOON)
    assert not piece.is_over
    assert "hiệu lực" not in client.get(piece.url).text
