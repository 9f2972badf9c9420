"""What the public reads of a question: prepared by one, published by another, the answer as it was approved."""

from django.utils import timezone

from feedback.handling.steps import deciding, note
from feedback.models import PublicQuestion, Step
from feedback.rights import rights

Action = Step.Action


def prepare(pk, *, user, position, title, text):
    """Write what the public is to read of the question; the answer is the one that was sent."""
    with deciding(pk, user=user, position=position, may=rights.user_can_prepare) as question:
        words = {"title": title, "text": text, "answer": question.answer.text}
        PublicQuestion.objects.update_or_create(
            question=question, defaults={**words, "unit": question.unit, "prepared_by": user}
        )
        note(question, Action.PREPARED, user=user)


def publish(pk, *, user, position):
    with deciding(pk, user=user, position=position, may=rights.user_can_publish) as question:
        question.public.published_at, question.public.published_by = timezone.now(), user
        question.public.save()
        note(question, Action.PUBLISHED, user=user)


def withdraw(pk, *, user, position):
    """Taken off the public site; what was prepared stays, and whoever publishes it again is not who prepared it."""
    with deciding(pk, user=user, position=position, may=rights.user_can_withdraw) as question:
        question.public.published_at = question.public.published_by = None
        question.public.save()
        note(question, Action.WITHDRAWN, user=user)
