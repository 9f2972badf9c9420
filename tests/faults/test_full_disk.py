"""The disk is full: a sentence for the person, no file by half, no row without its file, and all goes on afterwards."""

import io
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from site_cms.faults import NO_ROOM
from submissions.models import NewsDocument, NewsImage, PhotoUpload
from tests import factories
from tests.faults.room import room_for
from tests.plugins.told import told
from tests.submissions.uploads import tus
from tests.workflow import approve_as, fresh, submit

pytestmark = pytest.mark.django_db

SMALL = 2_000
PDF = b"%PDF-1.7\n" + os.urandom(60_000) + b"\n%%EOF"
MP3 = b"ID3\x04" + os.urandom(60_000)


class Cast:
    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit)
        self.editor = factories.editor()


@told
def cast():
    return Cast()


def logged_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def files():
    """Every file of the site (set of Path), what is being written among them."""
    roots = {storages[alias].location for alias in ("default", "private")}
    return {path for root in roots for path in Path(root).rglob("*") if path.is_file()}


def noise(*, size=(1600, 1200)):
    """A JPEG that does not get small (bytes)."""
    picture, content = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)), io.BytesIO()
    picture.save(content, "JPEG", quality=90)
    return content.getvalue()


def assert_told(response):
    assert response.status_code == 507
    page = response.content.decode()
    assert "Máy chủ đã hết chỗ lưu trữ" in page
    assert "chưa được lưu" in page


def document_sent(cast, client, *, name, content):
    file = SimpleUploadedFile(name, content)
    return client.post(
        "/admin/documents/multiple/add/",
        {"title": "Thông báo", "files[]": file, "collection": cast.unit.collection.pk},
    )


@pytest.mark.parametrize(("name", "content"), [("thong-bao.pdf", PDF), ("ban-tin.mp3", MP3)])
def test_a_document_or_a_recording_without_room(cast, name, content):
    client, before = logged_in(cast.contributor), files()
    with room_for(SMALL):
        assert_told(document_sent(cast, client, name=name, content=content))
    assert (NewsDocument.objects.count(), files()) == (0, before)
    assert document_sent(cast, client, name=name, content=content).status_code == 200
    assert NewsDocument.objects.count() == 1


def test_a_photo_without_room(cast):
    client, before, content = logged_in(cast.contributor), files(), noise()
    sent = {"title": "Bãi biển", "collection": cast.unit.collection.pk}
    with room_for(SMALL):
        file = SimpleUploadedFile("bien.jpg", content)
        assert_told(client.post("/admin/images/multiple/add/", sent | {"files[]": file}))
    assert (NewsImage.objects.count(), files()) == (0, before)


def test_a_photo_that_arrives_in_pieces_goes_on_where_there_was_no_room(cast):
    """The script waits and asks again (every answer from 500 on); what has arrived is kept."""
    client, content = logged_in(cast.contributor), tus.photo_bytes()
    address = tus.begin(client, cast.unit, content)["Location"]
    assert tus.part(client, address, content[:SMALL], offset=0).status_code == 204
    with room_for(SMALL):
        answer = tus.part(client, address, content[SMALL:], offset=SMALL)
        assert (answer.status_code, answer.json()["error"]) == (507, f"{NO_ROOM.heading}. {NO_ROOM.advice}")
        assert tus.offset_of(client, address) == SMALL
    assert tus.part(client, address, content[SMALL:], offset=SMALL).status_code == 204
    with room_for(SMALL):
        assert tus.finish(client, address).status_code == 507
    assert PhotoUpload.objects.get().refused == ""
    assert tus.finish(client, address).status_code == 200
    assert NewsImage.objects.count() == 1


def test_a_form_that_is_larger_than_the_room_for_it(cast, settings):
    """What is large goes to the system's folder first: no room there is told as well, before anybody is asked."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    with room_for(SMALL):
        assert_told(document_sent(cast, logged_in(cast.contributor), name="thong-bao.pdf", content=PDF))


def test_what_was_typed_stays_on_the_page(cast):
    client = logged_in(cast.contributor)
    with room_for(SMALL):
        page = document_sent(cast, client, name="thong-bao.pdf", content=PDF).content.decode()
    assert '<input type="hidden" name="title" value="Thông báo">' in page
    assert "Vui lòng chọn lại tệp này: thong-bao.pdf" in page
    assert '<form method="post" action="/admin/documents/multiple/add/" enctype="multipart/form-data">' in page


def test_publishing_goes_on_and_its_readers_read(cast, client, django_capture_on_commit_callbacks):
    """Sizes of photos cannot be drawn: the piece is live all the same, its page opens, the worker draws them later."""
    photo = factories.photo(cast.unit, file=ContentFile(noise(), name="bien.jpg"))
    piece = factories.news(cast.unit, owner=cast.contributor, image=photo)
    submit(piece, cast.contributor)
    approve_as(fresh(piece), cast.leader)
    before = files()
    with room_for(SMALL):
        with django_capture_on_commit_callbacks(execute=True):
            approve_as(fresh(piece), cast.editor)
        assert fresh(piece).live
        client.raise_request_exception = False
        answer = client.get(fresh(piece).url)
        assert (answer.status_code, piece.title in answer.content.decode()) == (200, True)
    assert [path for path in files() - before if path.stat().st_size <= SMALL] == []
    assert client.get(fresh(piece).url).status_code == 200
