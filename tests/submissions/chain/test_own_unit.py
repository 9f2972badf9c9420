"""Who is of the board and of a piece's unit at once corrects what is published by no way alone (docs/rights.md)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from submissions.models import BoardVersion, UnitMembership
from submissions.rights import positions
from submissions.rights.stages import Stage, has_unit_draft, stage_of
from tests import factories
from tests.soup import soup_of
from tests.submissions import attempts
from tests.submissions.piece_pages import act, page_of, told
from tests.submissions.states import make_piece
from tests.workflow import approve_as, edit, fresh, submit

pytestmark = pytest.mark.django_db
TOLD = ("published", "published_unit_draft", "published_at_board", "taken_down", "cleared")
WHO = ("leader_editor", "contributor_editor")
ASK = "hoặc đề nghị một biên tập viên khác của Ban Biên tập đính chính"
ANOTHER = "không tự đăng; một biên tập viên khác của Ban Biên tập đăng"


def publication(page):
    page = fresh(page)
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.publish").count()
    return page.live, page.title if page.live else "", page.live_revision_id, entries, page.approved_schedule


def revert(client, page):
    first = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    return client.post(address, attempts.edit_form(page) | {"action-publish": "action-publish"})


def publish_in_editor(client, page):
    return attempts.button("action-publish")(client, page)


def schedule_in_editor(client, page):
    return attempts.button("action-publish", go_live_at=attempts.tomorrow())(client, page)


def on_its_page(name, **data):
    def post(client, page):
        position = positions.reading_position(fresh(page))
        return client.post(reverse(f"submissions:{name}", args=[page.pk]), {"position": position, **data})

    return post


def tomorrow():
    day = timezone.localdate() + datetime.timedelta(days=1)
    return {"date": day.strftime("%d/%m/%Y"), "time": "08:00"}


def saved_before(post):
    """`post` after a version that the person has saved: what the buttons of the page would publish."""

    def save_and_post(client, page):
        attempts.post_edit(client, page)
        return post(client, page)

    return save_and_post


WAYS = {
    "the editor": publish_in_editor,
    "the editor, at a time": schedule_in_editor,
    "an old version": revert,
    "an old version saved, then the page": lambda client, page: on_its_page("publish")(client, saved(client, page)),
    "the page": saved_before(on_its_page("publish")),
    "the page, at a time": lambda client, page: saved_before(on_its_page("schedule", **tomorrow()))(client, page),
    "bulk": attempts.bulk("publish"),
    "setting aside, then the page": saved_before(
        lambda client, page: [
            on_its_page("set_aside", reason="Cần gấp.")(client, page),
            publish_in_editor(client, page),
        ]
    ),
}


def saved(client, page):
    """`page` with its first version saved anew, as "restore" in its history leaves it."""
    first = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    client.post(address, attempts.edit_form(page, title="Lời cũ được khôi phục"))
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("state", "who"),
    [("published", "leader_editor"), ("taken_down", "contributor_editor"), ("cleared", "contributor_editor")],
)
def test_no_way_publishes_what_is_the_own_units(client, cast, who, state, way):
    page = make_piece(state, cast)
    before = publication(page)
    client.force_login(getattr(cast, who))
    WAYS[way](client, page)
    assert publication(page) == before


@pytest.mark.parametrize("who", WHO)
def test_a_refused_button_saves_nothing_and_says_what_to_do(client, cast, who):
    page = make_piece("published", cast)
    latest = page.latest_revision_id
    client.force_login(getattr(cast, who))
    for way in (publish_in_editor, schedule_in_editor, revert):
        response = way(client, page)
        assert response.status_code == 302
        assert ASK in told(client.get(response.url))
    assert fresh(page).latest_revision_id == latest


@pytest.mark.parametrize("who", WHO)
def test_a_draft_of_the_unit_is_set_aside_by_somebody_else(cast, who):
    page = make_piece("published_unit_draft", cast)
    assert ASK in told(act(getattr(cast, who), page, "set_aside"))
    assert has_unit_draft(fresh(page))
    act(cast.editor, page, "set_aside")
    assert not has_unit_draft(fresh(page))


@pytest.mark.parametrize("who", WHO)
def test_what_such_a_person_saves_on_a_live_piece_is_the_units(client, cast, who):
    """Without a time; for the leader, or for another editor to set aside: nobody publishes it by the way."""
    page = make_piece("published", cast)
    client.force_login(getattr(cast, who))
    attempts.post_edit(client, page, go_live_at=attempts.tomorrow())
    version = fresh(page).get_latest_revision()
    assert version.as_object().title == attempts.EDITED_TITLE
    assert version.as_object().go_live_at is None
    assert not BoardVersion.objects.filter(revision=version).exists()
    act(cast.editor, page, "publish")
    assert fresh(page).title == page.title
    assert stage_of(submit(page, getattr(cast, who))) == Stage.AT_LEADER
    approve_as(page, cast.leader)
    assert approve_as(page, cast.editor).title == attempts.EDITED_TITLE


def test_at_the_boards_step_of_a_correction_another_editor_decides(client, cast):
    """The editor of the unit may edit there, and would publish the own words alone."""
    page = make_piece("published_at_board", cast)
    before = publication(page)
    client.force_login(cast.contributor_editor)
    attempts.workflow_action("approve", "")(client, page)
    assert ANOTHER in told(act(cast.contributor_editor, page, "publish"))
    assert publication(page) == before
    edit(page, cast.contributor_editor, title="Lời của người thuộc đơn vị")
    assert approve_as(page, cast.editor).title == "Lời của người thuộc đơn vị"


@pytest.mark.parametrize("role", UnitMembership.Role.values)
def test_of_another_unit_the_same_person_corrects_as_the_board_does(client, cast, role):
    page = make_piece("published", cast)
    colleague = factories.MembershipFactory(unit=cast.other_unit, user=factories.editor(), role=role).user
    client.force_login(colleague)
    publish_in_editor(client, page)
    assert fresh(page).title == attempts.EDITED_TITLE


def test_who_has_left_the_unit_corrects_again(client, cast):
    page = make_piece("published", cast)
    UnitMembership.objects.filter(user=cast.leader_editor).update(valid_to=timezone.localdate())
    client.force_login(cast.leader_editor)
    publish_in_editor(client, page)
    assert fresh(page).title == attempts.EDITED_TITLE


@pytest.mark.parametrize(("state", "sentence"), [("published", ASK), ("taken_down", ASK), ("cleared", ANOTHER)])
@pytest.mark.parametrize("who", WHO)
def test_the_screens_say_why_and_what_to_do(client, cast, who, state, sentence):
    page = make_piece(state, cast)
    assert sentence in page_of(getattr(cast, who), page).content.decode()
    assert sentence not in page_of(cast.editor, page).content.decode()
    client.force_login(getattr(cast, who))
    soup = soup_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert sentence in soup.get_text(" ")
    assert soup.select_one("[name=action-publish]") is None
    client.force_login(cast.editor)
    soup = soup_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert sentence not in soup.get_text(" ")
    assert soup.select_one("[name=action-publish]") is not None
