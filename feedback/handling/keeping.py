"""What is done by itself: terms after a change of the days off, mails, personal data whose time is over."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from feedback.handling.steps import due_day, note
from feedback.handling.telling_units import tell_units
from feedback.models import Asked, FeedbackRules, Opinion, PublicQuestion, Question, QuestionPhoto, SentMail, Step
from submissions.kept.calendars import office_calendar

# What programmes sent holds nothing that anybody asks for again; photos of forms that were never sent neither.
A_MONTH = datetime.timedelta(days=31)
KEEP_SPAM = datetime.timedelta(days=30)
KEEP_LOOSE_PHOTOS = datetime.timedelta(days=1)
# In one round.
MOST = 200


def look_after():
    """All of it; in words (str) what was written and deleted."""
    set_terms()
    told = tell_units()
    forget_sent_mails()
    delete_loose_photos()
    emptied = empty_old()
    done = [
        (told, _("People of units told of questions: %(count)d")),
        (emptied, _("Personal data deleted; questions: %(count)d")),
    ]
    return "; ".join(words % {"count": count} for count, words in done if count)


def set_terms():
    """The terms of what is open, by the days off as they are entered now."""
    questions = list(Question.objects.open())
    if not questions:
        return
    rules, calendar, changed = FeedbackRules.load(), office_calendar(), []
    for question in questions:
        due_on = due_day(question.received_at, rules=rules, calendar=calendar)
        if due_on != question.due_on:
            question.due_on = due_on
            changed.append(question)
    Question.objects.bulk_update(changed, ["due_on"])


def forget_sent_mails():
    """Mails to senders hold the address in clear, and once they are sent nobody reads them here."""
    sent = SentMail.objects.filter(email__status=STATUS.sent).values_list("email", flat=True)
    Email.objects.filter(pk__in=list(sent[:MOST])).delete()


def delete_loose_photos():
    before = timezone.now() - KEEP_LOOSE_PHOTOS
    delete_photos(QuestionPhoto.objects.filter(question=None, uploaded_at__lt=before)[:MOST])


def delete_photos(photos):
    """Delete rows, and their files when that is committed."""
    for photo in photos:
        transaction.on_commit(lambda file=photo.file: file.storage.delete(file.name), robust=True)
        photo.delete()


def empty_old():
    """Delete the personal data of questions whose time is over; returns of how many."""
    now = timezone.now()
    ended = now - A_MONTH * FeedbackRules.load().keep_months
    over = Q(closed_at__lt=ended) | Q(state=Question.State.SPAM, closed_at__lt=now - KEEP_SPAM)
    pks = list(Question.objects.filter(over, emptied_at=None).order_by("pk").values_list("pk", flat=True)[:MOST])
    for pk in pks:
        empty(pk)
    return len(pks)


@transaction.atomic
def empty(pk):
    """Delete what was asked, by whom, and what was written about it; state, dates, history and figures stay."""
    question = Question.objects.select_for_update().get(pk=pk)
    delete_photos(question.photos.all())
    Email.objects.filter(pk__in=list(question.mails.values_list("email", flat=True))).delete()
    question.writings.update(text="")
    Asked.objects.filter(question=question).delete()
    Opinion.objects.filter(question=question).update(comment="")
    PublicQuestion.objects.filter(question=question, published_at=None).delete()
    question.emptied_at = timezone.now()
    question.save(update_fields=["emptied_at"])
    note(question, Step.Action.EMPTIED)
