"""The photos of a piece that goes live: what is drawn at once, what the worker draws, and what becomes of failures."""

import datetime

import pytest
from django.utils import timezone

from submissions.chain import decisions, drawing
from submissions.media import pictures, renditions
from submissions.models import NewsRendition, UndrawnPhotos
from tests import factories, workflow

pytestmark = pytest.mark.django_db
WHOLE = set(renditions.specs_of(pictures.SIZES))


@pytest.fixture
def piece(unit, contributor):
    """With a photo of its own, whose file the test may lose."""
    return factories.news(unit, owner=contributor, image=factories.photo(unit))


@pytest.fixture
def published(piece, contributor, leader, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return workflow.publish_through_chain(piece, contributor=contributor, leader=leader, editor=editor)


def sizes_of(photo):
    return set(NewsRendition.objects.filter(image=photo).values_list("filter_spec", flat=True))


def lose(photo):
    photo.file.storage.delete(photo.file.name)


def test_the_request_draws_what_the_page_cannot_do_without_and_the_worker_the_rest(published):
    assert sizes_of(published.cover) == set(renditions.FIRST) < WHOLE
    heard = []

    def hear(sender, piece, **kwargs):
        heard.append(piece.pk)

    renditions.photos_drawn.connect(hear)
    try:
        assert drawing.draw_due() == (1, 0)
    finally:
        renditions.photos_drawn.disconnect(hear)
    assert sizes_of(published.cover) == WHOLE
    assert heard == [published.pk]
    assert not UndrawnPhotos.objects.exists()
    assert drawing.draw_due() == (0, 0)


def test_what_is_not_published_after_all_waits_for_nothing(piece, contributor, leader, editor):
    workflow.submit(piece, contributor)
    workflow.approve_as(piece, leader)
    assert not UndrawnPhotos.objects.exists()


def test_whoever_is_killed_in_between_goes_on_later(published, monkeypatch):
    def killed(photo, specs):
        photo.get_renditions(specs[0])
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(renditions, "is_drawn", killed)
        drawing.draw_due()
    assert UndrawnPhotos.objects.get().tries == 1
    assert drawing.draw_due() == (0, 0), "not at once: it may have been the photo"
    UndrawnPhotos.objects.update(due_at=timezone.now())
    assert drawing.draw_due() == (1, 0)
    assert sizes_of(published.cover) == WHOLE


def test_what_fails_is_tried_a_few_times_ever_later_and_logged(published, time_machine, caplog):
    lose(published.cover)
    pauses = []
    for _try in range(drawing.MOST_TRIES):
        assert drawing.draw_due() == (0, 1)
        assert f"Photo {published.cover_id} cannot be drawn" in caplog.text
        pauses.append(UndrawnPhotos.objects.get().due_at - timezone.now())
        time_machine.move_to(timezone.now() + pauses[-1] + datetime.timedelta(seconds=1), tick=False)
    assert [round(pause / pauses[0]) for pause in pauses] == [1, 2, 4, 8, 16]
    assert drawing.draw_due() == (0, 0)
    assert not UndrawnPhotos.objects.exists()
    assert "given up" in caplog.text


def test_one_that_fails_holds_up_no_other(published, unit, contributor):
    other = factories.published(unit, owner=contributor, image=factories.photo(unit))
    lose(published.cover)
    UndrawnPhotos.objects.create(piece=other)
    assert drawing.draw_due() == (1, 1)
    assert sizes_of(other.cover) == WHOLE


def test_what_was_taken_down_meanwhile_is_not_drawn(published):
    published.unpublish()
    assert drawing.draw_due() == (0, 0)
    assert sizes_of(published.cover) == set(renditions.FIRST)


def test_a_piece_that_was_deleted_meanwhile_is_gone_from_the_line(unit, contributor):
    UndrawnPhotos.objects.create(piece=factories.news(unit, owner=contributor))
    UndrawnPhotos.objects.get().piece.delete()
    assert drawing.draw_due() == (0, 0)


def test_what_is_taken_down_leaves_no_public_size_but_of_what_another_piece_shows(
    published, contributor, leader, editor, django_capture_on_commit_callbacks
):
    other = factories.published(published.unit, image=published.cover)
    drawing.draw_due()
    own = published.cover.get_rendition("max-165x165")
    with django_capture_on_commit_callbacks(execute=True):
        decisions.take_down(pk=published.pk, user=workflow.again(editor), reason="Sai số liệu.")
    assert sizes_of(published.cover) == WHOLE | {own.filter_spec}
    with django_capture_on_commit_callbacks(execute=True):
        decisions.take_down(pk=other.pk, user=workflow.again(editor), reason="Sai số liệu.")
    assert sizes_of(published.cover) == {own.filter_spec}
    assert not UndrawnPhotos.objects.exists()
