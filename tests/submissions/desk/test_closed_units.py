"""A unit that is closed while its pieces are on their way: they are found, and marked."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import Unit
from tests import factories
from tests.soup import soup_of
from tests.submissions.piece_pages import page_of, signed_in
from tests.submissions.states import make_piece
from tests.workflow import again, submit

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
QUEUE = reverse("submissions:board_queue")
LEFT = f"{QUEUE}?xem=don-vi-da-dong"
UNFINISHED = ("at_board", "returned_by_board", "cleared", "published_at_board", "published_at_leader")
FINISHED = ("published", "taken_down", "scheduled")


def soup_at(user, address):
    return opened(signed_in(again(user)).get(address))


def opened(response):
    assert response.status_code == 200
    return soup_of(response)


def keys(soup):
    links = soup.select("a.tb-row__title")
    return {int(link["href"].rstrip("/").rsplit("/", 1)[-1]) for link in links}


def close(unit, *, day=None):
    Unit.objects.filter(pk=unit.pk).update(valid_to=day or timezone.localdate())


class TestLeft:
    """With a piece in each state; `left` has the keys of those that are not finished."""

    @pytest.fixture(scope="class")
    @classmethod
    def left(cls, tell_class, cast_told):
        cast = cast_told()
        pieces = tell_class(lambda: {state: make_piece(state, cast) for state in (*UNFINISHED, *FINISHED)})()
        return {pieces[state].pk for state in UNFINISHED}

    @pytest.mark.parametrize("actor", ["desk", "editor"])
    def test_what_a_closed_unit_left_is_a_heap_of_the_queue(self, cast, left, actor):
        assert keys(soup_at(getattr(cast, actor), LEFT)) == set()
        assert not soup_at(getattr(cast, actor), QUEUE).select(f'.tb-tabs a[href="{LEFT}"]')
        close(cast.unit)
        assert keys(soup_at(getattr(cast, actor), LEFT)) == left
        assert soup_at(getattr(cast, actor), QUEUE).select_one(f'.tb-tabs a[href="{LEFT}"] .tb-badge').text == "5"
        panel = soup_at(getattr(cast, actor), HOME).select_one(".tb-panel")
        note = panel.select_one(f'.tb-note a[href="{LEFT}"]')
        assert note.text == "5 tin, bài chưa xong của đơn vị đã kết thúc hoạt động"

    def test_num_queries(self, cast, left, django_assert_max_num_queries):
        client = signed_in(cast.desk)
        close(cast.unit)
        client.get(LEFT)
        with django_assert_max_num_queries(60) as few:
            client.get(LEFT)
        for state in UNFINISHED:
            make_piece(state, cast)
        close(cast.other_unit)
        with django_assert_max_num_queries(len(few)):
            assert keys(opened(client.get(LEFT))) > left


def test_the_piece_says_since_when_and_who_took_over(cast):
    page = make_piece("at_board", cast)
    day = timezone.localdate() - datetime.timedelta(days=3)
    close(cast.unit, day=day)
    cast.unit.successors.add(cast.other_unit)
    sentence = f"Đơn vị kết thúc hoạt động từ ngày {day:%d/%m/%Y}. Đơn vị kế thừa: {cast.other_unit.name}."
    for address in (QUEUE, LEFT, reverse("submissions:archive")):
        assert soup_at(cast.desk, address).select_one(".tb-row .tb-note").text.strip() == sentence
    where = soup_of(page_of(again(cast.desk), page)).select_one(".tb-where")
    assert sentence in where.text


def test_a_unit_that_closes_tomorrow_and_a_finished_piece_have_no_mark(cast):
    make_piece("published", cast)
    close(cast.unit)
    assert not soup_at(cast.desk, reverse("submissions:archive")).select(".tb-row .tb-note")
    close(cast.unit, day=timezone.localdate() + datetime.timedelta(days=1))
    make_piece("at_board", cast)
    assert not soup_at(cast.desk, QUEUE).select(".tb-row .tb-note")
    assert not soup_at(cast.desk, HOME).select(".tb-panel .tb-note")


def test_what_waits_with_the_leader_of_a_closed_unit_is_told_as_a_number_only(cast):
    page = make_piece("at_leader", cast)
    submit(factories.news(cast.unit, owner=cast.contributor, title="Bài thứ hai chờ duyệt"), cast.contributor)
    factories.news(cast.unit, owner=cast.contributor, title="Nháp chưa trình")
    close(cast.unit)
    panel = soup_at(cast.desk, HOME).select_one(".tb-panel")
    note = " ".join(panel.select_one(".tb-note").text.split())
    assert note == f"{cast.unit.name} đã kết thúc hoạt động; còn 2 tin, bài chờ lãnh đạo đơn vị duyệt."
    assert page.title not in panel.text
    assert keys(soup_at(cast.desk, LEFT)) == set()
