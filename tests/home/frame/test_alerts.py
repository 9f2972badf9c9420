"""Urgent alerts: on every page from and to a moment, by two people of whom one is the head of the board."""

import datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from home.frame import alerts
from home.models import AlertPage, AlertsPage
from home.models.alerts import shown_now
from home.page_cache.version import current
from submissions.models import StatementRecord
from submissions.screens.refusals import Refusal
from submissions.statements import publishing
from tests import factories
from tests.soup import soup_of
from tests.statements import change, fresh, publish
from vietnamese.dates import start_of_day

NOON = start_of_day(datetime.date(2026, 11, 30)) + datetime.timedelta(hours=12)
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
WORDS = "Bão số 9: không ra khơi"


class Board:
    def __init__(self):
        self.editor, self.other = factories.editor(), factories.editor()
        self.head = factories.UserFactory(groups=["Trưởng Ban Biên tập", "Biên tập viên"])


@pytest.fixture(scope="module")
def board_told(tell):
    return tell(Board)


@pytest.fixture
def board(db, board_told):
    return board_told()


@pytest.fixture
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


def alert(*, by, title=WORDS, ends=NOON + HOUR, **fields):
    """A draft as the create view leaves it."""
    page = AlertPage(title=title, ends=ends, owner=by, **fields)
    AlertsPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return fresh(page)


@pytest.fixture
def shown(board, noon):
    return publish(alert(by=board.editor, level=3), by=board.head)


def words(client, address):
    return [one.get_text(" ", strip=True) for one in soup_of(client.get(address)).select(".alerts .alert")]


class TestTwoPeople:
    @pytest.mark.parametrize(("writer", "second"), [("editor", "head"), ("head", "editor")])
    def test_of_whom_one_is_the_head(self, board, noon, writer, second):
        page = alert(by=getattr(board, writer))
        with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
            publish(page, by=getattr(board, writer))
        assert publish(page, by=getattr(board, second)).live
        assert StatementRecord.objects.get(page=page).person == getattr(board, second)

    def test_two_others_are_told_to_leave_it_to_the_head(self, board, noon, client):
        page = alert(by=board.editor)
        with pytest.raises(Refusal, match="Trưởng Ban Biên tập"):
            publish(page, by=board.other)
        client.force_login(board.other)
        shown = client.get(reverse("statements:statement", args=[page.pk])).text
        assert "phải do Trưởng Ban Biên tập soạn hoặc đăng" in shown

    def test_the_screen_writes_a_draft(self, board, noon, client):
        client.force_login(board.editor)
        address = reverse("wagtailadmin_pages:add", args=["home", "alertpage", AlertsPage.objects.get().pk])
        typed = {"title": WORDS, "level": "3", "begins": "", "ends": "01/12/2026 18:00", "text": "", "link": ""}
        form = {**typed, "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        client.post(address, nested_form_data(form))
        page = AlertPage.objects.get()
        assert (page.live, page.title, page.level) == (False, WORDS, 3)
        told = client.post(address, nested_form_data({**form, "ends": "18/12/2026 18:00"})).text
        assert "Cảnh báo hiện tối đa 14 ngày." in told

    def test_one_withdraws_it_at_once(self, shown, board, client):
        assert len(words(client, "/")) == 1
        publishing.withdraw(pk=shown.pk, user=board.other, reason="Bão đã tan.")
        assert words(client, "/") == []
        assert client.get(shown.url).status_code == 410


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"ends": NOON}, "đã qua"),
            ({"ends": NOON + 15 * 24 * HOUR}, "tối đa 14 ngày"),
            ({"begins": NOON + 2 * HOUR, "ends": NOON + HOUR}, "sau thời điểm bắt đầu"),
            ({"ends": NOON + HOUR, "title": "Bão " * 50}, "ký tự"),
        ],
    )
    def test_by_a_sentence(self, db, noon, fields, said):
        with pytest.raises(ValidationError, match=said):
            AlertPage(**{"title": WORDS} | fields).clean()

    def test_an_end_that_passed_while_it_waited(self, board, noon):
        page = alert(by=board.editor)
        noon.move_to(NOON + HOUR)
        with pytest.raises(Refusal, match="đã qua"):
            publish(page, by=board.head)
        assert publish(change(page, by=board.editor, ends=NOON + 2 * HOUR), by=board.head).live


def test_its_form_keeps_away_from_the_edge_as_that_of_a_piece_does(board, client):
    client.force_login(board.editor)
    page = soup_of(
        client.get(reverse("wagtailadmin_pages:add", args=["home", "alertpage", AlertsPage.objects.get().pk]))
    )
    linked = [
        link["href"].removeprefix("/static/")
        for link in page.select("link[rel=stylesheet][href^='/static/submissions/']")
    ]
    rules = "".join(Path(finders.find(name)).read_text() for name in linked)
    assert not page.select(".w-tabs")
    assert "#page-edit-form:not(:has(.w-tabs)) { padding: " in rules


class TestOnEveryPage:
    def test_also_on_those_of_errors(self, shown, newsroom, ward, client):
        piece = newsroom.publish(ward)
        gone = newsroom.publish(ward, title="Bài gỡ")
        newsroom.take_down(gone)
        of_news = ("/", ward.page.url, piece.url, gone.url)
        for address in (*of_news, "/khong-co/", "/tim-kiem/?q=a", "/danh-ba/", shown.url):
            assert words(client, address) == [f"Khẩn cấp: {WORDS} (đến 13:00 30/11/2026)"], address
        (region,) = soup_of(client.get("/")).select("section.alerts[aria-label='Cảnh báo khẩn']")
        assert region.select_one("a")["href"] == shown.url
        assert not region.find_parent(["header", "main"])

    def test_the_gravest_stands_first_and_leads_where_it_says(self, shown, board, client):
        publish(alert(by=board.editor, title="Cắt nước", level=1, link="https://nuoc.example/"), by=board.head)
        assert [one.partition(":")[0] for one in words(client, "/")] == ["Khẩn cấp", "Lưu ý"]
        links = [link["href"] for link in soup_of(client.get("/")).select(".alert a")]
        assert links == [shown.url, "https://nuoc.example/"]

    def test_all_that_ever_were_are_listed(self, shown, noon, client):
        place = AlertsPage.objects.get().url
        assert "Đã hết hiệu lực" not in client.get(place).text
        noon.move_to(NOON + HOUR)
        assert "Đã hết hiệu lực" in client.get(place).text
        assert "Đã hết hiệu lực" in client.get(shown.url).text
        assert WORDS in soup_of(client.get("/tim-kiem/?q=bão")).main.get_text()


@pytest.mark.usefixtures("keeping")
class TestComesAndGoesByItself:
    """Pages are kept; nothing runs, and nobody saves anything, at the moments at which they change."""

    @pytest.fixture
    def kept(self, board, noon, newsroom, ward):
        piece = newsroom.publish(ward)
        publish(alert(by=board.editor, begins=NOON + HOUR, ends=NOON + 2 * HOUR), by=board.head)
        alerts.note_turns()
        return ["/", ward.page.url, piece.url, "/khong-co/"]

    def test_to_the_second(self, kept, noon, client):
        for moment, there in ((0 * HOUR, 0), (HOUR - SECOND, 0), (HOUR, 1), (2 * HOUR - SECOND, 1), (2 * HOUR, 0)):
            noon.move_to(NOON + moment, tick=False)
            for _again in range(2):
                assert [len(words(client, address)) for address in kept] == [there] * len(kept), moment

    def test_a_page_asks_for_none_once_the_part_is_kept(self, kept, client, django_assert_max_num_queries):
        client.get("/")
        with django_assert_max_num_queries(60) as asked:
            client.get("/danh-ba/")
        assert not [one["sql"] for one in asked.captured_queries if "home_alertpage" in one["sql"]]

    def test_the_moments_are_noted_when_it_is_published_and_withdrawn(
        self, board, noon, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            page = publish(alert(by=board.editor), by=board.head)
        before = current()
        noon.move_to(NOON + HOUR)
        assert current() != before
        assert not shown_now()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            publishing.withdraw(pk=page.pk, user=board.other, reason="Sai.")
        assert "+" not in current()
