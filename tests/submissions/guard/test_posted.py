"""What no form of ours posts: a decision with other data than a comment is refused in words, and decides nothing."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from submissions.models import ClearanceState, NewsPage
from submissions.rights import positions
from submissions.rights.reasons import LONGEST_REASON
from submissions.rights.stages import Stage, stage_of
from tests.submissions import attempts
from tests.submissions.piece_pages import told
from tests.submissions.states import make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "published")

UNREADABLE = "Không đọc được nội dung gửi lên"
# What may stand in the place of {"comment": "…"}.
EXTRA = {
    "null": "null",
    "a list": "[]",
    "a list of pairs": '[["comment", "Thiếu ảnh."]]',
    "a number": "1",
    "a text": '"Thiếu ảnh."',
    "true": "true",
    "no JSON": "{",
    "nothing": "",
    "no number": "NaN",
    "a long number": "9" * 5000,
    "deep": "[" * 50_000,
    "an argument of the step": '{"task_state": 1}',
    "another person": '{"user": 1}',
    "another action": '{"action_name": "approve", "comment": "Thiếu ảnh."}',
    "the step itself": '{"self": 1}',
    "an argument of Wagtail's": '{"comment": "Thiếu ảnh.", "update": false}',
    "a name of no argument": '{"nope": 1}',
    "a comment that is nothing": '{"comment": null}',
    "a comment that is a number": '{"comment": 1}',
    "a comment that is a list": '{"comment": ["Thiếu ảnh."]}',
    "a nested comment": '{"comment": {"comment": "Thiếu ảnh."}}',
}
TOO_LONG = json.dumps({"comment": "dài " * LONGEST_REASON})
WHO = {"at_leader": "leader", "at_board": "editor"}


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def revert_of(page):
    return reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.latest_revision_id])


ADDRESSES = [editor_of, revert_of]


def decision(page, *, extra="{}", action="reject"):
    form = attempts.edit_form(page) | {"action-workflow-action": "true", "workflow-action-extra-data": extra}
    return form if action is None else form | {"workflow-action-name": action}


def sent(client, address, form, **headers):
    """The answer to `form`, and what the person is told on the page that it leads to."""
    response = client.post(address, form, **headers)
    if response.status_code == 302:
        return response, told(client.get(response.url))
    return response, response.content.decode()


def told_by(response):
    """What the page that an answer leads to would tell, and now does not tell any more."""
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    response.client.cookies.pop("messages", None)
    return said


def stands(page):
    page = fresh(page)
    return stage_of(page), page.latest_revision_id, page.get_latest_revision().content


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("state", WHO)
def test_other_data_than_a_comment_is_refused(client, cast, state, where):
    page = make_piece(state, cast)
    client.force_login(getattr(cast, WHO[state]))
    before = stands(page)
    for action in ("approve", "reject"):
        form = decision(page, action=action)
        for name, extra in EXTRA.items():
            response = client.post(where(page), form | {"workflow-action-extra-data": extra})
            assert (response.status_code, UNREADABLE in told_by(response)) == (302, True), (action, name)
        assert stands(page) == before


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("action", [None, "", "nope", "publish", "approve ", "APPROVE", "__class__"])
def test_an_action_that_there_is_not_is_refused_and_saves_nothing(client, cast, action, where):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    before = stands(page)
    response, words = sent(client, where(page), decision(page, action=action))
    assert (response.status_code, UNREADABLE in words) == (302, True)
    assert stands(page) == before


def test_a_script_is_told_the_same(client, cast):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    response, words = sent(
        client, editor_of(page), decision(page, extra="null"), headers={"accept": "application/json"}
    )
    assert response.status_code == 400
    assert UNREADABLE in json.loads(words)["error_message"]


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [('{"comment": "  "}', "Vui lòng ghi lý do"), ("{}", "Vui lòng ghi lý do"), (TOO_LONG, "cần viết ngắn lại")],
)
def test_a_reason_that_is_none_or_endless_is_refused(client, cast, extra, sentence):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    before = stands(page)
    response, words = sent(client, editor_of(page), decision(page, extra=extra))
    assert (response.status_code, sentence in words) == (302, True)
    assert stands(page) == before


@pytest.mark.parametrize("comment", ["Thiếu ảnh.", "Thiếu\x00 ảnh.", "Thiếu \ud800ảnh.", "Thiếu ảnh.\u200b"])
def test_a_comment_is_kept_without_what_no_database_stores(client, cast, comment):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    sent(client, editor_of(page), decision(page, extra=json.dumps({"comment": comment})))
    assert stage_of(fresh(page)) == Stage.RETURNED_BY_LEADER
    assert ClearanceState.objects.of(page).first().comment == "Thiếu ảnh."


@pytest.mark.parametrize("name", ["send_back", "take_down", "set_aside"])
@pytest.mark.parametrize("reason", [None, "", " \u00a0\u200b", "\x00", "dài " * LONGEST_REASON])
def test_reasons_on_the_piece_s_own_page(client, cast, name, reason):
    page = make_piece("at_board" if name == "send_back" else "published", cast)
    if name == "set_aside":
        client.force_login(cast.contributor)
        attempts.post_edit(client, page)
    client.force_login(cast.editor)
    before = stands(page)
    form = {"position": positions.reading_position(fresh(page))} | ({} if reason is None else {"reason": reason})
    response, words = sent(client, reverse(f"submissions:{name}", args=[page.pk]), form)
    assert response.status_code == 302
    assert "cần viết ngắn lại" in words or "Vui lòng ghi lý do" in words
    assert (stands(page), fresh(page).live) == (before, name != "send_back")


ODD = ["", "-", "²", "null", "[]", "-1", "9" * 40, "a\x00b", "1@2@x", "@", "1:in_progress@", "x" * 9000]


@pytest.mark.parametrize("name", ["submit", "approve", "send_back", "publish", "schedule"])
def test_a_forged_position_is_refused(client, cast, name):
    page = make_piece("at_leader" if name == "approve" else "at_board", cast)
    client.force_login(cast.leader if name == "approve" else cast.editor)
    before = stands(page)
    for odd in ODD:
        form = {"position": odd, "reason": "Thiếu ảnh.", "date": "01/01/2031", "time": "08:00"}
        response = client.post(reverse(f"submissions:{name}", args=[page.pk]), form)
        assert response.status_code == 302, odd
    assert stands(page) == before


@pytest.mark.parametrize("where", ADDRESSES)
def test_a_forged_place_in_the_chain_decides_nothing(client, cast, where):
    page = make_piece("at_leader", cast)
    client.force_login(cast.leader)
    before = stands(page)
    form = decision(page, action="approve")
    for odd in ODD:
        response = client.post(where(page), form | {"chain_position": odd})
        assert response.status_code == 302, odd
    assert stands(page) == before


@pytest.mark.parametrize("where", ADDRESSES)
def test_an_autosave_over_a_version_that_there_is_not_is_refused(client, cast, where):
    page, other = make_piece("at_leader", cast), make_piece("at_board", cast)
    client.force_login(cast.leader)
    before, form = stands(page), attempts.edit_form(page)
    for odd in [*ODD[1:], str(other.latest_revision_id), "999999"]:
        for headers in ({}, {"accept": "application/json"}):
            response, words = sent(client, where(page), form | {"overwrite_revision_id": odd}, headers=headers)
            told_so = UNREADABLE in (json.loads(words)["error_message"] if headers else words)
            assert (response.status_code, told_so) == (400 if headers else 302, True), odd
    assert stands(page) == before


# What may become of the fields of the body, each by itself.
DAMAGED = {
    "no number of blocks": {"body-count": None},
    "no number": {"body-count": "²"},
    "too many blocks": {"body-count": "9"},
    "no order": {"body-0-order": "x"},
    "no mark of deletion": {"body-0-deleted": None},
    "no type": {"body-0-type": None},
    "text that is no JSON": {"body-0-value": "{"},
    "text of another shape": {"body-0-value": "[]"},
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_text_is_refused_and_saves_nothing(client, cast, damage):
    """In the editor, by an autosave, in the preview and in the form of a new piece."""
    page = make_piece("draft", cast)
    client.force_login(cast.contributor)
    before, number = stands(page), NewsPage.objects.count()
    form = attempts.edit_form(page) | DAMAGED[damage]
    form = {name: value for name, value in form.items() if value is not None}
    new = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", cast.unit.page_id])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for address in (editor_of(page), new):
        assert "Nội dung gửi lên bị hỏng" in client.post(address, form).content.decode(), address
        assert client.post(address, form, headers={"accept": "application/json"}).status_code == 400
    assert client.post(preview, form).json()["is_valid"] is False
    assert (stands(page), NewsPage.objects.count()) == (before, number)


@pytest.mark.parametrize("odd", ODD)
def test_an_open_editor_that_asks_for_no_version_gets_no_answer(client, cast, odd):
    page = make_piece("draft", cast)
    client.force_login(cast.contributor)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["submissions", "newspage", page.pk, 1])
    assert client.post(ping, {"revision_id": odd}).status_code == 404
    assert client.post(ping, {"revision_id": page.latest_revision_id}).status_code == 200
    assert client.post(ping).status_code == 200
