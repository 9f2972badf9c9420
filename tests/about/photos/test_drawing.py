"""The photos of the introduction: drawn by what is due, taken away when no page shows them."""

import pytest
from django.core.management import call_command

from about.models import SubjectPage
from about.photos.drawing import draw_due
from submissions.media.renditions import specs_of
from submissions.statements import publishing
from tests import factories, statements
from tests.about import pages

pytestmark = pytest.mark.django_db
PORTRAIT = set(specs_of(["portrait"]))


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


@pytest.fixture
def portrait():
    return factories.photo(factories.UnitFactory(), file=factories.picture_file(size=(600, 800)))


def drawn(photo):
    return set(photo.renditions.values_list("filter_spec", flat=True))


def leaders(board, portrait):
    return pages.leaders(board, {"name": "Nguyễn Văn An", "post": "Chủ tịch", "portrait": portrait})


def test_what_is_due_draws_them(board, portrait):
    leaders(board, portrait)
    assert drawn(portrait) == set()
    call_command("run_due", verbosity=0)
    assert drawn(portrait) == PORTRAIT
    assert draw_due() == ""


def test_photos_of_texts_and_maps(board, portrait):
    map_image = factories.photo(factories.UnitFactory())
    pages.subject(board, body=factories.body_blocks(image=portrait))
    pages.ward_map(board, official_image=map_image, official_alt="Bản đồ")
    assert draw_due() == "Đã tạo cỡ ảnh cho mục Giới thiệu; số ảnh: 2"
    assert drawn(portrait) == drawn(map_image) == set(specs_of(["article"]))


def test_nothing_is_drawn_of_a_draft(board, portrait):
    pages.draft(SubjectPage, by=board[0], lead="Một câu.", body=factories.body_blocks(image=portrait))
    assert draw_due() == "" and drawn(portrait) == set()


def test_withdrawn_they_go(board, portrait, django_capture_on_commit_callbacks):
    page = leaders(board, portrait)
    draw_due()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(pk=page.pk, user=board[0], reason="Sai thông tin.")
    assert drawn(portrait) == set()


def test_exchanged_the_old_one_goes(board, portrait, django_capture_on_commit_callbacks):
    page, (writer, second) = leaders(board, portrait), board
    new = factories.photo(factories.UnitFactory(), file=factories.picture_file(size=(600, 800)))
    draw_due()
    text = page.get_latest_revision_as_object()
    [leader] = text.leaders.all()
    leader.portrait = new
    text.leaders.add(leader)
    text.save_revision(user=writer)
    with django_capture_on_commit_callbacks(execute=True):
        statements.publish(statements.fresh(page), by=second)
    assert drawn(portrait) == set()
    draw_due()
    assert drawn(new) == PORTRAIT


def test_what_another_page_shows_stays(board, portrait, django_capture_on_commit_callbacks):
    page = leaders(board, portrait)
    pages.subject(board, body=factories.body_blocks(image=portrait))
    draw_due()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(pk=page.pk, user=board[0], reason="Sai thông tin.")
    assert drawn(portrait) >= PORTRAIT
