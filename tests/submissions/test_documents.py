"""Documents: what may be uploaded, who is handed one, and files that are held."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import UploadedFile

from submissions.models import NewsDocument, NewsImage
from tests import workflow
from tests.browserform import form_of
from tests.factories import UnitFactory, UserFactory, contributor_of, editor, leader_of, news, photo, picture_file
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def people(unit):
    return {"contributor": contributor_of(unit), "leader": leader_of(unit), "editor": editor()}


def document(unit, *, title="Thông báo", name="Thông báo số 12.pdf", content=PDF):
    return NewsDocument.objects.create(title=title, collection=unit.collection, file=ContentFile(content, name=name))


def piece_with(unit, file, *, people):
    """A draft of the unit with the document in its text, as a link of the editor."""
    text = f'<p>Xem <a linktype="document" id="{file.pk}">thông báo</a>.</p>'
    return news(unit, owner=people["contributor"], text=text)


def published(unit, file, people):
    return workflow.publish_through_chain(piece_with(unit, file, people=people), **people)


# Who is handed a document


def test_the_public_is_handed_what_a_live_piece_has(client, unit, people):
    file = document(unit)
    piece_with_file = piece_with(unit, file, people=people)
    assert client.get(file.url).status_code == 404
    workflow.publish_through_chain(piece_with_file, **people)
    response = client.get(file.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF


def test_it_is_a_download_and_nothing_that_runs_in_our_name(client, unit, people):
    file = document(unit)
    published(unit, file, people)
    response = client.get(file.url)
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("stage", ["draft", "at_leader", "at_board"])
def test_before_publication_only_the_own_unit_and_from_the_leaders_approval_on_the_board(client, unit, people, stage):
    file = document(unit)
    piece = piece_with(unit, file, people=people)
    if stage != "draft":
        workflow.submit(piece, people["contributor"])
    if stage == "at_board":
        workflow.approve_as(piece, people["leader"])
    allowed = [people["contributor"], people["leader"], UserFactory(is_superuser=True)]
    other = UnitFactory()
    refused = [
        contributor_of(other),
        leader_of(other),
        UserFactory(groups=["Người xem báo cáo"]),
        UserFactory(groups=["Kế toán"]),
        UserFactory(),
    ]
    (allowed if stage == "at_board" else refused).append(people["editor"])
    assert client.get(file.url).status_code == 404
    assert {log_in(client, user).get(file.url).status_code for user in allowed} == {200}
    assert {log_in(client, user).get(file.url).status_code for user in refused} == {404}


def test_a_piece_taken_down_takes_its_document_along(client, unit, people):
    file = document(unit)
    page = published(unit, file, people)
    page.unpublish()
    assert client.get(file.url).status_code == 404


def test_a_document_that_an_unpublished_correction_adds_waits_with_it(client, unit, people):
    first, second = document(unit), document(unit, name="khac.pdf")
    page = published(unit, first, people)
    page.lead = f"Sửa, thêm tệp {second.pk}"
    page.body = piece_with(unit, second, people=people).body
    page.save_revision(user=people["contributor"])
    assert client.get(first.url).status_code == 200
    assert client.get(second.url).status_code == 404


def test_the_address_of_the_file_itself_serves_nothing(client, unit, people):
    file = document(unit)
    published(unit, file, people)
    for prefix in ("/media/", "/private/", "/static/", "/"):
        assert client.get(f"{prefix}{file.file.name}").status_code == 404


def test_a_guessed_number_or_name_is_answered_alike(client, unit):
    file = document(unit)
    assert client.get(f"/documents/{file.pk}/khac.pdf").status_code == 404
    assert client.get(f"/documents/{file.pk + 999}/{file.filename}").status_code == 404


def test_num_queries(client, unit, people):
    file = document(unit)
    published(unit, file, people)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(file.url).status_code == 200
        return len(captured)

    before = queries()
    for _ in range(5):
        published(unit, file, people)
    assert queries() == before


# What may be uploaded


def upload_many(client, name, content, unit):
    form = {"files[]": SimpleUploadedFile(name, content), "title": "Tệp", "collection": unit.collection.pk}
    return client.post("/admin/documents/multiple/add/", form, headers={"x-requested-with": "XMLHttpRequest"})


@pytest.mark.parametrize(("title", "saved"), [("", False), ("Kế hoạch", True)])
def test_an_upload_that_waits_for_its_title_becomes_a_document(client, unit, people, title, saved):
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(NewsDocument),
        file=ContentFile(PDF, name="moi.pdf"),
        uploaded_by_user=people["contributor"],
    )
    member = log_in(client, people["contributor"])
    prefix = f"uploaded-document-{waiting.pk}"
    form = {f"{prefix}-title": title, f"{prefix}-collection": unit.collection.pk}
    response = member.post(reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting.pk]), form)
    assert response.json()["success"] is saved
    assert NewsDocument.objects.filter(title="Kế hoạch").exists() is saved


def upload_in_chooser(client, name, content, unit):
    prefix = "document-chooser-upload"
    form = {
        f"{prefix}-title": "Tệp",
        f"{prefix}-file": SimpleUploadedFile(name, content),
        f"{prefix}-collection": unit.collection.pk,
    }
    return client.post("/admin/documents/chooser/create/", form)


def upload_single(client, name, content, unit):
    form = {"title": "Tệp", "file": SimpleUploadedFile(name, content), "collection": unit.collection.pk}
    return client.post("/admin/documents/add/", form)


WAYS = [upload_many, upload_in_chooser, upload_single]
GOOD = {
    "a.pdf": PDF,
    "a.PDF": PDF,
    "a.docx": b"PK\x03\x04" + bytes(30),
    "a.xlsx": b"PK\x03\x04" + bytes(30),
    "a.odt": b"PK\x03\x04" + bytes(30),
    "a.ods": b"PK\x03\x04" + bytes(30),
    "a.zip": b"PK\x05\x06" + bytes(18),
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30),
    "a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30),
    "a.mp3": b"ID3\x04" + bytes(30),
    "b.mp3": b"\xff\xfb\x90" + bytes(30),
    "a.m4a": b"\0\0\0\x20ftypM4A " + bytes(30),
}
BAD = {
    "a.exe": b"MZ\x90\0" + bytes(30),
    "a.html": b"<script>alert(1)</script>",
    "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a.pdf.exe": b"MZ\x90\0" + bytes(30),
    "khong-duoi": b"%PDF-",
    "gia.pdf": b"MZ\x90\0" + bytes(30),
    "gia.docx": b"<html>",
    "gia.mp3": b"<script>",
    "gia.zip": b"Rar!\x1a\x07",
    "rong.pdf": b"",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", GOOD)
def test_allowed_types_come_in(client, unit, people, way, name):
    log_in(client, people["contributor"])
    assert way(client, name, GOOD[name], unit).status_code in (200, 302)
    file = NewsDocument.objects.get()
    assert file.collection == unit.collection
    assert "/" in file.file.name.removeprefix("documents/")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", BAD)
def test_other_types_and_false_names_stay_out(client, unit, people, way, name):
    log_in(client, people["contributor"])
    assert way(client, name, BAD[name], unit).status_code == 200
    assert not NewsDocument.objects.exists()


def test_the_refusal_says_what_to_do(client, unit, people):
    log_in(client, people["contributor"])
    message = json.loads(upload_many(client, "gia.pdf", b"MZ", unit).content)["error_message"]
    assert "Nội dung tệp không đúng với phần mở rộng" in message


def test_too_large_a_document(client, unit, people, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    log_in(client, people["contributor"])
    assert "Tệp quá lớn" in json.loads(upload_many(client, "a.pdf", PDF, unit).content)["error_message"]
    assert not NewsDocument.objects.exists()


# Held files


@pytest.fixture
def held(unit, people):
    """A photo and a document of a piece that was submitted."""
    file, image = document(unit), photo(unit)
    page = piece_with(unit, file, people=people)
    page.body.append(("photo", {"image": image, "caption": "Ảnh", "credit": "", "alt": ""}))
    page.save()
    page.save_revision(user=people["contributor"])
    workflow.approve_as(workflow.submit(page, people["contributor"]), people["leader"])
    image.refresh_from_db(), file.refresh_from_db()
    assert (image.is_held, file.is_held) == (True, True)
    return {"image": image, "document": file}


def bytes_of(record):
    with record.file.storage.open(record.file.name) as file:
        return file.read()


def address_of(record, action):
    if isinstance(record, NewsImage):
        return f"/admin/images/{record.pk}/" + ("delete/" if action == "delete" else "")
    return f"/admin/documents/{action}/{record.pk}/"


@pytest.mark.parametrize("role", ["contributor", "leader", "editor", "superuser"])
@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_held_file_is_neither_replaced_nor_deleted(client, held, unit, people, role, kind):
    record = held[kind]
    before = bytes_of(record)
    user = people.get(role) or UserFactory(is_superuser=True)
    log_in(client, user)
    new = picture_file("moi.jpg", colour="red") if kind == "image" else ContentFile(PDF + b"moi", name="moi.pdf")
    new = SimpleUploadedFile(new.name, new.read())
    form = {"title": "Đổi", "file": new, "collection": unit.collection.pk, "tags": ""}
    for action in ("edit", "delete"):
        for response in (
            client.get(address_of(record, action), follow=True),
            client.post(address_of(record, action), form, follow=True),
        ):
            assert response.status_code == 200
            assert "thuộc tin, bài đã trình" in response.content.decode()
    after = type(record).objects.get(pk=record.pk)
    assert (after.title, after.file.name, after.collection) == (record.title, record.file.name, unit.collection)
    assert bytes_of(after) == before


@pytest.mark.parametrize("role", ["contributor", "superuser"])
@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_no_bulk_action_changes_a_held_file(client, held, people, role, kind, action):
    record = held[kind]
    user = people.get(role) or UserFactory(is_superuser=True)
    elsewhere = UnitFactory().collection
    model = f"submissions/news{kind}"
    for ids in (record.pk, "all"):
        log_in(client, user).post(
            f"/admin/bulk/{model}/{action}/?id={ids}", {"collection": elsewhere.pk, "tags": "khac"}
        )
    after = type(record).objects.get(pk=record.pk)
    assert (after.collection, after.tags.count()) == (record.collection, 0)


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("action", ["edit", "delete"])
def test_the_views_of_several_uploads_refuse_too(client, held, people, kind, action):
    record = held[kind]
    base = f"/admin/{kind}s/multiple/"
    address = f"{base}{record.pk}/" + ("delete/" if action == "delete" else "")
    form = {f"{kind}-{record.pk}-title": "Đổi", f"{kind}-{record.pk}-collection": record.collection.pk}
    log_in(client, people["contributor"]).post(address, form, headers={"x-requested-with": "XMLHttpRequest"})
    after = type(record).objects.get(pk=record.pk)
    assert after.title == record.title


@pytest.mark.parametrize("kind", ["image", "document"])
def test_strangers_do_not_learn_of_a_held_file(client, held, kind):
    log_in(client, contributor_of(UnitFactory()))
    response = client.get(address_of(held[kind], "edit"), follow=True)
    assert held[kind].title not in response.content.decode()
    assert log_in(client, UserFactory()).get(address_of(held[kind], "edit")).status_code == 302


def test_what_is_not_held_can_be_changed_and_deleted_by_the_unit(client, unit, people):
    image, file = photo(unit), document(unit)
    log_in(client, people["contributor"])
    for record in (image, file):
        response = client.get(address_of(record, "edit"))
        form = form_of(response, "form[enctype]") | {"title": "Tên mới"}
        assert client.post(address_of(record, "edit"), form).status_code == 302
        record.refresh_from_db()
        assert record.title == "Tên mới"
        assert client.post(address_of(record, "delete")).status_code == 302
        assert not type(record).objects.filter(pk=record.pk).exists()


def test_another_units_files_are_closed(client, unit, people):
    image, file = photo(unit), document(unit)
    log_in(client, leader_of(UnitFactory()))
    for record in (image, file):
        for action in ("edit", "delete"):
            assert is_refused(client.get(address_of(record, action)))
            assert is_refused(client.post(address_of(record, action), {"title": "Đổi"}))
