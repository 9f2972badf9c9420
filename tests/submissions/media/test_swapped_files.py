"""What was read is what is approved: a photo or file exchanged behind it is refused, or told like a changed word."""

import hashlib
import json
from collections import namedtuple
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.documents.views.documents import DeleteView as DeleteDocument
from wagtail.images.views.images import DeleteView as DeleteImage
from wagtail.models import Collection
from wagtail.test.utils.form_data import rich_text

from submissions.body.piece_files import files_in
from submissions.media.documents import DocumentForm
from submissions.media.photo_form import PhotoForm
from submissions.models import FileIsHeld, NewsImage
from submissions.rights.stages import Stage, stage_of
from tests import factories
from tests.browserform import form_of, stream
from tests.factories import PDF
from tests.submissions import attempts
from tests.submissions.piece_pages import signed_in, told
from tests.submissions.states import make_piece
from tests.workflow import approve_as, fresh

pytestmark = pytest.mark.django_db
TOLD = ("draft", "at_leader", "at_board", "returned_by_leader", "published")
STAYS = "thuộc tin, bài đã trình nên được giữ nguyên"
SWAPPED = "đã được thay bằng tệp khác"
SWAPPED_ON_THE_PAGE = "Ảnh hoặc tệp của tin, bài này đã được thay hoặc xóa"
KINDS = {"photo": "image", "gallery": "image", "audio": "document", "file": "document"}

Screen = namedtuple("Screen", "client address form")


def as_it_is(record):
    return type(record).objects.get(pk=record.pk)


def bytes_of(record):
    record = as_it_is(record)
    with record.file.storage.open(record.file.name) as file:
        return file.read()


def own_file(kind, cast):
    """A photo or document of the unit that no piece has had yet."""
    return factories.photo(cast.unit) if KINDS.get(kind, kind) == "image" else factories.document(cast.unit)


def other_file(record):
    if isinstance(record, NewsImage):
        file = factories.picture_file("khac.jpg", size=(50, 50), colour="red")
        return SimpleUploadedFile(file.name, file.read())
    return SimpleUploadedFile("khac.pdf", PDF + b"khac")


def address_of(record, action):
    namespace = "wagtailimages" if isinstance(record, NewsImage) else "wagtaildocs"
    return reverse(f"{namespace}:{action}", args=[record.pk])


def opened(client, record):
    """The form in which the file of `record` is replaced, as the person has it open."""
    address = address_of(record, "edit")
    return Screen(client, address, form_of(client.get(address), "form[enctype]"))


def sent(screen, **changed):
    return screen.client.post(screen.address, screen.form | changed, follow=True)


def replace(client, record):
    """The person exchanges the file of `record`, as the unit may until it is held."""
    before = bytes_of(record)
    assert STAYS not in sent(opened(client, record), file=other_file(record)).content.decode()
    assert bytes_of(record) != before


def is_kept_from(client, record):
    """Whether replacing and deleting `record` are refused with the reason, and it stays as it is."""
    before = bytes_of(record)
    answers = [
        client.post(address_of(record, "edit"), {"title": "x", "file": other_file(record)}, follow=True),
        client.post(address_of(record, "delete"), follow=True),
    ]
    return all(STAYS in answer.content.decode() for answer in answers) and bytes_of(record) == before


def photo_values(photo):
    return {"image": str(photo.pk), "caption": "Chú thích", "credit": "", "alt": ""}


def body_with(record, kind):
    """Posted blocks: a text, and `record` in a block of `kind`."""
    if kind == "photo":
        value = photo_values(record)
    elif kind == "gallery":
        value = {"photos-count": "2"}
        for place in ("photos-0", "photos-1"):
            value |= {f"{place}-deleted": "", f"{place}-order": place[-1], f"{place}-id": ""}
            value |= {f"{place}-value-{name}": part for name, part in photo_values(record).items()}
    else:
        value = {"file": str(record.pk), "title": "Tệp kèm theo"}
    return stream("body", [("text", rich_text("<p>Nội dung đã sửa.</p>")), (kind, value)])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client, page, record, kind="photo", *, autosave=False):
    """The person saves the piece with `record` in it, by the button or as the browser does by itself."""
    headers = {"accept": "application/json"} if autosave else {}
    response = client.post(edit_url(page), attempts.edit_form(page, **body_with(record, kind)), headers=headers)
    assert response.json()["success"] if autosave else response.status_code == 302
    assert any(record in files for files in files_in(fresh(page).get_latest_revision_as_object().body))
    return fresh(page)


def piece_page(client, page, action):
    """The form on the page of the piece, as the person reads it."""
    address = reverse(f"submissions:{action}", args=[page.pk])
    form = form_of(client.get(reverse("submissions:piece", args=[page.pk])), f'form[action="{address}"]')
    return Screen(client, address, form)


def deciding_in_the_editor(page, record, *, opened_at, name="approve"):
    """The posted form of the editor in which `record` was put in, with the decision."""
    decision = {"action-workflow-action": "true", "workflow-action-name": name, "workflow-action-extra-data": "{}"}
    return attempts.edit_form(page, **body_with(record, "photo"), **decision, **opened_at)


def editor_opened(client, page):
    """What the editor's form says of when it was opened."""
    return {"opened_at": form_of(client.get(edit_url(page)))["opened_at"]}


# Held from the save on


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


def test_what_is_in_no_submitted_piece_is_the_units_to_change(cast):
    page, own = make_piece("draft", cast), factories.photo(cast.unit)
    contributor = signed_in(cast.contributor)
    save(contributor, page, own)
    replace(contributor, own)
    assert as_it_is(own).replaced_at is not None


# Told like a changed word


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


# A slow replacement


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


@pytest.mark.parametrize("widths", [("width-90",), ("width-90", "width-80")])
def test_a_size_that_was_being_drawn_of_the_file_before_is_not_kept(cast, widths):
    """Drawing takes seconds; who reads the photo's row before the replacement stores what it drew after it."""
    photo = own_file("photo", cast)
    drawing = as_it_is(photo)
    replace(signed_in(cast.contributor), photo)
    drawing.get_renditions(*widths)
    new = as_it_is(photo)
    assert not new.renditions.filter(filter_spec__in=widths).exists()
    assert {size.width for size in new.get_renditions(*widths).values()} == {50}


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


# The second line


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize(
    "change", ["SET is_held = %s", "SET reached_board = %s", "SET file = 'khac.jpg'", "DELETE", "SET title = 'x'"]
)
def test_the_database_itself_keeps_what_is_held(cast, kind, change):
    own = own_file(kind, cast)
    table = own._meta.db_table
    statement = f"DELETE FROM {table}" if change == "DELETE" else f"UPDATE {table} {change}"
    statement += f" WHERE id = {own.pk}"
    type(own).objects.filter(pk=own.pk).update(is_held=True, reached_board=True)
    parameters = [False] if "%s" in statement else []
    with connection.cursor() as cursor:
        if change == "SET title = 'x'":
            cursor.execute(statement, parameters)
            return
        with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
            cursor.execute(statement, parameters)


def test_a_collection_takes_no_held_file_along(cast):
    """Django deletes along a relation without asking the rows that go with it."""
    own = factories.photo(cast.unit)
    own.collection = Collection.get_first_root_node().add_child(name="Bộ sưu tập thử")
    own.save()
    NewsImage.objects.filter(pk=own.pk).update(is_held=True)
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        own.collection.delete()


def test_files_of_versions_saved_before_are_held_by_the_migration(cast):
    """Of what was saved in the chain while files were held at each step only, and of nothing else."""
    page, draft = make_piece("at_leader", cast), make_piece("draft", cast)
    photo, file, linked, drafts = (own_file(kind, cast) for kind in ("image", "document", "document", "image"))
    text = f'<p><a id="{linked.pk}" linktype="document">Thông báo</a></p>'
    add = {
        page: [("photo", {"image": photo.pk}), ("file", {"file": file.pk, "title": ""}), ("text", text)],
        draft: [("photo", {"image": drafts.pk})],
    }
    for piece, blocks in add.items():
        version = piece.get_latest_revision()
        version.content["body"] = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
        version.save()
    import_module("submissions.migrations.0019_held_files").hold_what_was_saved(apps, None)
    assert [as_it_is(own).is_held for own in (photo, file, linked, drafts)] == [True, True, True, False]
