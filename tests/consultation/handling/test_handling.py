"""What happens to an opinion: what was read is what is done, two people, history, the end of its data."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from consultation.desk.files import comments_csv
from consultation.handling import keeping, replying
from consultation.models import Comment, CommentWords, Reply, Step
from feedback.models import FeedbackRules
from submissions.kept.due_work import do_registered
from submissions.screens.refusals import AlreadyDone, Refusal
from tests.consultation.stories import DAY, REPLY, WRITTEN, People, do, now
from tests.plugins.told import told
from tests.workflow import again

pytestmark = pytest.mark.django_db


@told
def people():
    return People()


def test_whoever_wrote_a_reply_does_not_give_it_out(people):
    comment = people.drafted()
    with pytest.raises(PermissionDenied):
        do(replying.give, comment, people.desk)
    # Written anew by another, it is that one's.
    do(replying.prepare, comment, people.editor, **REPLY)
    with pytest.raises(PermissionDenied):
        do(replying.give, comment, people.editor)
    assert do(replying.give, comment, people.desk).state == "answered"
    reply = Reply.objects.get()
    assert (reply.prepared_by, reply.given_by) == (people.editor, people.desk)


def test_exactly_what_was_read_is_given_out(people):
    comment = people.drafted()
    read = now(comment).position
    do(replying.prepare, comment, people.desk, **REPLY | {"reason": "Lời khác"})
    with pytest.raises(AlreadyDone):
        replying.give(comment.pk, user=again(people.editor), position=read)
    assert now(comment).state == "drafted"


def test_many_are_given_out_together_or_none(people):
    first, second, own = people.drafted(), people.drafted(), people.drafted()
    do(replying.prepare, own, people.editor, **REPLY)
    positions = {one.pk: now(one).position for one in (first, second)}
    with pytest.raises(Refusal, match=f"{own.pk}"):
        replying.give_many({**positions, own.pk: now(own).position}, user=again(people.editor))
    with pytest.raises(Refusal, match=f"{second.pk}"):
        replying.give_many(positions | {second.pk: "cũ"}, user=again(people.editor))
    assert not Reply.objects.filter(given_at__isnull=False).exists()
    replying.give_many(positions, user=again(people.editor))
    assert Reply.objects.filter(given_at__isnull=False).count() == 2


def test_what_was_taken_back_is_given_out_by_another_again(people):
    comment = do(replying.take_back, people.answered(), people.desk2)
    assert comment.state == "drafted"
    with pytest.raises(PermissionDenied):
        do(replying.give, comment, people.desk)
    assert do(replying.give, comment, people.desk2).state == "answered"


def test_the_history_is_only_added_to(people):
    comment = people.answered()
    assert list(comment.steps.values_list("action", flat=True)) == ["received", "prepared", "given"]
    for change in (lambda: Step.objects.update(action="spam"), lambda: Step.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_personal_data_go_so_many_months_after_the_last_day(people, time_machine):
    rules = FeedbackRules.load()
    rules.keep_months = 2
    rules.save()
    shown, waiting, new = people.answered(), people.drafted(), people.new()
    time_machine.move_to(timezone.now() + 60 * DAY)
    assert do_registered() == ""
    time_machine.move_to(timezone.now() + 5 * DAY)
    assert "3" in do_registered()
    assert not CommentWords.objects.exists()
    assert Reply.objects.get().comment == shown
    assert list(Reply.objects.shown().values_list("text", flat=True)) == [REPLY["text"]]
    for comment in (shown, waiting, new):
        assert now(comment).emptied_at is not None
        assert list(comment.steps.values_list("action", flat=True))[-1] == "emptied"
    for verb, user in ((replying.give, people.editor), (replying.suspect, people.desk)):
        with pytest.raises(PermissionDenied):
            do(verb, now(waiting), user)
    assert keeping.empty_old() == 0
    assert not Comment.objects.new().exists() and not Comment.objects.to_be_read().exists()


def test_spam_goes_after_a_month(people, time_machine):
    page = people.public(closes_on=timezone.localdate() + 300 * DAY)
    people.spam(page)
    kept = {people.new(page).pk, people.suspect(page).pk}
    time_machine.move_to(timezone.now() + 31 * DAY)
    keeping.look_after()
    assert set(CommentWords.objects.values_list("comment", flat=True)) == kept


def test_nobody_silences_a_citizen_alone(people, client):
    comment = people.suspect()
    code = CommentWords.objects.get(comment=comment).code
    with pytest.raises(PermissionDenied):
        do(replying.reject, comment, people.desk)
    # Its sender reads what was to be read before, the unit gets it with the others.
    assert "đã nhận, chưa xử lý xong" in client.post("/gop-y/tra-cuu/", {"code": code}).text
    assert WRITTEN["text"] in str(comments_csv(people.page).decode("utf-8-sig"))
    read = now(comment).position
    assert do(replying.reopen, comment, people.desk2).state == "new"
    with pytest.raises(AlreadyDone):
        replying.reject(comment.pk, user=again(people.editor), position=read)
    # Called so by another, the one who called it so first is the second person.
    do(replying.suspect, comment, people.editor)
    with pytest.raises(PermissionDenied):
        do(replying.reject, comment, people.editor)
    assert do(replying.reject, comment, people.desk).state == "spam"
    assert list(comment.steps.values_list("action", "by")) == [
        ("received", None),
        ("suspect", people.desk.pk),
        ("reopened", people.desk2.pk),
        ("suspect", people.editor.pk),
        ("spam", people.desk.pk),
    ]


def test_a_new_key_reads_what_was_written_with_the_old_one(people, settings):
    people.new()
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode(), *settings.PERSONAL_DATA_KEYS]
    call_command("rotate_personal_data_key", verbosity=0)
    settings.PERSONAL_DATA_KEYS = settings.PERSONAL_DATA_KEYS[:1]
    assert CommentWords.objects.get().text == WRITTEN["text"]
