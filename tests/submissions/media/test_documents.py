"""Documents: what may be uploaded, and who is handed one."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import UploadedFile

from submissions.models import NewsDocument
from tests import workflow
from tests.factories import PDF, UnitFactory, UserFactory, contributor_of, document, leader_of, news
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(contributor, leader, editor):
    return {"contributor": contributor, "leader": leader, "editor": editor}


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
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
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
    for _ in range(2):
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
