"""Lists: all news, a section, a unit; page by page, newest first."""

import datetime

import pytest
import time_machine

from submissions.models import Category, listing
from tests import factories
from tests.home.conftest import SITE

LISTS = ["/tin-tuc/", "/tin-tuc/phuong-phu-thuy/", "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"]


@pytest.fixture(scope="class")
def five_told(tell_class, newsroom_told, ward_told):
    newsroom, ward = newsroom_told(), ward_told()
    return tell_class(lambda: [newsroom.publish(ward, title=f"Tin số {number}") for number in range(1, 6)])


@pytest.fixture
def five(db, five_told, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    return five_told()


def test_the_hour_is_told_of_today_only(newsroom, ward, read):
    now = datetime.datetime(2026, 11, 27, 9, 0, tzinfo=datetime.UTC)
    with time_machine.travel(now, tick=False):
        for hours in (0, 15, 17):
            newsroom.publish(ward, at=now - datetime.timedelta(hours=hours))
        dates = [date.text for date in read("/tin-tuc/").select(".card__date")]
    assert dates == ["Hôm nay, 16:00", "Hôm nay, 01:00", "Thứ Năm, 26/11/2026"]


def titles(page):
    return [link.get_text(strip=True) for link in page.select(".rows .card__title")]


class TestFive:
    """Five pieces, two to a page."""

    @pytest.mark.parametrize("address", LISTS)
    def test_pages(self, five, read, address):
        assert titles(read(address)) == ["Tin số 5", "Tin số 4"]
        assert titles(read(f"{address}?page=2")) == ["Tin số 3", "Tin số 2"]
        assert titles(read(f"{address}?page=3")) == ["Tin số 1"]

    @pytest.mark.parametrize(
        ("asked", "shown", "canonical"),
        [("0", 3, "?page=3"), ("-1", 3, "?page=3"), ("99", 3, "?page=3"), ("abc", 1, ""), ("", 1, ""), ("1", 1, "")],
    )
    def test_what_is_no_page_leads_to_one(self, five, read, asked, shown, canonical):
        page = read(f"/tin-tuc/?page={asked}")
        assert page.select_one(".pages [aria-current]").text == str(shown)
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/tin-tuc/{canonical}"

    def test_neighbours_are_named(self, five, read):
        page = read("/tin-tuc/?page=2")
        assert page.select_one("link[rel=prev]")["href"] == f"{SITE}/tin-tuc/"
        assert page.select_one("link[rel=next]")["href"] == f"{SITE}/tin-tuc/?page=3"
        assert page.select_one(".pages a[rel=prev]")["href"] == "/tin-tuc/"
        assert page.select_one(".pages a[rel=next]")["href"] == "/tin-tuc/?page=3"
        first, last = read("/tin-tuc/"), read("/tin-tuc/?page=3")
        assert not first.select("[rel=prev]") and not last.select("[rel=next]")

    def test_pieces_of_the_same_moment_keep_their_order(self, five, newsroom, ward, read):
        moment = newsroom.moment.replace(microsecond=0)
        for piece in five:
            type(piece).objects.filter(pk=piece.pk).update(published_at=moment)
        seen = [title for number in (1, 2, 3) for title in titles(read(f"/tin-tuc/?page={number}"))]
        assert seen == [f"Tin số {number}" for number in (5, 4, 3, 2, 1)]

    def test_a_piece_taken_down_leaves_no_gap(self, five, newsroom, read):
        newsroom.take_down(five[-1])
        assert titles(read("/tin-tuc/")) == ["Tin số 4", "Tin số 3"]
        assert titles(read("/tin-tuc/?page=2")) == ["Tin số 2", "Tin số 1"]
        assert not read("/tin-tuc/").select(".pages a[href*='page=3']")


def test_each_list_holds_its_own(newsroom, ward, read):
    other = factories.UnitFactory(name="UBND phường Mũi Né", slug="phuong-mui-ne")
    newsroom.publish(ward, title="Của Phú Thủy")
    newsroom.publish(other, title="Của Mũi Né", category=Category.objects.get(slug="chi-dao-dieu-hanh"))
    assert titles(read("/tin-tuc/")) == ["Của Mũi Né", "Của Phú Thủy"]
    assert titles(read("/tin-tuc/phuong-phu-thuy/")) == ["Của Phú Thủy"]
    assert titles(read("/tin-tuc/chuyen-muc/chi-dao-dieu-hanh/")) == ["Của Mũi Né"]


def test_an_empty_list_says_so(ward, read):
    assert "Chưa có tin, bài nào" in read("/tin-tuc/chuyen-muc/gioi-thieu/").select_one(".empty").text
    assert "chưa có tin, bài nào" in read("/tin-tuc/phuong-phu-thuy/").select_one(".empty").text


@pytest.mark.parametrize("address", ["/tin-tuc/chuyen-muc/khong-co/", "/tin-tuc/chuyen-muc/", "/tin-tuc/khong-co/"])
def test_unknown_lists_are_not_found(db, client, address):
    assert client.get(address).status_code == 404


def test_a_unit_that_ended_names_its_successors(ward, read):
    successor = factories.UnitFactory(name="UBND phường Bình Thuận")
    ward.valid_to = "2025-07-01"
    ward.save()
    ward.successors.add(successor)
    note = read("/tin-tuc/phuong-phu-thuy/").select_one(".note")
    assert "01/07/2025" in note.text
    assert note.select_one("a")["href"] == f"/tin-tuc/{successor.slug}/"


def test_num_queries(newsroom, ward, client, django_assert_max_num_queries):
    newsroom.publish(ward, photo=True)
    limits = {}
    for address in LISTS:
        client.get(address)
        with django_assert_max_num_queries(20) as few:
            client.get(address)
        limits[address] = len(few)
    for _number in range(3):
        newsroom.publish(ward, photo=True)
        newsroom.publish(factories.UnitFactory(), photo=True)
    for address, limit in limits.items():
        client.get(address)
        with django_assert_max_num_queries(limit):
            client.get(address)
