"""A photo or document is replaced or deleted slowly: what was held meanwhile stays held, and as it was."""

import hashlib
from pathlib import PurePath

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.documents.views.documents import DeleteView as DeleteDocument
from wagtail.images.views.images import DeleteView as DeleteImage

from submissions.media.documents import DocumentForm
from submissions.media.photo_form import PhotoForm
from submissions.models import FileIsHeld, NewsImage
from tests import factories
from tests.factories import PDF
from tests.submissions.files import STAYS, address_of, as_it_is, bytes_of, opened, other_file, own_file, replace, sent
from tests.submissions.piece_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def held_meanwhile(monkeypatch, cast):
    """`held_meanwhile(record, when)`: the leader's save with it lands when the other person's request has begun."""

    def held_meanwhile(record, owner, name):
        step = getattr(owner, name)

        def slow(*args, **kwargs):
            answer = step(*args, **kwargs)
            monkeypatch.setattr(owner, name, step)
            type(record).objects.filter(pk=record.pk).update(is_held=True, reached_board=True)
            return answer

        monkeypatch.setattr(owner, name, slow)

    return held_meanwhile


@pytest.mark.parametrize(("kind", "form"), [("image", PhotoForm), ("document", DocumentForm)])
def test_a_slow_replacement_finds_the_file_held(cast, held_meanwhile, kind, form):
    own = own_file(kind, cast)
    before, screen = bytes_of(own), opened(signed_in(cast.contributor), own)
    row = type(own).objects.filter(pk=own.pk).values().get()
    held_meanwhile(own, form, "is_valid")
    assert STAYS in sent(screen, title="Đổi", file=other_file(own)).content.decode()
    assert bytes_of(own) == before
    assert type(own).objects.filter(pk=own.pk).values().get() == row | {"is_held": True, "reached_board": True}


@pytest.mark.parametrize(("kind", "form"), [("image", PhotoForm), ("document", DocumentForm)])
def test_a_slow_change_of_the_title_finds_the_file_held(cast, held_meanwhile, kind, form):
    own = own_file(kind, cast)
    screen = opened(signed_in(cast.contributor), own)
    held_meanwhile(own, form, "is_valid")
    assert STAYS in sent(screen, title="Đổi").content.decode()
    assert (as_it_is(own).title, as_it_is(own).is_held) == (own.title, True)


@pytest.mark.parametrize(("kind", "view"), [("image", DeleteImage), ("document", DeleteDocument)])
def test_a_slow_deletion_finds_the_file_held(cast, held_meanwhile, kind, view):
    own = own_file(kind, cast)
    before = bytes_of(own)
    held_meanwhile(own, view, "get_object")
    assert STAYS in signed_in(cast.contributor).post(address_of(own, "delete"), follow=True).content.decode()
    assert bytes_of(own) == before


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_row_read_before_the_hold_takes_nothing_back(cast, kind):
    own = own_file(kind, cast)
    type(own).objects.filter(pk=own.pk).update(is_held=True, reached_board=True)
    own.save()
    assert (as_it_is(own).is_held, as_it_is(own).reached_board) == (True, True)
    stale = own_file(kind, cast)
    type(own).objects.filter(pk=stale.pk).update(is_held=True)
    stale.collection = factories.UnitFactory().collection
    with pytest.raises(FileIsHeld):
        stale.save()
    with pytest.raises(FileIsHeld):
        stale.delete()


@pytest.mark.parametrize("kind", ["image", "document"])
def test_of_many_none_is_deleted_when_one_is_held(cast, kind):
    """By a queryset, as a list of boxes to tick or a shell deletes: refused in words, not by the database."""
    files = [own_file(kind, cast) for _number in range(2)]
    rows = type(files[0]).objects.filter(pk__in=[file.pk for file in files])
    rows.filter(pk=files[1].pk).update(is_held=True)
    with pytest.raises(FileIsHeld, match="thuộc tin, bài đã trình") as refused, transaction.atomic():
        rows.delete()
    assert refused.value.file == files[1]
    assert rows.count() == 2
    rows.filter(is_held=False).delete()
    assert rows.get() == files[1]


@pytest.mark.parametrize("widths", [("width-90",), ("width-90", "width-80")])
def test_a_size_that_was_being_drawn_of_the_file_before_is_not_kept(cast, widths):
    """Drawing takes seconds; who reads the photo's row before the replacement stores what it drew after it."""
    photo = own_file("photo", cast)
    drawing = as_it_is(photo)
    replace(signed_in(cast.contributor), photo)
    drawing.get_renditions(*widths)
    new = as_it_is(photo)
    assert not new.renditions.filter(filter_spec__in=widths).exists()
    # The photo before was narrower than any of them.
    wanted = {int(width.removeprefix("width-")) for width in widths}
    assert {size.width for size in new.get_renditions(*widths).values()} == wanted


@pytest.mark.parametrize("kind", ["image", "document"])
def test_the_digest_knows_what_is_stored(cast, kind):
    own = own_file(kind, cast)
    assert own.get_file_hash() == hashlib.sha1(bytes_of(own)).hexdigest()
    replace(signed_in(cast.contributor), own)
    own = as_it_is(own)
    assert own.get_file_hash() == hashlib.sha1(bytes_of(own)).hexdigest()
    own.file = factories.document(cast.unit, content=PDF + b"ma").file if kind == "document" else other_file(own)
    own.save()
    own = as_it_is(own)
    assert own.get_file_hash() == hashlib.sha1(bytes_of(own)).hexdigest()


def test_sizes_from_before_this_was_asked_are_taken_away_by_a_command(cast, monkeypatch, capsys):
    photo, other = own_file("photo", cast), own_file("photo", cast)
    drawing = as_it_is(photo)
    other.get_rendition("width-21")
    replace(signed_in(cast.contributor), photo)
    with monkeypatch.context() as before:
        before.setattr(NewsImage, "drop_if_exchanged", lambda *args: None)
        drawing.get_renditions("width-21", "width-31")
    assert as_it_is(photo).get_rendition("width-31").file.name.startswith(f"images/{stem_of(drawing)}.")
    as_it_is(photo).get_rendition("width-41")
    for expected in (2, 0):
        call_command("drop_stale_sizes")
        assert capsys.readouterr().out == f"Số cỡ ảnh vẽ từ tệp cũ đã bỏ: {expected}\n"
    kept = {size.filter_spec for size in photo.renditions.all()}
    assert "width-41" in kept and not kept & {"width-21", "width-31"}
    assert other.renditions.filter(filter_spec="width-21").exists()
    assert as_it_is(photo).get_rendition("width-31").file.name.startswith(f"images/{stem_of(as_it_is(photo))}.")


def stem_of(photo):
    return PurePath(photo.file.name).stem
