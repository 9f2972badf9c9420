"""Files in a store are as files on a disk: whole or not there, each name given once, and what is wrong is told."""

import threading
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from site_cms import faults
from site_cms.object_store import ObjectStore, told
from site_cms.settings.object_store import address_of
from site_cms.storage import StoreAway, WholeFiles
from submissions.arriving import waiting_files
from submissions.models import NewsDocument, WaitingFile
from tests import factories

from .processes import free_port
from .s3_server import S3Server


@pytest.fixture(scope="module")
def server():
    with S3Server() as server:
        yield server


@pytest.fixture(params=["disk", "store"])
def media(request, settings, tmp_path):
    """Both kinds, asked the same."""
    if request.param == "disk":
        return WholeFiles(location=tmp_path, base_url="/media/")
    request.getfixturevalue("server").new_bucket(settings)
    return ObjectStore(location="media")


@pytest.fixture
def private(server, settings):
    server.new_bucket(settings)
    return ObjectStore(location="private")


def content_of(storage, name):
    with storage.open(name) as file:
        return file.read()


def test_what_is_saved_is_read(media):
    name = media.save("share/tin-1/thẻ.jpg", ContentFile(b"x" * 5_000_000))
    assert name == "share/tin-1/thẻ.jpg"
    assert content_of(media, name) == b"x" * 5_000_000
    assert media.size(name) == 5_000_000
    assert media.exists(name)
    assert media.listdir("share") == (["tin-1"], [])
    assert media.listdir("share/tin-1") == ([], ["thẻ.jpg"])
    assert media.url(name) == "/media/share/tin-1/th%E1%BA%BB.jpg"


def test_text_is_written_as_it_is(media):
    assert content_of(media, media.save("a.txt", ContentFile("Mũi Né"))) == "Mũi Né".encode()


def test_what_is_not_there(media):
    assert not media.exists("không-có.jpg")
    media.delete("không-có.jpg")
    for ask in (media.open, media.size):
        with pytest.raises(FileNotFoundError):
            ask("không-có.jpg")


def test_deleted(media):
    name = media.save("a.jpg", ContentFile(b"1"))
    media.delete(name)
    assert not media.exists(name)


def test_nothing_outside_is_reached(media):
    with pytest.raises(SuspiciousOperation):
        media.open("../private/a.pdf")


def test_a_name_is_given_once(media):
    first, second = (media.save("a.jpg", ContentFile(content)) for content in (b"1", b"2"))
    assert first != second
    assert (content_of(media, first), content_of(media, second)) == (b"1", b"2")


def test_two_at_once_do_not_write_over_each_other(media, monkeypatch):
    # Both have asked whether the name is free before either writes.
    both, asked = threading.Barrier(2), type(media).exists
    turns = threading.local()

    def exists(self, name):
        found = asked(self, name)
        if not getattr(turns, "is_over", False):
            turns.is_over = True
            both.wait(timeout=20)
        return found

    monkeypatch.setattr(type(media), "exists", exists)
    names = {}

    def save(content):
        names[media.save("a.jpg", ContentFile(content))] = content

    threads = [threading.Thread(target=save, args=(content,)) for content in (b"1", b"2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: content_of(media, name) for name in names} == names
    assert sorted(names.values()) == [b"1", b"2"]


def test_written_piece_by_piece(media):
    name = media.save("đang-gửi", ContentFile(b""))
    media.write_at(name, 0, b"abc")
    media.write_at(name, 3, b"dXX")
    media.write_at(name, 4, b"ef")  # the write before was given up
    assert content_of(media, name) == b"abcdef"


def test_all_files_with_their_sizes(media):
    for name, content in (("b/2.jpg", b"22"), ("a.jpg", b"1")):
        media.save(name, ContentFile(content))
    assert {(stored.name, stored.size) for stored in media.all_files()} == {("b/2.jpg", 2), ("a.jpg", 1)}
    assert media.half_written() == []


def test_more_files_than_the_store_tells_at_once(private):
    for number in range(1_005):
        private.client.put_object(Bucket=private.bucket_name, Key=f"private/{number}", Body=b"")
    assert len(list(private.all_files())) == 1_005


def test_its_mark_changes_with_what_a_file_holds(private):
    name = private.save("a", ContentFile(b"1"))
    [before] = private.all_files()
    private.write_at(name, 0, b"2")
    [after] = private.all_files()
    assert before.mark != after.mark


def test_what_only_a_view_hands_out_has_no_address(private):
    with pytest.raises(NotImplementedError, match="not accessible"):
        private.url(private.save("a.pdf", ContentFile(b"1")))


def test_whoever_asks_for_a_browser_kind_gets_it(private):
    name = private.save("a.webp", SimpleUploadedFile("a.webp", b"1", content_type="image/webp"))
    assert private.client.head_object(Bucket=private.bucket_name, Key=f"private/{name}")["ContentType"] == "image/webp"


def test_a_part_behind_what_was_lost_is_refused(private):
    name = private.save("a", ContentFile(b"abc"))
    with pytest.raises(StoreAway):
        private.write_at(name, 5, b"f")
    assert content_of(private, name) == b"abc"


def test_a_folder_of_a_console_is_no_file(private):
    for key in ("private/", "private/documents/"):
        private.client.put_object(Bucket=private.bucket_name, Key=key, Body=b"")
    private.save("a.pdf", ContentFile(b"1"))
    assert [stored.name for stored in private.all_files()] == ["a.pdf"]


def test_pages_remember_what_is_there(private, monkeypatch):
    assert not private.is_there("a.jpg")
    private.save("a.jpg", ContentFile(b"1"))
    assert private.is_there("a.jpg")
    monkeypatch.setattr(ObjectStore, "exists", lambda self, name: pytest.fail("asked again"))
    assert private.is_there("a.jpg")
    monkeypatch.undo()
    private.delete("a.jpg")
    assert not private.is_there("a.jpg")


@pytest.mark.django_db
def test_a_document_is_handed_out_whole_and_in_part(private, client, monkeypatch):
    monkeypatch.setattr(NewsDocument._meta.get_field("file"), "storage", private)
    unit = factories.UnitFactory()
    document = factories.document(unit)
    client.force_login(factories.contributor_of(unit))
    whole = client.get(document.url)
    assert (whole.status_code, whole["Content-Type"]) == (200, "application/pdf")
    assert b"".join(whole.streaming_content) == factories.PDF
    part = client.get(document.url, headers={"range": "bytes=2-5"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == factories.PDF[2:6]


def test_how_it_is_made_names_neither_the_place_nor_the_secret(private):
    assert private.deconstruct() == ("site_cms.object_store.ObjectStore", (), {"location": "private"})


# --- when something is wrong ---------------------------------------------------------------------


@pytest.fixture
def away(settings, monkeypatch):
    monkeypatch.setattr("site_cms.object_store.TIMES", 1)
    settings.OBJECT_STORE = address_of(f"http://a:b@127.0.0.1:{free_port()}/trang")
    return ObjectStore(location="private")


def test_a_store_that_is_away_is_told(away):
    for ask in (
        lambda: away.save("a", ContentFile(b"1")),
        lambda: away.open("a"),
        lambda: away.exists("a"),
        lambda: away.delete("a"),
        lambda: away.size("a"),
        lambda: away.listdir(""),
        lambda: away.write_at("a", 0, b"1"),
        lambda: list(away.all_files()),
    ):
        with pytest.raises(StoreAway):
            ask()


def test_no_page_waits_for_it_again_and_again(away, monkeypatch):
    assert not away.is_there("a.jpg")
    monkeypatch.setattr(ObjectStore, "exists", lambda self, name: pytest.fail("asked again"))
    assert not away.is_there("a.jpg")


def test_a_bucket_that_is_not_there_is_no_lost_file(server, settings):
    settings.OBJECT_STORE = address_of(f"http://a:b@127.0.0.1:{server.port}/go-nham")
    with pytest.raises(StoreAway):
        ObjectStore(location="private").open("a")


def test_a_store_that_takes_no_name_is_told(private, monkeypatch):
    monkeypatch.setattr(ObjectStore, "put_new", lambda *given, **more: False)
    with pytest.raises(StoreAway):
        private.save("a", ContentFile(b"1"))


@pytest.mark.django_db
def test_a_word_file_waits_for_it_as_long_as_it_takes(away, monkeypatch):
    unit = factories.UnitFactory()
    owner = factories.contributor_of(unit)
    row = waiting_files.wait(SimpleUploadedFile("a.doc", b"x"), unit=unit, user=owner, key=uuid.uuid4())
    monkeypatch.setattr(WaitingFile._meta.get_field("file"), "storage", away)
    for _round in range(waiting_files.MOST_TRIES + 1):
        assert waiting_files.convert_due(most=5) == (0, 0)
    row.refresh_from_db()
    assert (row.state, row.tries) == (WaitingFile.State.WAITING, 0)
    assert row.file.name


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, FileNotFoundError),
        (409, FileExistsError),
        (412, FileExistsError),
        (403, StoreAway),
        (500, StoreAway),
    ],
)
def test_what_it_answers_means(status, kind):
    assert isinstance(told(status, "a", "…"), kind)


def test_a_full_store_is_a_full_disk():
    assert faults.fault_of(told(507, "a", "…")) is faults.NO_ROOM


@pytest.mark.django_db
def test_whoever_sends_a_document_meanwhile_is_told(away, client, monkeypatch):
    unit = factories.UnitFactory()
    client.force_login(factories.contributor_of(unit))
    client.raise_request_exception = False
    monkeypatch.setattr(NewsDocument._meta.get_field("file"), "storage", away)
    fields = {"title": "Thông báo", "collection": unit.collection_id, "tags": ""}
    sent = client.post("/admin/documents/add/", {**fields, "file": SimpleUploadedFile("a.pdf", factories.PDF)})
    assert sent.status_code == 503
    assert "Kho ảnh và tài liệu hiện không trả lời" in sent.content.decode()
    assert not NewsDocument.objects.exists()


# --- its address ---------------------------------------------------------------------------------


def test_the_address_of_a_store():
    store = address_of("https://khoa:b%2Fi@kho.example:9000/trang?region=vn-1")
    assert (store.endpoint, store.bucket, store.region) == ("https://kho.example:9000", "trang", "vn-1")
    assert (store.access_key, store.secret_key) == ("khoa", "b/i")
    assert "b/i" not in repr(store)
    assert address_of("") is None


@pytest.mark.parametrize(
    "url",
    [
        "s3://a:b@kho.example/trang",
        "https://kho.example/trang",
        "https://a:bi-mat@kho.example/",
        "https://a:bi-mat@kho.example/x/y",
        "kho",
    ],
)
def test_an_address_that_lacks_something_is_refused_without_its_secret(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        address_of(url)
    assert "bi-mat" not in str(refused.value)
