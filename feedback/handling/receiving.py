"""A question comes in: kept once, with its code, its term and a mail."""

from django.db import transaction
from django.utils import timezone

from feedback.handling.steps import due_day, note
from feedback.handling.telling import tell_sender
from feedback.models import Asked, FeedbackRules, Question, QuestionPhoto, Step
from feedback.models.codes import digest_of, new_code

WORDS = ("subject", "text", "name", "telephone", "email")


@transaction.atomic
def receive(given, *, form_key, photos=()):
    """The code (str) of the question that `given` (cleaned data of the form) makes; the same for the same `form_key`.

    `photos` are keys of QuestionPhotos that wait without a question.
    """
    received_at, code = timezone.now(), new_code()
    question, is_new = Question.objects.get_or_create(
        form_key=form_key,
        defaults={
            "code_digest": digest_of(code),
            "about": given.get("about"),
            "may_publish": bool(given.get("may_publish")),
            "received_at": received_at,
            "due_on": due_day(received_at, rules=FeedbackRules.load()),
        },
    )
    if not is_new:
        return question.asked.code
    Asked.objects.create(question=question, code=code, **{name: given.get(name, "") for name in WORDS})
    QuestionPhoto.objects.filter(pk__in=photos, question=None).update(question=question)
    note(question, Step.Action.RECEIVED)
    tell_sender(question, "received")
    return code


def found_by(code):
    """The question that `code` (str, as typed) belongs to, or None."""
    return Question.objects.filter(code_digest=digest_of(code)).select_related("unit", "answer").first()
