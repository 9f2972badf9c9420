"""Each door through which a file is handed on to others: what is dangerous stays outside, and is told in a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from submissions.dangers import refusing
from submissions.models import NewsDocument
from submissions.papers.scans import checked_scan
from tests import factories
from tests.vietnamese.dangers.daemon import EICAR, running
from tests.vietnamese.dangers.made import DANGEROUS, HARMLESS
from vietnamese.dangers import codes

DOORS = {
    "a Word file with macros": ("bao-cao.docx", "a project of macros", "macro"),
    "a PDF with a script": ("cong-van.pdf", "a PDF's script", "PDF"),
    "a ZIP with a program": ("ho-so.zip", "a program in a ZIP", "chương trình"),
    "a bomb": ("so-lieu.xlsx", "a bomb", "quá lớn"),
}


@pytest.fixture
def upload(db, client):
    """`upload(name, content)` is the answer of the window in which a unit's documents are uploaded."""
    unit = factories.UnitFactory()
    client.force_login(factories.contributor_of(unit))

    def upload(name, content):
        data = {"title": "Tệp", "file": SimpleUploadedFile(name, content), "collection": unit.collection.pk}
        return client.post(reverse("wagtaildocs:add"), data)

    return upload


@pytest.mark.parametrize("door", DOORS)
def test_a_document_is_refused_in_words(upload, door):
    name, content, words = DOORS[door]
    answer = upload(name, DANGEROUS[content][0])
    assert words in answer.content.decode()
    assert not NewsDocument.objects.exists()


def test_what_offices_send_is_taken(upload):
    assert upload("bao-cao.docx", HARMLESS["an equation"]).status_code == 302
    assert NewsDocument.objects.count() == 1


def test_there_is_a_sentence_for_all_that_may_be_found():
    assert set(refusing.SENTENCES) == set(codes.CODES)


def test_a_scan_of_a_signed_paper_is_looked_through_as_well():
    with pytest.raises(ValidationError) as refused:
        checked_scan(SimpleUploadedFile("a.pdf", DANGEROUS["a PDF that starts a program"][0]))
    assert refused.value.code == codes.SCRIPT


class TestScanner:
    def test_nobody_is_asked_where_there_is_none(self, upload, settings):
        assert settings.CLAMD == ""
        assert upload("a.docx", HARMLESS["a Word file"]).status_code == 302

    def test_a_virus_is_refused(self, upload, settings):
        with running() as daemon:
            settings.CLAMD = daemon.address
            answer = upload("a.mp3", b"ID3" + EICAR)
            assert "vi-rút" in answer.content.decode() and not NewsDocument.objects.exists()
            assert upload("b.mp3", b"ID3").status_code == 302

    @pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b""])
    def test_without_an_answer_nothing_is_taken(self, upload, settings, caplog, answer):
        with running(answer=answer) as daemon:
            settings.CLAMD = daemon.address
            said = upload("bi-mat.mp3", b"ID3").content.decode()
        assert "Vui lòng thử lại sau" in said and not NewsDocument.objects.exists()
        assert "not scanned" in caplog.text and "bi-mat" not in caplog.text

    def test_unless_the_office_wants_it_otherwise(self, upload, settings, caplog):
        settings.CLAMD, settings.CLAMD_REQUIRED, settings.CLAMD_SECONDS = "127.0.0.1:1", False, 1
        assert upload("a.mp3", b"ID3").status_code == 302
        assert "not scanned" in caplog.text
