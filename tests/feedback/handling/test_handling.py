"""What happens to a question: terms over Tết, what was read is what is done, history, mails, the end of data."""

import datetime
import io

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.models import ModelLogEntry

from compliance.models import DayOff
from feedback.handling import answering, keeping, publishing
from feedback.handling.steps import due_day
from feedback.models import Asked, FeedbackRules, Opinion, PublicQuestion, Question, QuestionPhoto, Step, Writing
from submissions.kept.due_work import do_registered
from submissions.screens.refusals import AlreadyDone
from tests import factories
from tests.feedback.stories import ASKED, SENDER, People, ask, do, now
from tests.plugins.told import told
from tests.workflow import again

pytestmark = pytest.mark.django_db


@told
def people():
    return People()


def moment(text):
    return datetime.datetime.fromisoformat(f"{text}:00+07:00")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Tết 2019: off from 4 to 8 February.
        ("2019-01-28T09:00", "2019-02-25"),
        ("2019-03-01T23:59", "2019-03-22"),
        ("2019-03-02T00:01", "2019-03-22"),
        # 29 April to 1 May are off, and the Saturday of 4 May is worked for it.
        ("2019-04-22T09:00", "2019-05-15"),
    ],
)
def test_the_term_is_fifteen_working_days_without_tet(received, due):
    assert due_day(moment(received), rules=FeedbackRules(term=15)).isoformat() == due


def test_a_day_off_that_is_entered_later_moves_open_terms_alone(people):
    with time_machine.travel(moment("2019-06-03T09:00")):
        question, over = ask(), people.answered()
        assert now(question).due_on == datetime.date(2019, 6, 24)
        DayOff.objects.create(date=datetime.date(2019, 6, 5), name="Bão")
        keeping.look_after()
    assert now(question).due_on == datetime.date(2019, 6, 25)
    assert now(over).due_on == datetime.date(2019, 6, 24)


def test_the_due_work_of_the_site_reaches_it(people):
    question = people.spam()
    Question.objects.filter(pk=question.pk).update(closed_at=timezone.now() - datetime.timedelta(days=31))
    assert "1" in do_registered()
    assert now(question).emptied_at


def test_overdue_is_told_by_the_day():
    with time_machine.travel(moment("2019-03-01T09:00")):
        question = ask()
    for day, late in (("2019-03-22T23:59", False), ("2019-03-23T00:00", True)):
        with time_machine.travel(moment(day)):
            assert now(question).is_overdue is late
            assert Question.objects.overdue().exists() is late


def test_what_was_changed_between_reading_and_approving_is_not_approved(people):
    question = people.drafted_by_unit()
    read = question.position
    do(answering.write_answer, question, people.contributor, text="Chữ khác.")
    with pytest.raises(AlreadyDone):
        answering.approve(question.pk, user=again(people.leader), position=read)
    assert now(question).state == "drafted"


def test_the_same_answer_is_not_sent_twice(people):
    question = people.approved()
    read = question.position
    answering.send(question.pk, user=again(people.desk), position=read)
    with pytest.raises(AlreadyDone):
        answering.send(question.pk, user=again(people.desk2), position=read)
    assert question.steps.filter(action="sent").count() == 1


@pytest.mark.parametrize("state", ["answered", "out_of_scope", "spam"])
def test_what_is_over_takes_no_answer(people, state):
    question = getattr(people, state)()
    with pytest.raises(PermissionDenied):
        do(answering.write_answer, question, people.desk, text="Thêm.")


def test_the_published_answer_is_the_approved_one_and_another_person_publishes(people):
    question = people.prepared()
    read = question.position
    with pytest.raises(PermissionDenied):
        do(publishing.publish, question, people.desk)
    do(publishing.prepare, question, people.editor, title="Đèn", text="Câu khác.")
    with pytest.raises(AlreadyDone):
        publishing.publish(question.pk, user=again(people.desk2), position=read)
    do(publishing.publish, question, people.desk2)
    public = PublicQuestion.objects.live().get()
    assert (public.text, public.answer) == ("Câu khác.", "Đội đã thay bóng đèn.")
    assert question.asked.text == ASKED["text"]
    do(publishing.withdraw, question, people.editor)
    assert not PublicQuestion.objects.live().exists()


def test_without_the_senders_consent_nothing_is_prepared(people):
    question = people.answered()
    Question.objects.filter(pk=question.pk).update(may_publish=False)
    with pytest.raises(PermissionDenied):
        do(publishing.prepare, question, people.desk, title="Đèn", text="Đèn.")


def test_progress_is_told_and_dated_and_moves_no_term(people):
    before = people.forwarded()
    after = do(answering.tell_progress, before, people.desk, text="Chờ vật tư.")
    assert after.progress_at
    assert (after.due_on, after.state) == (before.due_on, before.state)


def test_each_step_is_in_the_history_which_nobody_changes(people):
    question = people.published()
    told = list(question.steps.values_list("action", "by"))
    assert told == [
        ("received", None),
        ("forwarded", people.desk.pk),
        ("written", people.contributor.pk),
        ("approved", people.leader.pk),
        ("sent", people.desk.pk),
        ("prepared", people.desk.pk),
        ("published", people.desk2.pk),
    ]
    for change in (lambda: question.steps.update(by=None), lambda: question.steps.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_mails_tell_the_code_and_no_word_of_question_or_answer(people):
    people.published()
    people.out_of_scope()
    do(answering.tell_progress, ask(email="khac@thu.example"), people.desk, text="Chờ vật tư.")
    mails = Email.objects.all()
    assert {mail.subject for mail in mails} == {
        "Đã nhận được câu hỏi",
        "Câu hỏi đã được trả lời",
        "Về câu hỏi đã gửi",
        "Tiến độ trả lời câu hỏi",
    }
    for mail in mails:
        for word in (*ASKED.values(), "Đội đã thay", "Điện lực", "vật tư"):
            assert word not in mail.subject + mail.message


def test_nobody_has_a_mailbox_filled_by_this_site():
    for _number in range(8):
        ask()
    assert Email.objects.count() == 5


def test_nor_by_writing_its_address_in_many_ways():
    for address in ("le.hoi", "lehoi", "l.e.hoi", "LE.HOI", "le.hoi+1", "le.hoi+2", "lehoi+3", "l.ehoi+4"):
        ask(email=f"{address}@thu.example")
    assert Email.objects.count() == 5


def test_sent_mails_are_forgotten_and_waiting_ones_not():
    first, second = ask(), ask()
    Email.objects.filter(pk=first.mails.get().email_id).update(status=STATUS.sent)
    keeping.look_after()
    assert not first.mails.exists()
    assert second.mails.exists()


def test_when_the_time_is_over_personal_data_go_and_figures_stay(people, django_capture_on_commit_callbacks):
    question = people.published()
    photo = QuestionPhoto.objects.create(question=question, file=factories.picture_file())
    Opinion.objects.create(question=question, helped=True, comment="Tôi là Hỏi.", given_at=timezone.now())
    never_published = people.prepared()
    fresh, storage = people.answered(), photo.file.storage
    months = datetime.timedelta(days=31 * 12 + 1)
    with time_machine.travel(timezone.now() + months), django_capture_on_commit_callbacks(execute=True):
        Question.objects.filter(pk=fresh.pk).update(closed_at=timezone.now())
        assert keeping.look_after() == "Đã xóa thông tin cá nhân; số câu hỏi: 2"
        assert keeping.look_after() == ""
    assert not Asked.objects.filter(question=question).exists()
    assert not storage.exists(photo.file.name)
    assert set(question.writings.values_list("kind", flat=True)) == {"answer"}
    assert [writing.text for writing in question.writings.all()] == [""]
    assert not question.mails.exists()
    question.opinion.refresh_from_db()
    assert (now(question).state, question.opinion.helped, question.opinion.comment) == ("answered", True, "")
    assert not PublicQuestion.objects.filter(question=never_published).exists()
    assert PublicQuestion.objects.live().get().answer == "Đội đã thay bóng đèn."
    assert question.steps.last().action == Step.Action.EMPTIED
    assert Asked.objects.filter(question=fresh).exists()


def test_loose_photos_of_forms_that_were_never_sent_go_after_a_day():
    old, young = (QuestionPhoto.objects.create(file=factories.picture_file()) for _number in range(2))
    QuestionPhoto.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - datetime.timedelta(days=2))
    keeping.look_after()
    assert list(QuestionPhoto.objects.all()) == [young]


def test_no_word_of_a_sender_reaches_the_logs(people, caplog):
    """Even when the mail cannot be written, which is logged."""
    caplog.set_level("DEBUG")
    ask(email="khong phai dia chi")
    do(answering.give_back, people.forwarded(), people.contributor, reason="Không phải của phường.")
    for word in (*ASKED.values(), "khong phai"):
        assert word not in caplog.text
    assert "No mail about question" in caplog.text


def test_the_list_of_mails_and_its_log_name_no_sender(people):
    """Who asked is the desk's alone to know; the administrator sends again without knowing to whom."""
    ask()
    mail = Email.objects.get()
    client = Client()
    client.force_login(people.administrator)
    Email.objects.update(status=STATUS.failed)
    assert client.post("/admin/van-hanh/thu-gui-di/gui-lai/", {"mail": mail.pk}).status_code == 302
    shown = [
        client.get(f"/admin/van-hanh/thu-gui-di/?xem=cho{words}").content.decode() for words in ("", "&q=thu.example")
    ]
    assert "một người dân" in shown[0]
    assert "một người dân" not in shown[1]
    assert SENDER["email"] not in shown[0]
    assert "một người dân" in ModelLogEntry.objects.get(action="submissions.mail_again").label


def test_another_key_is_written_into_every_row(people, settings):
    question = people.answered()
    before, newer = settings.PERSONAL_DATA_KEYS, Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [newer, *before]
    call_command("rotate_personal_data_key", stdout=io.StringIO())
    settings.PERSONAL_DATA_KEYS = [newer]
    assert Asked.objects.get(question=question).text == ASKED["text"]
    assert Writing.objects.get(question=question).text == "Đội đã thay bóng đèn."
