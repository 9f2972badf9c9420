"""Old .doc, .rtf, .odt: they wait until the worker has converted them; the page says what became of each."""

import datetime
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compliance.due.due import FILES, outcome_of
from submissions.arriving import waiting_files
from submissions.converting import program
from submissions.models import Arrival, NewsPage, WaitingFile
from submissions.screens.refusals import Refusal
from tests.factories import UnitFactory, contributor_of
from tests.submissions.converting.old_files import WHOLE_ODT, WHOLE_RTF
from tests.submissions.registers import log_in
from tests.submissions.word.writers import LEAD, TEXT, TITLE, docx, p, title

pytestmark = pytest.mark.django_db
NEW = docx(title(), p(LEAD), p(TEXT))
State = WaitingFile.State


@pytest.fixture
def program_is_here(monkeypatch):
    monkeypatch.setattr(program, "is_here", lambda: True)


@pytest.fixture
def converts(monkeypatch, program_is_here):
    """LibreOffice, which makes the same .docx of every file."""
    monkeypatch.setattr(program, "as_word", lambda content, *, kind: NEW)


@pytest.fixture
def writer(client, contributor):
    return log_in(client, contributor)


def address(unit):
    return reverse("submissions:word", args=[unit.pk])


def file(content=WHOLE_RTF, name="tin cũ.rtf"):
    return SimpleUploadedFile(name, content)


def send(client, unit, *files, key=None):
    return client.post(address(unit), {"files": list(files), "piece_key": str(key or uuid.uuid4())})


def row_for(unit, user, content=WHOLE_RTF):
    return waiting_files.wait(file(content), unit=unit, user=user, key=uuid.uuid4())


def test_where_there_is_no_program_a_sentence_says_how_to_save_and_nothing_waits(writer, unit, monkeypatch):
    monkeypatch.setattr(program, "is_here", lambda: False)
    answer = send(writer, unit, file())
    assert answer.status_code == 422
    assert "Đây là tệp RTF" in answer.content.decode()
    assert not WaitingFile.objects.exists()


def test_a_file_waits_and_its_page_comes_again_by_itself_without_scripts(writer, unit, contributor, program_is_here):
    answer = send(writer, unit, file())
    assert answer.url == address(unit)
    row = WaitingFile.objects.get()
    assert (row.owner, row.unit, row.state, row.name) == (contributor, unit, State.WAITING, "tin cũ.rtf")
    shown = writer.get(answer.url).content.decode()
    assert "Đang chuyển tệp “tin cũ.rtf”…" in shown
    assert '<meta http-equiv="refresh" content="5">' in shown
    assert 'name="files"' not in shown
    chooses = writer.get(f"{answer.url}?chon").content.decode()
    assert "refresh" not in chooses
    assert 'name="files"' in chooses
    assert not NewsPage.objects.exists()


def test_the_worker_makes_it_a_draft_that_its_page_leads_to(writer, unit, contributor, converts):
    send(writer, unit, file())
    name = WaitingFile.objects.get().file.name
    storage = WaitingFile._meta.get_field("file").storage
    assert storage.exists(name)
    outcome = outcome_of(FILES)
    assert (outcome.done, outcome.error) == ("Tệp cũ đã chuyển: 1", "")
    page = NewsPage.objects.get()
    assert (page.title, page.unit, page.owner, page.current_workflow_state) == (TITLE, unit, contributor, None)
    assert (page.arrival.way, page.arrival.source) == (Arrival.Way.WORD, "tin cũ.rtf")
    row = WaitingFile.objects.get()
    assert (row.state, row.piece, row.file.name) == (State.DONE, page, "")
    assert not storage.exists(name)
    for shown in (writer.get(address(unit)), writer.get(reverse("submissions:quick_add", args=[unit.pk]))):
        said = shown.content.decode()
        assert f'href="{reverse("submissions:quick", args=[page.pk])}">{TITLE}</a>' in said
        assert "refresh" not in said
    assert outcome_of(FILES).done == ""


def test_the_same_file_sent_twice_waits_once_and_is_one_draft(writer, unit, converts):
    key = uuid.uuid4()
    for _time in range(2):
        send(writer, unit, file(), key=key)
    assert WaitingFile.objects.count() == 1
    outcome_of(FILES)
    send(writer, unit, file(), key=key)
    outcome_of(FILES)
    assert (WaitingFile.objects.count(), NewsPage.objects.count()) == (1, 1)


def test_a_file_that_is_not_read_says_why_on_its_page(writer, unit, program_is_here, monkeypatch):
    monkeypatch.setattr(program, "as_word", lambda content, *, kind: b"x")
    send(writer, unit, file(), file(WHOLE_ODT, "tin.odt"))
    assert outcome_of(FILES).done == "Tệp cũ đã chuyển: 2"
    said = writer.get(address(unit)).content.decode()
    assert said.count("Đây không phải tệp Word") == 2
    assert 'name="files"' in said


def test_new_and_old_files_at_once(writer, unit, converts):
    answer = send(writer, unit, file(NEW, "tin.docx"), file(), file(b"x", "hong.docx"))
    said = answer.content.decode()
    assert answer.status_code == 200
    assert reverse("submissions:quick", args=[NewsPage.objects.get().pk]) in said
    assert "Đang chuyển tệp “tin cũ.rtf”…" in said
    assert "hong.docx" in said
    assert "refresh" not in said


def test_a_fault_of_ours_is_tried_again_and_given_up_at_last(unit, contributor, program_is_here, monkeypatch, caplog):
    row = row_for(unit, contributor)
    monkeypatch.setattr(program, "as_word", lambda content, *, kind: 1 / 0)
    for _time in range(waiting_files.MOST_TRIES):
        assert waiting_files.convert_due(most=1) == (0, 0)
    assert waiting_files.convert_due(most=1) == (0, 1)
    row.refresh_from_db()
    assert (row.state, row.file.name) == (State.FAILED, "")
    assert "hỏng" in row.refused
    assert "ZeroDivisionError" in caplog.text


def test_who_may_write_no_more_gets_no_draft(unit, contributor, converts):
    row_for(unit, contributor)
    contributor.memberships.update(valid_to=datetime.date(2019, 1, 1))
    assert waiting_files.convert_due(most=1) == (0, 1)
    assert not NewsPage.objects.exists()


def test_a_draft_that_was_made_before_a_kill_is_the_one(unit, contributor, converts, monkeypatch):
    row_for(unit, contributor)
    with monkeypatch.context() as killed:
        killed.setattr(waiting_files, "decide", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            waiting_files.convert_due(most=1)
    assert waiting_files.convert_due(most=1) == (1, 0)
    assert NewsPage.objects.count() == 1


def test_nobody_fills_the_queue(unit, contributor, monkeypatch):
    monkeypatch.setattr(waiting_files, "MOST_WAITING", 2)
    for _time in range(2):
        row_for(unit, contributor)
    with pytest.raises(Refusal, match="Đang có nhiều tệp chờ chuyển"):
        row_for(unit, contributor)
    assert WaitingFile.objects.count() == 2


def test_others_see_nothing_of_it(client, unit, contributor, leader):
    row_for(unit, contributor)
    stranger = contributor_of(UnitFactory())
    assert "tin cũ" not in log_in(client, leader).get(address(unit)).content.decode()
    own = address(stranger.memberships.get().unit)
    assert "tin cũ" not in log_in(client, stranger).get(own).content.decode()
    assert client.get(address(unit)).status_code == 302


def test_what_became_of_it_is_told_for_a_week_and_then_forgotten(unit, contributor, converts):
    row_for(unit, contributor)
    waiting_files.convert_due(most=1)
    waiting = row_for(unit, contributor)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8)):
        assert list(WaitingFile.objects.told_to(contributor, unit=unit)) == [waiting]
        waiting_files.convert_due(most=0)
        assert list(WaitingFile.objects.all()) == [waiting]


def test_the_number_of_queries_does_not_grow_with_the_files(writer, unit, contributor, django_assert_max_num_queries):
    for _time in range(6):
        row_for(unit, contributor)
    writer.get(address(unit))
    with django_assert_max_num_queries(30):
        writer.get(address(unit))
