"""Texts of the files of public documents: read once by the worker, shown, found, and of public ones alone."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from home.page_cache.version import current
from home.search.entry import SearchEntry
from library.models import FileText
from library.reading import reading
from submissions.kept.due_work import do_registered
from submissions.models import NewsDocument
from submissions.statements import publishing
from tests import factories, statements
from tests.library.reading.pdfs import pdf
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
WORDS = (
    "Phun thuốc diệt muỗi vằn tại khu phố 5 <b>vào</b> sáng thứ Bảy, người dân mở cửa sổ và cất thức ăn.\nTrân trọng."
)


@pytest.fixture
def board(db):
    return factories.editor(), factories.editor()


def a_file(content, name="ke-hoach.pdf", title="Kế hoạch"):
    return NewsDocument.objects.create(title=title, file=ContentFile(content, name=name))


def public(board, *files, **fields):
    return statements.publish(statements.document(by=board[0], files=files, **fields), by=board[1])


def test_the_text_of_a_public_pdf_is_shown_escaped_and_found(board, client, django_capture_on_commit_callbacks):
    page = public(board, a_file(pdf(WORDS)))
    assert not soup_of(client.get(page.url)).select(".file-text")
    before = current()
    with django_capture_on_commit_callbacks(execute=True):
        assert do_registered() == "Số tệp PDF đã đọc thành chữ: 1"
    assert current() != before, "kept pages are of before"
    shown = soup_of(client.get(page.url)).select_one("details.file-text")
    assert shown.summary.get_text() == "Đọc nội dung “Kế hoạch” tại đây"
    assert "<b>vào</b>" in shown.get_text() and not shown.select("b")
    assert "Tệp gốc mới có giá trị" in shown.get_text()
    hits = soup_of(client.get("/tim-kiem/?q=diet muoi van"))
    assert hits.select(f'.hits a[href="{page.url}"]')
    assert do_registered() == ""


def test_that_it_was_read_is_no_use_of_the_file(board):
    """Where a file is used is told to who would delete or replace it: at its document, and nowhere else."""
    file = a_file(pdf(WORDS))
    public(board, file)
    before = list(ReferenceIndex.get_references_to(file))
    reading.read_due()
    assert list(ReferenceIndex.get_references_to(file)) == before
    assert len(before) == 1


def test_drafts_and_what_was_withdrawn_are_not_read(board):
    statements.document(by=board[0], files=[a_file(pdf(WORDS))])
    page = public(board, a_file(pdf(WORDS)), number="2/UBND")
    publishing.withdraw(pk=page.pk, user=board[1], reason="Sai.")
    assert reading.read_due() == ""
    assert not FileText.objects.exists()


def test_a_scan_and_what_is_damaged_say_nothing_and_are_tried_once(board, client):
    page = public(board, a_file(pdf("")), a_file(b"%PDF-1.4", name="hong.pdf"), a_file(b"x", name="bang.docx"))
    assert reading.read_due() == ""
    assert list(FileText.objects.values_list("text", flat=True)) == ["", ""]
    assert not reading.unread().exists()
    assert not soup_of(client.get(page.url)).select(".file-text")


def test_a_worker_that_is_killed_tries_a_file_once(board, monkeypatch):
    public(board, a_file(pdf(WORDS)))

    def killed(content):
        raise SystemExit

    monkeypatch.setattr(reading, "text_of_pdf", killed)
    with pytest.raises(SystemExit):
        reading.read_due()
    assert not reading.unread().exists()


def test_a_missing_file_stops_nobody(board):
    lost = a_file(pdf(WORDS), name="mat.pdf")
    public(board, a_file(pdf(WORDS)), lost)
    lost.file.storage.delete(lost.file.name)
    assert reading.read_due() == "Số tệp PDF đã đọc thành chữ: 1"


def test_another_file_in_its_place_is_read_anew(board, client):
    file = a_file(pdf(WORDS))
    page = public(board, file)
    reading.read_due()
    FileText.objects.update(file_name="documents/truoc.pdf")
    assert not soup_of(client.get(page.url)).select(".file-text"), "words of another file"
    assert reading.unread().get() == file


def test_a_few_in_a_round(board):
    public(board, *[a_file(pdf(WORDS), name=f"{number}.pdf") for number in range(5)])
    assert reading.read_due() == "Số tệp PDF đã đọc thành chữ: 3"
    assert reading.read_due() == "Số tệp PDF đã đọc thành chữ: 2"


def test_the_index_made_anew_has_the_texts_too(board):
    public(board, a_file(pdf(WORDS)))
    reading.read_due()
    few = queries_of_rebuild()
    for number in range(6):
        public(board, a_file(pdf(WORDS), name=f"{number}.pdf"), number=f"{number}/UBND")
    assert queries_of_rebuild() == few
    assert SearchEntry.objects.filter(text__contains="diệt muỗi vằn").count() == 1


def queries_of_rebuild():
    with CaptureQueriesContext(connection) as counted:
        call_command("rebuild_search", verbosity=0)
    return len(counted)


def test_num_queries(board, client):
    """As many for six files as for one."""
    counted = []
    for number, files in ((1, 1), (2, 6)):
        page = public(board, *[a_file(pdf(WORDS)) for _file in range(files)], number=f"{number}/UBND")
        while reading.read_due():
            pass
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert len(soup_of(client.get(page.url)).select(".file-text")) == files
        counted.append(len(queries))
    assert counted[0] == counted[1]
