"""A photo is known again when it comes smaller, brighter or saved anew; the place is told to who may know of it."""

import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone
from PIL import ImageEnhance

from submissions.chain import decisions, timing
from submissions.models import NewsImage
from submissions.rights import positions
from submissions.uploads import known
from submissions.uploads.likeness import is_near, likeness_of
from tests import factories, workflow
from tests.submissions.registers import log_in
from tests.submissions.uploads import tus

pytestmark = pytest.mark.django_db

SCENES = range(40)


def likeness(picture, picture_format="JPEG", **options):
    return likeness_of(io.BytesIO(tus.content_of(picture, picture_format, **options)))


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_same_photo_made_anew(seed):
    picture = tus.scene(seed=seed)
    first = likeness(picture, quality=92)
    others = [
        likeness(picture, quality=40),
        likeness(picture.resize((450, 300)), quality=70),
        likeness(picture.resize((2_048, 1_365)), "WEBP", quality=60),
        likeness(picture, "PNG"),
        likeness(ImageEnhance.Brightness(picture).enhance(1.2)),
        likeness(picture.crop((4, 4, 896, 596))),
    ]
    assert [is_near(first, other) for other in others] == [True] * len(others)


def test_other_photos_are_other_ones():
    found = [likeness(tus.scene(seed=seed)) for seed in SCENES]
    assert [(a, b) for a in SCENES for b in SCENES if a < b and is_near(found[a], found[b])] == []


def test_a_plain_surface_is_like_nothing():
    picture = tus.scene(seed=1).copy()
    picture.paste("teal", (0, 0, *picture.size))
    assert likeness(picture) == 0
    assert not is_near(0, 0)


@pytest.fixture
def unit_of_others():
    return factories.UnitFactory()


def photo_of(unit, *, seed=7, **options):
    content = tus.photo_bytes(seed=seed, **options)
    return factories.photo(unit, file=factories.ContentFile(content, name="a.jpg"))


def notes(user, unit, **options):
    """What the person is told of the photo, after the run that looks at photos that came by other ways."""
    known.look_at_new(most=100)
    return tus.photo(log_in(Client(), user), unit, tus.photo_bytes(**options))["notes"]


def test_the_place_of_a_public_piece_is_told_to_everybody(unit, unit_of_others):
    factories.published(unit_of_others, image=photo_of(unit_of_others), title="Ra quân đầu năm")
    told = notes(factories.contributor_of(unit), unit, quality=60)
    assert len(told) == 1
    assert told[0].startswith("đã dùng trong “Ra quân đầu năm”, đăng ngày ")


def test_a_draft_is_told_to_its_unit_alone(unit, unit_of_others):
    factories.news(unit_of_others, image=photo_of(unit_of_others), title="Còn là nháp")
    assert notes(factories.contributor_of(unit), unit) == []
    assert notes(factories.leader_of(unit_of_others), unit_of_others) == ["đã dùng trong “Còn là nháp”, chưa đăng"]


@pytest.mark.parametrize("stage", ["at the board", "ready", "taken down"])
def test_what_the_board_has_is_told_to_nobody_of_another_unit(unit, unit_of_others, stage):
    """At these stages the newest version is the board's to read, whoever else asks for it."""
    image, leader, editor = photo_of(unit_of_others), factories.leader_of(unit_of_others), factories.editor()
    writer = factories.contributor_of(unit_of_others)
    piece = factories.news(unit_of_others, image=image, owner=writer, title="Chưa ai được biết")
    workflow.submit(piece, writer)
    workflow.approve_as(piece, leader)
    if stage == "ready":
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        timing.publish(
            pk=piece.pk, user=editor, position=positions.reading_position(workflow.fresh(piece)), at=tomorrow
        )
        timing.unschedule(pk=piece.pk, user=editor)
    elif stage == "taken down":
        workflow.approve_as(piece, editor)
        decisions.take_down(pk=piece.pk, user=editor, reason="Nhầm.")
    assert notes(factories.contributor_of(unit), unit) == []
    assert len(notes(writer, unit_of_others)) == 1


def test_a_new_title_that_no_leader_has_approved_stays_with_the_unit(unit, unit_of_others):
    piece = factories.published(unit_of_others, image=photo_of(unit_of_others), title="Tên đã đăng")
    workflow.edit(piece, factories.contributor_of(unit_of_others), title="Tên mới, chưa duyệt")
    (told,) = notes(factories.contributor_of(unit), unit)
    assert ("Tên đã đăng" in told, "Tên mới" in told) == (True, False)


def test_a_photo_only_of_the_units_newest_draft_is_not_told_of_as_public(unit, unit_of_others):
    piece = factories.published(unit_of_others, title="Tin đang đăng")
    version = piece.get_latest_revision_as_object()
    version.body.append(("photo", {"image": photo_of(unit_of_others), "caption": "x", "credit": "", "alt": ""}))
    version.save_revision(user=factories.contributor_of(unit_of_others))
    assert notes(factories.contributor_of(unit), unit) == []


def test_what_was_never_looked_at_is_looked_at_by_and_by(unit):
    before = [photo_of(unit, seed=seed) for seed in (1, 2, 3)]
    assert {image.likeness for image in before} == {None}
    assert (known.look_at_new(most=2), known.look_at_new(most=2), known.look_at_new(most=2)) == (2, 1, 0)
    assert not NewsImage.objects.filter(likeness=None).exists()


def test_another_file_is_another_likeness(unit):
    image = photo_of(unit, seed=1)
    known.look_at(image)
    image.file = factories.ContentFile(tus.photo_bytes(seed=2), name="b.jpg")
    image.save()
    assert NewsImage.objects.get().likeness is None


def test_num_queries(unit, django_assert_num_queries):
    """As many, however many photos and pieces there are."""
    user, image = factories.contributor_of(unit), photo_of(unit)
    known.look_at(image)
    counted = []
    for _ in range(2):
        factories.published(unit, image=image)
        known.look_at_new(most=100)
        person = workflow.again(user)
        with django_assert_num_queries(5 if not counted else counted[0]):
            known.used_before(person, image)
        counted.append(5)
