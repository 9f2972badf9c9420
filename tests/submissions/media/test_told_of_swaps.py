"""A photo or file that was exchanged behind whoever reads is told to them like a changed word."""

import pytest
from wagtail.models import Collection

from submissions.models import NewsImage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of
from tests.submissions import attempts
from tests.submissions.files import (
    address_of,
    as_it_is,
    body_with,
    edit_url,
    is_kept_from,
    opened,
    other_file,
    piece_page,
    replace,
    save,
    sent,
)
from tests.submissions.piece_pages import signed_in, told
from tests.submissions.states import make_piece
from tests.workflow import fresh

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "published")
SWAPPED = "đã được thay bằng tệp khác hoặc đổi tên"
SWAPPED_ON_THE_PAGE = "Ảnh hoặc tệp của tin, bài này đã được thay, đổi tên hoặc xóa"


def deciding_in_the_editor(page, record, kind="photo", *, opened_at, name="approve"):
    """The posted form of the editor in which `record` was put in, with the decision."""
    decision = {"action-workflow-action": "true", "workflow-action-name": name, "workflow-action-extra-data": "{}"}
    return attempts.edit_form(page, **body_with(record, kind), **decision, **opened_at)


def editor_opened(client, page):
    """What the editor's form says of when it was opened."""
    return {"opened_at": form_of(client.get(edit_url(page)))["opened_at"]}


def test_who_sends_in_a_draft_hears_of_another_photo_in_it(cast):
    page, own = make_piece("draft", cast), factories.photo(cast.unit)
    page = save(signed_in(cast.contributor), page, own)
    leader = signed_in(cast.leader)
    read = piece_page(leader, page, "submit")
    replace(signed_in(cast.contributor), own)
    assert SWAPPED_ON_THE_PAGE in told(sent(read))
    assert stage_of(fresh(page)) == Stage.DRAFT
    sent(piece_page(leader, page, "submit"))
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_who_sends_in_a_draft_hears_of_a_file_that_is_gone(cast):
    page, own = make_piece("draft", cast), factories.document(cast.unit)
    page = save(signed_in(cast.contributor), page, own, "file")
    read = piece_page(signed_in(cast.leader), page, "submit")
    signed_in(cast.contributor).post(address_of(own, "delete"))
    assert SWAPPED_ON_THE_PAGE in told(sent(read))
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_a_document_of_another_name_is_told_too(cast):
    page, own = make_piece("draft", cast), factories.document(cast.unit)
    page = save(signed_in(cast.contributor), page, own, "file")
    read = piece_page(signed_in(cast.leader), page, "submit")
    sent(opened(signed_in(cast.contributor), own), title="Quyết định khác hẳn")
    assert SWAPPED_ON_THE_PAGE in told(sent(read))


@pytest.mark.parametrize("says_when", [True, False])
def test_who_decides_in_the_editor_hears_of_a_photo_exchanged_since_it_was_chosen(cast, says_when):
    """Not saved yet, so not held; a form that does not say when it was opened goes by its version."""
    page, own = make_piece("at_leader", cast), factories.photo(cast.unit)
    leader = signed_in(cast.leader)
    form = deciding_in_the_editor(page, own, opened_at=editor_opened(leader, page) if says_when else {"opened_at": ""})
    replace(signed_in(cast.contributor), own)
    response = leader.post(edit_url(page), form)
    assert f"“{own.title}” {SWAPPED}" in response.content.decode()
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    assert fresh(page).get_latest_revision_as_object().title != attempts.EDITED_TITLE
    # The form that comes back shows the photo as it is now.
    form["opened_at"] = form_of(response)["opened_at"]
    leader.post(edit_url(page), form)
    assert stage_of(fresh(page)) == Stage.AT_BOARD
    assert is_kept_from(signed_in(cast.contributor), own)


@pytest.mark.parametrize("change", ["title", "file"])
def test_who_decides_in_the_editor_hears_of_a_document_that_is_another_since(cast, change):
    """The name of a document is part of what was approved."""
    page, own = make_piece("at_leader", cast), factories.document(cast.unit)
    leader, contributor = signed_in(cast.leader), signed_in(cast.contributor)
    form = deciding_in_the_editor(page, own, "file", opened_at=editor_opened(leader, page))
    screen = opened(contributor, own)
    sent(screen, title="Quyết định khác hẳn") if change == "title" else sent(screen, file=other_file(own))
    answer = leader.post(edit_url(page), form)
    assert f"“{as_it_is(own).title}” {SWAPPED}" in answer.content.decode()
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    form["opened_at"] = form_of(answer)["opened_at"]
    leader.post(edit_url(page), form)
    assert stage_of(fresh(page)) == Stage.AT_BOARD


def test_another_name_of_a_photo_is_nothing_to_tell(cast):
    """It is no part of what is approved."""
    page, own = make_piece("at_leader", cast), factories.photo(cast.unit)
    leader = signed_in(cast.leader)
    form = deciding_in_the_editor(page, own, opened_at=editor_opened(leader, page))
    sent(opened(signed_in(cast.contributor), own), title="Tên khác")
    leader.post(edit_url(page), form)
    assert stage_of(fresh(page)) == Stage.AT_BOARD


def test_who_opened_the_form_while_the_exchange_was_being_stored_hears_of_it(cast, django_capture_on_commit_callbacks):
    """Until the commit, whoever opens the form has the file before in front of them."""
    page, own = make_piece("at_leader", cast), factories.photo(cast.unit)
    leader = signed_in(cast.leader)
    with django_capture_on_commit_callbacks() as on_commit:
        replace(signed_in(cast.contributor), own)
    form = deciding_in_the_editor(page, own, opened_at=editor_opened(leader, page))
    for effect in on_commit:
        effect()
    assert SWAPPED in leader.post(edit_url(page), form).content.decode()
    assert stage_of(fresh(page)) == Stage.AT_LEADER


@pytest.mark.parametrize("state", ["at_board", "published"])
def test_the_board_hears_it_too(cast, state):
    page, other_editor = make_piece(state, cast), factories.editor()
    collection = Collection.objects.get(name="Ban Biên tập")
    own = NewsImage.objects.create(title="Ảnh của Ban", file=factories.picture_file(), collection=collection)
    editor = signed_in(cast.editor)
    form = deciding_in_the_editor(page, own, opened_at=editor_opened(editor, page))
    if state == "published":
        form["action-publish"] = "action-publish"
        del form["action-workflow-action"]
    replace(signed_in(other_editor), own)
    assert SWAPPED in editor.post(edit_url(page), form).content.decode()
    assert fresh(page).get_latest_revision_as_object().title != attempts.EDITED_TITLE


def test_nobody_hears_of_another_units_photo(cast):
    page, leader = make_piece("at_leader", cast), signed_in(cast.leader)
    foreign = factories.photo(cast.other_unit, title="Chuyện riêng của đơn vị bạn")
    form = deciding_in_the_editor(page, foreign, opened_at=editor_opened(leader, page))
    replace(signed_in(cast.other_contributor), foreign)
    assert foreign.title not in leader.post(edit_url(page), form).content.decode()
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_a_photo_exchanged_before_the_form_was_opened_is_what_was_seen(cast):
    page, own = make_piece("at_leader", cast), factories.photo(cast.unit)
    replace(signed_in(cast.contributor), own)
    leader = signed_in(cast.leader)
    leader.post(edit_url(page), deciding_in_the_editor(page, own, opened_at=editor_opened(leader, page)))
    assert stage_of(fresh(page)) == Stage.AT_BOARD


@pytest.mark.parametrize("nonsense", ["hôm qua", "2026-13-45T00:00:00+00:00", "2026-01-01", "\x00"])
def test_a_moment_that_is_none_goes_by_the_version(cast, nonsense):
    page, own = make_piece("at_leader", cast), factories.photo(cast.unit)
    form = deciding_in_the_editor(page, own, opened_at={"opened_at": nonsense})
    replace(signed_in(cast.contributor), own)
    signed_in(cast.leader).post(edit_url(page), form)
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_opening_and_deciding_saves_no_version_by_itself(cast):
    page, leader = make_piece("at_leader", cast), signed_in(cast.leader)
    versions = page.revisions.count()
    response = leader.get(edit_url(page))
    assert not response.context["form"].fields["opened_at"].has_changed("a", "b")
    assert fresh(page).revisions.count() == versions
