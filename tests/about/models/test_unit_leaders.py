"""The leaders of a unit on its own page: from the page of leaders that two people publish, with their portraits."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from about.models import Leader, LeadersPage
from about.photos.drawing import draw_missing
from submissions.models import UnitContact, UnitLeader
from submissions.statements import publishing
from tests import factories, statements
from tests.about import pages
from tests.soup import soup_of, words_of
from vietnamese.dates import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")


def portrait(ward, **fields):
    return factories.photo(ward, file=factories.picture_file(size=(300, 400)), **fields)


def row(name="Lê Thị Hạnh", post="Chủ tịch UBND phường", **fields):
    return {"name": name, "post": post, **fields}


def shown(client, unit):
    """The leaders on the page of `unit`: [element]."""
    return soup_of(client.get(unit.page.url)).main.select(".leaders > li")


def test_portrait_and_post_stand_on_the_page_of_the_unit(client, board, ward):
    other = factories.UnitFactory()
    page = pages.leaders(
        board, row(unit=ward, portrait=portrait(ward)), row("Trần Văn Thành", "Chủ tịch UBND thành phố")
    )
    (leader,) = shown(client, ward)
    assert words_of(leader) == "Lê Thị Hạnh Chủ tịch UBND phường"
    assert leader.img["alt"] == "Chân dung Lê Thị Hạnh"
    assert (leader.img["width"], leader.img["height"], leader.img["loading"]) == ("240", "320", "lazy")
    assert shown(client, other) == []
    assert len(soup_of(client.get(page.url)).main.select("article")) == 2


def test_words_of_the_board_for_who_cannot_see_it(client, board, ward):
    pages.leaders(board, row(unit=ward, portrait=portrait(ward), portrait_alt="Bà Hạnh trong lễ nhậm chức"))
    assert shown(client, ward)[0].img["alt"] == "Bà Hạnh trong lễ nhậm chức"


def test_the_register_gives_who_is_not_published_and_how_to_reach_who_is(client, board, ward):
    contact = UnitContact(unit=ward, address="3 Trần Hưng Đạo")
    contact.leaders = [
        UnitLeader(name="LÊ THỊ  HẠNH", post="Chủ tịch", telephone="0252 000 111", sort_order=0),
        UnitLeader(name="Võ Minh Quân", post="Phó Chủ tịch", telephone="0252 000 112", sort_order=1),
    ]
    contact.save()
    assert [one.img for one in shown(client, ward)] == [None, None]
    pages.leaders(board, row(unit=ward, portrait=portrait(ward), email="hanh@phanthiet.example"))
    first, second = shown(client, ward)
    assert [link["href"] for link in first.select("a")] == ["tel:0252000111", "mailto:hanh@phanthiet.example"]
    assert "Lê Thị Hạnh Chủ tịch UBND phường" in words_of(first)
    assert (second.img, second.strong.get_text()) == (None, "Võ Minh Quân")


def test_nobody_is_shown_where_nobody_is_entered(client, board, ward):
    assert "Lãnh đạo" not in words_of(soup_of(client.get(ward.page.url)).main)
    pages.leaders(board, row(unit=ward))
    (leader,) = shown(client, ward)
    assert (leader.img, words_of(leader)) == (None, "Lê Thị Hạnh Chủ tịch UBND phường")


def test_no_draft_no_ended_term_and_nothing_withdrawn(client, board, ward):
    writer, second = board
    before = row("Cũ", unit=ward, term_to=today() - datetime.timedelta(days=1))
    draft = pages.draft(LeadersPage, by=writer, rows={"leaders": [row(unit=ward), before]})
    assert shown(client, ward) == []
    page = statements.publish(draft, by=second)
    assert [one.strong.get_text() for one in shown(client, ward)] == ["Lê Thị Hạnh"]
    text = page.get_latest_revision_as_object()
    text.leaders.create(**row("Chưa đăng", unit=ward))
    text.save_revision(user=writer)
    assert [one.strong.get_text() for one in shown(client, ward)] == ["Lê Thị Hạnh"]
    publishing.withdraw(pk=page.pk, user=second, reason="Sai tên.")
    assert shown(client, ward) == []


def test_nobody_leads_a_unit_that_has_ended(client, board, ward):
    pages.leaders(board, row(unit=ward))
    ward.valid_to = datetime.date(2020, 1, 1)
    ward.save()
    assert shown(client, ward) == []


def test_nothing_is_drawn_for_it(client, board, ward):
    """The worker draws the sizes of the page of leaders: the page of the unit shows the same files."""
    photo = portrait(ward)
    page = pages.leaders(board, row(unit=ward, portrait=photo))
    draw_missing(page)
    drawn = set(photo.renditions.values_list("pk", flat=True))
    assert shown(client, ward)[0].img
    assert set(photo.renditions.values_list("pk", flat=True)) == drawn


@pytest.mark.usefixtures("keeping")
def test_a_page_that_was_kept_shows_the_new_leader(client, board, ward, django_capture_on_commit_callbacks):
    page = pages.leaders(board, row(unit=ward))
    assert [one.strong.get_text() for one in shown(client, ward)] == ["Lê Thị Hạnh"]
    text = page.get_latest_revision_as_object()
    text.leaders = [Leader(**row("Phan Thanh Tùng", unit=ward))]
    text.save_revision(user=board[0])
    assert [one.strong.get_text() for one in shown(client, ward)] == ["Lê Thị Hạnh"]
    with django_capture_on_commit_callbacks(execute=True):
        page = statements.publish(statements.fresh(page), by=board[1])
    assert [one.strong.get_text() for one in shown(client, ward)] == ["Phan Thanh Tùng"]
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(pk=page.pk, user=board[1], reason="Sai tên.")
    assert shown(client, ward) == []


def test_num_queries(client, board, ward):
    def queries():
        client.get(ward.page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(ward.page.url)
        return len(counted)

    page = pages.leaders(board, row(unit=ward, portrait=portrait(ward)))
    few = queries()
    text = page.get_latest_revision_as_object()
    for number in range(8):
        text.leaders.create(**row(f"Người {number}", unit=ward, portrait=portrait(ward, title=str(number))))
    text.save_revision(user=board[0])
    statements.publish(statements.fresh(page), by=board[1])
    assert len(shown(client, ward)) == 9
    assert queries() == few
