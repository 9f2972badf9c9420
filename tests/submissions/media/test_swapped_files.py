"""What was read is what is approved: photos and files are held by every save of a piece in the chain."""

import pytest
from wagtail.models import Collection

from submissions.models import NewsImage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.submissions.files import (
    STAYS,
    address_of,
    as_it_is,
    bytes_of,
    is_kept_from,
    opened,
    other_file,
    own_file,
    piece_page,
    replace,
    save,
    sent,
)
from tests.submissions.piece_pages import signed_in
from tests.submissions.states import make_piece
from tests.workflow import approve_as, fresh

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "returned_by_leader", "published")


@pytest.mark.parametrize(
    ("kind", "autosave"), [("photo", False), ("photo", True), ("gallery", True), ("audio", False), ("file", True)]
)
def test_what_the_leader_put_in_and_read_is_what_goes_out(cast, kind, autosave):
    """No race: in between the contributor exchanges the file, in a form that was opened before."""
    page, own = make_piece("at_leader", cast), own_file(kind, cast)
    before = bytes_of(own)
    leader, contributor = signed_in(cast.leader), signed_in(cast.contributor)
    waiting = opened(contributor, own)
    page = save(leader, page, own, kind, autosave=autosave)
    read = piece_page(leader, page, "approve")
    assert STAYS in sent(waiting, file=other_file(own)).content.decode()
    assert is_kept_from(contributor, own)
    sent(read)
    assert stage_of(fresh(page)) == Stage.AT_BOARD
    approve_as(page, cast.editor)
    assert fresh(page).live
    assert bytes_of(own) == before


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("at_leader", "leader_editor"),
        ("at_board", "editor"),
        ("returned_by_leader", "contributor"),
        ("published", "contributor"),
        ("published", "editor"),
    ],
)
def test_whoever_saves_it_while_the_piece_is_in_the_chain(cast, state, who):
    page, person = make_piece(state, cast), getattr(cast, who)
    own = factories.photo(cast.unit)
    if who == "editor":
        own = NewsImage.objects.create(
            title="Ảnh", file=factories.picture_file(), collection=Collection.objects.get(name="Ban Biên tập")
        )
    save(signed_in(person), page, own)
    colleague = factories.editor() if who == "editor" else cast.contributor
    assert is_kept_from(signed_in(colleague), own)
    assert is_kept_from(signed_in(cast.superuser), own)


def test_the_first_photo_of_a_draft_is_the_units_to_delete(cast):
    """As every other photo of it: the draft lacks it then, and is not sent in without."""
    contributor, own = signed_in(cast.contributor), factories.photo(cast.unit)
    page = factories.news(cast.unit, owner=cast.contributor, image=own)
    assert page.cover == own
    contributor.post(address_of(own, "delete"))
    assert not NewsImage.objects.filter(pk=own.pk).exists()
    page = fresh(page)
    assert page.cover is None
    answer = sent(piece_page(contributor, page, "submit"))
    assert "Phần 2 của nội dung (Ảnh) còn thiếu" in answer.content.decode()
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_what_is_in_no_submitted_piece_is_the_units_to_change(cast):
    page, own = make_piece("draft", cast), factories.photo(cast.unit)
    contributor = signed_in(cast.contributor)
    save(contributor, page, own)
    replace(contributor, own)
    assert as_it_is(own).replaced_at is not None
