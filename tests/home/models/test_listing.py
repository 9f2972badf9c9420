"""Lists: all news, a section, a unit; newest first, page by page, each as dear as the first."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from submissions.models import Category, listing
from tests import factories
from tests.home.conftest import SITE
from tests.soup import soup_of

LISTS = ["/tin-tuc/", "/tin-tuc/phuong-phu-thuy/", "/tin-tuc/chuyen-muc/tin-tuc-su-kien/"]


@pytest.fixture
def walk(read):
    """`walk(address, "next")` reads from page to page as far as there are links of that kind: {address: page}."""

    def walk(address, kind):
        pages = {}
        while address and address not in pages:
            pages[address] = read(address)
            link = pages[address].select_one(f".pages a[rel={kind}]")
            address = link and link["href"]
        return pages

    return walk


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
    def test_there_and_back_shows_each_once(self, five, walk, address):
        there = walk(address, "next")
        assert [titles(page) for page in there.values()] == [
            ["Tin số 5", "Tin số 4"],
            ["Tin số 3", "Tin số 2"],
            ["Tin số 1"],
        ]
        back = walk(list(there)[-1], "prev")
        assert list(back) == list(reversed(there))
        assert list(back)[-1] == address

    @pytest.mark.parametrize("asked", ["truoc=", "truoc=abc", "truoc=0", "truoc=-1", "truoc=٣", "truoc=" + "9" * 40])
    @pytest.mark.parametrize("others", ["", "&thang=13&nam=2026", "&thang=1&nam=0", "&nam=2026", "&thang=2&nam=99999"])
    def test_what_names_no_place_is_the_newest_page(self, five, read, asked, others):
        page = read(f"/tin-tuc/?{asked}{others}")
        assert titles(page) == ["Tin số 5", "Tin số 4"]
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/tin-tuc/"

    def test_a_draft_is_no_place(self, five, newsroom, ward, read):
        """Nobody finds out by counting which pieces there are."""
        draft = factories.news(ward, owner=newsroom.people_of(ward)[0], title="Bản nháp")
        assert titles(read(f"/tin-tuc/?truoc={draft.pk}")) == ["Tin số 5", "Tin số 4"]

    def test_neighbours_are_named(self, five, read):
        first = read("/tin-tuc/")
        second = f"?truoc={five[3].pk}"
        assert not first.select("[rel=prev]")
        assert first.select_one("link[rel=next]")["href"] == f"{SITE}/tin-tuc/{second}"
        page = read(f"/tin-tuc/{second}")
        assert page.select_one("link[rel=prev]")["href"] == f"{SITE}/tin-tuc/"
        assert page.select_one("link[rel=next]")["href"] == f"{SITE}/tin-tuc/?truoc={five[1].pk}"
        assert page.select_one(".pages a[rel=prev]")["href"] == "/tin-tuc/"
        last = read(f"/tin-tuc/?truoc={five[1].pk}")
        assert last.select_one(".pages a[rel=prev]")["href"] == f"/tin-tuc/{second}"
        assert not last.select("[rel=next]")

    def test_search_engines_keep_the_newest_page_and_the_ends_of_months(self, five, read):
        """What begins behind a piece shows other pieces tomorrow under another address: followed, not listed."""
        for address, listed in (("", True), (f"?truoc={five[2].pk}", False)):
            page = read(f"/tin-tuc/{address}")
            canonical, robots = page.select("link[rel=canonical]"), page.select("meta[name=robots]")
            assert ([one["href"] for one in canonical] == [f"{SITE}/tin-tuc/{address}"]) is listed
            assert [one["content"] for one in robots] == ([] if listed else ["noindex, follow"])

    def test_pieces_of_the_same_moment_keep_their_order(self, five, newsroom, walk):
        moment = newsroom.moment.replace(microsecond=0)
        for piece in five:
            type(piece).objects.filter(pk=piece.pk).update(published_at=moment)
        there = walk("/tin-tuc/", "next")
        seen = [title for page in there.values() for title in titles(page)]
        assert seen == [f"Tin số {number}" for number in (5, 4, 3, 2, 1)]
        assert list(walk(list(there)[-1], "prev")) == list(reversed(there))

    def test_what_is_published_between_two_pages_moves_nothing(self, five, newsroom, ward, read):
        older = read("/tin-tuc/").select_one(".pages a[rel=next]")["href"]
        newsroom.publish(ward, at=timezone.now(), title="Tin số 6")
        page = read(older)
        assert titles(page) == ["Tin số 3", "Tin số 2"]
        back = page.select_one(".pages a[rel=prev]")["href"]
        # Three are newer now: the page before holds the two next to this one.
        assert titles(read(back)) == ["Tin số 5", "Tin số 4"]
        assert titles(read(read(back).select_one(".pages a[rel=prev]")["href"])) == ["Tin số 6", "Tin số 5"]

    def test_what_is_taken_down_between_two_pages_loses_nothing(self, five, newsroom, read):
        older = read("/tin-tuc/").select_one(".pages a[rel=next]")["href"]
        newsroom.take_down(five[3])
        assert titles(read(older)) == ["Tin số 3", "Tin số 2"]
        assert titles(read("/tin-tuc/")) == ["Tin số 5", "Tin số 3"]

    def test_behind_the_oldest_is_the_way_back(self, five, read):
        page = read(f"/tin-tuc/?truoc={five[0].pk}")
        assert page.select_one(".empty").text == "Không còn tin, bài nào cũ hơn."
        assert page.select_one(".pages a[rel=prev]")["href"] == f"/tin-tuc/?truoc={five[2].pk}"


class TestNumbersOfBefore:
    """Lists once had numbered pages: what was kept as a bookmark leads to where that page begins now."""

    @pytest.mark.parametrize("address", LISTS)
    def test_lead_to_the_same_pieces(self, five, client, read, address):
        response = client.get(f"{address}?page=2")
        assert (response.status_code, response["Location"]) == (302, f"{address}?truoc={five[3].pk}")
        assert titles(read(response["Location"])) == ["Tin số 3", "Tin số 2"]

    @pytest.mark.parametrize("number", ["4", "100", "101", "4000", "9" * 18])
    def test_too_high_leads_to_the_newest(self, five, client, django_assert_max_num_queries, number):
        client.get("/tin-tuc/")
        with django_assert_max_num_queries(6):
            response = client.get(f"/tin-tuc/?page={number}")
        assert (response.status_code, response["Location"]) == (302, "/tin-tuc/")

    @pytest.mark.parametrize("number", ["", "0", "1", "-1", "abc", "9" * 400])
    def test_no_number_of_a_page_behind_the_first(self, five, read, number):
        page = read(f"/tin-tuc/?page={number}")
        assert titles(page) == ["Tin số 5", "Tin số 4"]
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/tin-tuc/"


class TestMonths:
    """Three pieces of three months and two years; two to a page."""

    @pytest.fixture
    def read_on(self, db, newsroom, ward, read, monkeypatch):
        monkeypatch.setattr(listing, "PAGE_SIZE", 2)
        # The last minute of March here is still March: in Greenwich it is not even evening.
        for title, at in (
            ("Tháng 12", "2024-12-10T09:00+07:00"),
            ("Tháng 3", "2025-03-31T23:59:59.999999+07:00"),
            ("Tháng 4", "2025-04-01T00:00+07:00"),
        ):
            newsroom.publish(ward, title=title, at=datetime.datetime.fromisoformat(at))
        with time_machine.travel(datetime.datetime(2026, 11, 27, 2, 0, tzinfo=datetime.UTC), tick=False):
            yield lambda asked: read(f"/tin-tuc/{asked}")

    def test_begins_with_the_last_of_the_month(self, read_on):
        page = read_on("?thang=3&nam=2025")
        assert titles(page) == ["Tháng 3", "Tháng 12"]
        assert page.select_one(".pages a[rel=prev]")["href"] == "/tin-tuc/"
        assert not page.select(".pages a[rel=next]")
        assert "Đăng từ 31/03/2025 trở về trước." in page.select_one(".listing-head").text
        assert "(từ 31/03/2025 trở về trước)" in page.title.text
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/tin-tuc/?thang=3&nam=2025"

    def test_a_month_without_pieces_begins_before_it(self, read_on):
        assert titles(read_on("?thang=2&nam=2025")) == ["Tháng 12"]

    def test_before_the_first_there_is_nothing(self, read_on):
        page = read_on("?thang=11&nam=2024")
        assert page.select_one(".empty").text == "Không còn tin, bài nào cũ hơn."
        assert titles(read_on(page.select_one(".pages a[rel=prev]")["href"].removeprefix("/tin-tuc/"))) == [
            "Tháng 3",
            "Tháng 12",
        ]

    def test_of_this_month_on_it_is_the_list_itself(self, read_on):
        page = read_on("?thang=12&nam=2026")
        assert titles(page) == ["Tháng 4", "Tháng 3"]
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}/tin-tuc/"

    def test_what_can_be_chosen(self, read_on):
        """A form without a script: the years since the first piece, this page's month chosen."""
        form = read_on("?thang=3&nam=2025").select_one(".pages form")
        assert [option.text for option in form.select("[name=nam] option")] == ["2026", "2025", "2024"]
        assert len(form.select("[name=thang] option")) == 12
        assert [option.text for option in form.select("[selected]")] == ["3", "2025"]
        assert (form["action"], form["method"]) == ("/tin-tuc/", "get")
        assert [option.text for option in read_on("").select(".pages form [selected]")] == ["4", "2025"]


def test_a_list_of_one_page_offers_no_other(newsroom, ward, read):
    newsroom.publish(ward)
    assert not read("/tin-tuc/").select(".pages")


MANY = 1_000


@pytest.fixture(scope="class")
def many_told(tell_class, newsroom_told, ward_told):
    newsroom, ward = newsroom_told(), ward_told()

    def told():
        first = newsroom.publish(ward, at=newsroom.moment - datetime.timedelta(days=3650))
        hours = [datetime.timedelta(hours=n) for n in range(MANY)]
        made = factories.published_like(first, [{"at": first.published_at + n, "title": "Tin"} for n in hours])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return [made[-21], made[25]]

    return tell_class(told)


class TestDeep:
    """The last of many pages costs as the second: as many statements, as many rows read."""

    @pytest.fixture
    def places(self, db, many_told):
        return [f"?truoc={piece.pk}" for piece in many_told()]

    @pytest.mark.parametrize("address", LISTS)
    def test_as_many_statements(self, places, client, address, django_assert_num_queries):
        near, deep = places
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            assert len(titles(soup_of(client.get(address + near)))) == 20
        with django_assert_num_queries(len(statements)):
            assert len(titles(soup_of(client.get(address + deep)))) == 20

    @pytest.mark.sqlite
    @pytest.mark.parametrize("address", LISTS)
    def test_as_many_rows(self, places, client, address):
        near, deep = (work_of(statements_of(client, address + place)) for place in places)
        assert deep <= near * 1.1
        assert deep < MANY / 2  # or it could not tell


def statements_of(client, address):
    """The statements about news that the page at `address` is made with: [(sql, parameters)]."""
    asked = []

    def note(execute, sql, parameters, many, context):
        if "submissions_newspage" in sql:
            asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    client.get(address)
    with connection.execute_wrapper(note):
        client.get(address)
    return asked


def work_of(statements):
    """What SQLite does for `statements` (int), in tens of steps of its machine."""
    steps = []
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: steps.append(1), 10)
    try:
        with connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
                cursor.fetchall()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return len(steps)


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
        with django_assert_max_num_queries(21) as few:
            client.get(address)
        limits[address] = len(few)
    for _number in range(3):
        newsroom.publish(ward, photo=True)
        newsroom.publish(factories.UnitFactory(), photo=True)
    for address, limit in limits.items():
        client.get(address)
        with django_assert_max_num_queries(limit):
            client.get(address)
