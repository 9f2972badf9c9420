"""The first page of the back office: for each role the next thing to do, and nothing that is not theirs."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from submissions.models import ApprovalRules, Unit
from tests import factories
from tests.soup import soup_of
from tests.submissions.states import make_piece
from tests.workflow import again, submit

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
# Actor → our panels, in order.
PANELS = {
    "contributor": ["write", "unit"],
    "leader": ["leader", "write", "unit"],
    "leader_editor": ["leader", "board", "write", "unit"],
    "editor": ["board"],
    "desk": ["board"],
    "administrator": ["administrator"],
    "superuser": ["administrator"],
    "official": [],
    "accountant": [],
    "director": [],
}
# Actor → the names in the menu that are ours or Wagtail's.
MENU = {
    "contributor": {"write-news", "unit-news"},
    "leader": {"write-news", "unit-news"},
    "editor": {"board-queue", "news-archive", "images", "documents"},
    "desk": {"board-queue", "news-archive"},
    "official": set(),
}
HIDDEN = {"explorer", "images", "documents"}


def home(user):
    client = Client()
    client.force_login(again(user))
    return client.get(HOME)


def first_page(user):
    return soup_of(home(user))


@pytest.mark.parametrize("actor", PANELS)
def test_each_role_has_its_panels(cast, actor):
    panels = list(home(getattr(cast, actor)).context["panels"])
    ours = [panel.name for panel in panels if type(panel).__module__ == "submissions.desk.panels"]
    assert ours == PANELS[actor]
    assert not [panel for panel in panels if type(panel).__module__.startswith("wagtail.")]
    assert panels


@pytest.mark.parametrize("actor", MENU)
def test_the_menu_holds_what_people_come_for(cast, actor):
    from wagtail.admin.menu import admin_menu

    request = home(getattr(cast, actor)).wsgi_request
    names = {item.name for item in admin_menu.menu_items_for_request(request)}
    assert MENU[actor] <= names
    assert not (HIDDEN - MENU[actor]) & names


def test_nobody_is_left_before_an_empty_page(cast):
    group = Group.objects.create(name="Chưa giao việc")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    newcomer = factories.UserFactory(groups=[group.name])
    soup = first_page(newcomer)
    assert "liên hệ quản trị" in soup.select_one(".tb-panel").text


@pytest.mark.parametrize(("actor", "list_name"), [("contributor", "unit_list"), ("editor", "archive")])
def test_the_search_box_leads_into_our_lists(cast, actor, list_name):
    assert f'"_args": ["{reverse(f"submissions:{list_name}")}"' in home(getattr(cast, actor)).content.decode()


def test_former_member_is_told_at_the_door(cast):
    response = home(cast.expired)
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url
    form = {"username": cast.expired.username, "password": factories.PASSWORD}
    response = Client().post(reverse("wagtailadmin_login"), form)
    assert "Vui lòng liên hệ quản trị" in response.content.decode()
    form["password"] = "sai-mat-khau"
    assert "Vui lòng liên hệ quản trị" not in Client().post(reverse("wagtailadmin_login"), form).content.decode()


def test_writing_begins_with_one_tap(cast):
    button = first_page(cast.contributor).select_one("a.tb-write")
    assert button["href"] == reverse("submissions:quick_add", args=[cast.unit.pk])
    client = Client()
    client.force_login(again(cast.contributor))
    assert client.get(button["href"]).status_code == 200


def test_one_button_for_each_unit(cast):
    factories.MembershipFactory(user=cast.contributor, unit=cast.other_unit)
    buttons = first_page(cast.contributor).select("a.tb-write")
    assert [cast.unit.name in buttons[0].text, cast.other_unit.name in buttons[1].text] == [True, True]


def test_unit_that_is_no_longer_valid_gets_a_sentence_and_no_button(cast):
    Unit.objects.filter(pk=cast.unit.pk).update(valid_to=timezone.localdate())
    soup = first_page(cast.contributor)
    assert soup.select("a.tb-write") == []
    assert "không còn trong danh sách" in soup.select_one(".tb-note").text


def test_pieces_say_where_they_are_and_what_to_do(cast):
    make_piece("returned_by_board", cast)
    row = " ".join(first_page(cast.contributor).select_one(".tb-returned__piece").text.split())
    for words in ("Ban Biên tập trả lại", "Bổ sung thời gian, địa điểm.", str(cast.editor), "Sửa và trình lại"):
        assert words in row
    assert timezone.localdate().strftime("%d/%m/%Y") in row


def test_what_was_sent_back_stands_first_however_much_was_written_since(cast):
    page = make_piece("returned_by_leader", cast)
    for number in range(7):
        factories.news(cast.unit, owner=cast.contributor, title=f"Tin mới {number}").save_revision()
    links = [link["href"] for link in first_page(cast.contributor).select(".tb-row__title")]
    assert links.index(reverse("submissions:piece", args=[page.pk])) == 0
    assert len(links) == len(set(links)) == 7


@pytest.mark.parametrize(("actor", "words"), [("contributor", "Sửa và trình lại"), ("leader", "Đơn vị đang sửa")])
def test_who_sent_a_piece_back_is_not_asked_to_correct_it(cast, actor, words):
    make_piece("returned_by_leader", cast)
    row = first_page(getattr(cast, actor)).select_one(".tb-returned__piece")
    assert words in row.text
    assert bool(row.select("a.button")) is (actor == "contributor")


def test_leader_meets_what_waits_first_and_one_tap_leads_there(cast):
    page = make_piece("at_leader", cast)
    first = first_page(cast.leader).select_one(".tb-home .tb-panel")
    link = first.select_one("a.tb-row__cover")
    assert link["href"] == reverse("submissions:piece", args=[page.pk])
    for words in (page.title, cast.unit.name, str(cast.contributor)):
        assert words in link.text
    assert page.title not in first_page(cast.other_leader).text


def test_drafts_stay_with_the_unit(cast):
    page = make_piece("draft", cast)
    for actor in ("other_contributor", "other_leader", "editor", "desk", "official", "accountant", "administrator"):
        assert page.title not in first_page(getattr(cast, actor)).text, actor


def test_board_sees_how_much_waits_and_for_how_long(cast):
    make_piece("at_board", cast)
    make_piece("scheduled", cast)
    panel = " ".join(first_page(cast.desk).select_one(".tb-panel").text.split())
    assert "1 tin, bài đã chuyển Ban Biên tập" in panel
    assert "Đã hẹn giờ đăng: 1" in panel
    assert timezone.localdate().strftime("%d/%m/%Y") in panel


def test_administrator_sees_units_that_cannot_work(cast):
    gap = factories.UnitFactory(name="UBND xã Chưa Có Ai")
    panel = first_page(cast.administrator).select_one(".tb-panel")
    assert gap.name in panel.text and cast.unit.name not in panel.text
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    cast.other_unit.memberships.filter(role="leader").update(valid_to=yesterday)
    assert cast.other_unit.name in first_page(cast.administrator).select_one(".tb-panel").text


def queries_at_home(user):
    """How many queries the first page of `user` takes, after a first visit."""
    client = Client()
    client.force_login(again(user))
    client.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HOME).status_code == 200
    return len(queries)


class TestNumQueries:
    STATES = ("draft", "at_leader", "at_board", "returned_by_leader", "scheduled", "published")
    ACTORS = ("contributor", "leader", "editor", "administrator")

    @pytest.fixture(scope="class")
    @classmethod
    def with_few_pieces(cls, tell_class, cast_told):
        """{actor: queries} with one piece in each state; afterwards there are many."""

        def build():
            cast = cast_told()
            for state in cls.STATES:
                make_piece(state, cast)
            few = {actor: queries_at_home(getattr(cast, actor)) for actor in cls.ACTORS}
            for state in cls.STATES:
                make_piece(state, cast)
                factories.UnitFactory()
                submit(factories.news(cast.unit, owner=cast.contributor, title=f"Tin {state}"), cast.contributor)
            return few

        return tell_class(build)()

    @pytest.mark.parametrize("actor", ACTORS)
    def test_num_queries(self, cast, with_few_pieces, actor):
        assert queries_at_home(getattr(cast, actor)) <= with_few_pieces[actor] <= 80


def test_where_nobody_approves_the_own_piece_the_leaders_page_asks_no_more_for_each_that_waits(cast):
    rules = ApprovalRules.load()
    rules.forbids_own_piece = True
    rules.save()

    def waits(number):
        news = factories.news(cast.unit, owner=cast.contributor, title=f"Tin {number}")
        submit(news, cast.contributor)

    waits(1)
    before = queries_at_home(cast.leader)
    for number in range(2, 8):
        waits(number)
    own = factories.news(cast.unit, owner=cast.contributor, title="Tin của lãnh đạo")
    own.authors.create(name=str(cast.leader), share=100)
    own.save_revision(user=cast.contributor)
    submit(own, cast.contributor)
    assert queries_at_home(cast.leader) <= before
