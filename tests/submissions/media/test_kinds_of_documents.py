"""What a document is by its content, in which of three sentences it is refused, and under which name it is saved."""

import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from submissions.media.documents import content_fits_name, has_password
from submissions.media.photos import without_metadata
from submissions.models import NewsDocument
from submissions.screens.downloads import saved_as
from tests.factories import PDF
from tests.submissions.registers import log_in
from tests.vietnamese.files.other_writers import made, open_document
from tests.vietnamese.files.table_writers import TABLE
from tests.vietnamese.files.test_locked import older_book, older_text, zip_with_a_password

SENT = Path(__file__).parent / "sent"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FRAME = b"\x90\x00" + bytes(400)


def file(name, content):
    return SimpleUploadedFile(name, content)


def encrypted_pdf(*, user, algorithm="AES-256"):
    """A PDF of one page that asks for the password `user` (none: "") to be read, and for another one to be printed."""
    book, target = PdfWriter(), io.BytesIO()
    book.add_blank_page(width=100, height=100)
    book.encrypt(user, owner_password="in an", algorithm=algorithm)
    book.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", b"\xff\xe3" + FRAME),
        ("a.mp3", b"\xff\xe2" + FRAME),
        ("a.mp3", b"\xff\xfd" + FRAME),
        ("a.mp3", b"\xff\xf5" + FRAME),
        ("a.mp3", bytes(700) + b"\xff\xfb" + FRAME),
        ("a.mp3", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)),
        ("a.mp3", b"RIFF\x24\x00\x00\x00RMP3data" + bytes(40)),
        ("a.pdf", b"\r\n\r\n" + PDF),
        ("a.pdf", b"x" * 1019 + b"%PDF-1.4"),
        ("a.pdf", b"\xef\xbb\xbf%PDF-1.4"),
    ],
)
def test_taken(name, content):
    assert content_fits_name(file(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp3", "﻿tin".encode("utf-16")),
        ("a.mp3", b"\xff\xeb" + FRAME),
        ("a.mp3", b"\xff\xf9" + FRAME),
        ("a.mp3", b"\xff\xfb\xf0" + FRAME),
        ("a.mp3", b"\xff\xfb\x9c" + FRAME),
        ("a.mp3", b"RIFF\x24\x00\x00\x00WEBPVP8 "),
        ("a.mp3", bytes(5000)),
        ("a.mp3", b"\xff\xd8\xff\xe0"),
        ("a.pdf", b"x" * 1020 + b"%PDF-1.4"),
        ("a.pdf", b""),
        ("a.exe", PDF),
    ],
)
def test_not_taken(name, content):
    assert not content_fits_name(file(name, content))


@pytest.mark.parametrize("name", ["mpeg-2-5.mp3", "dong-trong-truoc.pdf"])
def test_what_was_sent_is_taken(name):
    assert content_fits_name(file(name, (SENT / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", (SENT / "mat-khau.docx").read_bytes()),
        ("a.xlsx", made("locked.xlsx")),
        ("a.ods", open_document(TABLE, locked=True)),
        ("a.zip", zip_with_a_password()),
        ("a.doc", older_text(locked=True)),
        ("a.xls", older_book(locked=True)),
        ("a.pdf", encrypted_pdf(user="bimat")),
        ("a.pdf", encrypted_pdf(user="bimat", algorithm="RC4-40")),
    ],
)
def test_a_password_is_seen(name, content):
    assert has_password(file(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", older_text()),
        ("a.docx", older_text()),
        ("a.xls", made("plain.xls")),
        ("a.xlsx", made("libreoffice.xlsx")),
        ("a.ods", made("plain.ods")),
        ("a.doc", OLE + bytes(30)),
        ("a.pdf", PDF),
        # Anybody opens it; what is locked is to print or copy it.
        ("a.pdf", encrypted_pdf(user="")),
        ("a.pdf", PDF + b"trailer << /Encrypt 9 0 R >>"),
    ],
)
def test_none_is_seen_where_there_is_none(name, content):
    assert not has_password(file(name, content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ\x90\0" + bytes(30), "Không nhận tệp có đuôi “exe”"),
        ("a.docx", made("locked.xlsx"), "Tệp đặt mật khẩu nên không ai mở được."),
        ("a.pdf", encrypted_pdf(user="bimat"), "Tệp đặt mật khẩu nên không ai mở được."),
        ("a.docx", older_text(), "Nội dung tệp không đúng với phần mở rộng"),
        ("a.pdf", b"MZ\x90\0" + bytes(30), "Nội dung tệp không đúng với phần mở rộng"),
    ],
)
def test_three_sentences(client, unit, contributor, name, content, sentence):
    log_in(client, contributor)
    answer = upload(client, unit, name=name, content=content)
    assert answer["error_message"].count(".") <= 3
    assert sentence in answer["error_message"]
    assert not NewsDocument.objects.exists()


def upload(client, unit, *, name, content):
    form = {"files[]": file(name, content), "title": "Tệp", "collection": unit.collection.pk}
    address = "/admin/documents/multiple/add/"
    return json.loads(client.post(address, form, headers={"x-requested-with": "XMLHttpRequest"}).content)


@pytest.mark.django_db
def test_it_is_saved_under_the_name_that_people_gave(client, unit, contributor):
    names = [f"Quyết định số 12 về việc phân công công chức, viên chức phụ trách, phụ lục {n}.pdf" for n in (1, 2)]
    log_in(client, contributor)
    for name in [*names, names[0]]:
        upload(client, unit, name=name, content=PDF)
    kept = list(NewsDocument.objects.order_by("pk"))
    assert [document.given_name for document in kept] == [*names, names[0]]
    assert len({document.file.name for document in kept}) == 3
    for document, name in zip(kept, names, strict=False):
        assert f"filename*=UTF-8''{quote(name, safe='')}" in client.get(document.url)["Content-Disposition"]


@pytest.mark.django_db
def test_a_document_of_before_keeps_the_name_of_its_file(client, unit, contributor):
    log_in(client, contributor)
    upload(client, unit, name="Kế hoạch.pdf", content=PDF)
    NewsDocument.objects.update(given_name="")
    document = NewsDocument.objects.get()
    assert client.get(document.url)["Content-Disposition"] == 'attachment; filename="ke-hoach.pdf"'


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("ke-hoach.pdf", 'attachment; filename="ke-hoach.pdf"'),
        ("Kế hoạch.pdf", "attachment; filename=\"ke-hoach.pdf\"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"),
        ('a"b\r\nX: 1.pdf', "attachment; filename=\"a-b-x-1.pdf\"; filename*=UTF-8''a%22b%0D%0AX%3A%201.pdf"),
        ("…", "attachment; filename=\"tep\"; filename*=UTF-8''%E2%80%A6"),
    ],
)
def test_header_of_a_download(name, header):
    assert saved_as(name) == header


def test_no_photo_is_turned_by_its_xmp():
    """Browsers go by EXIF; what this one's XMP says, no reader of the first copy ever saw."""
    with Image.open(SENT / "huong-trong-xmp.jpg") as sent:
        assert sent.getexif()[0x0112] == 6, "Pillow itself believes it"
        size = sent.size
    with (SENT / "huong-trong-xmp.jpg").open("rb") as sent, Image.open(without_metadata(sent, name="a.jpg")) as stored:
        assert stored.size == size == (80, 40)


def test_a_photo_is_turned_by_its_exif():
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(written, "JPEG", exif=exif)
    with Image.open(without_metadata(written, name="a.jfif")) as stored:
        assert stored.size == (40, 80)
