"""An opinion comes in: kept once, with its code."""

from django.db import transaction

from consultation.handling.steps import note
from consultation.models import Comment, CommentWords, Step
from feedback.models.codes import digest_of, new_code

WORDS = ("text", "part", "name", "organisation", "telephone", "email")


@transaction.atomic
def receive(given, *, consultation, form_key, received_at):
    """The code (str) of the opinion on `consultation` that `given` (cleaned data of the form) makes.

    The same for the same `form_key`. `received_at` is when the form arrived: whoever was in time then is in time.
    """
    code = new_code()
    comment, is_new = Comment.objects.get_or_create(
        form_key=form_key,
        defaults={
            "consultation": consultation,
            "code_digest": digest_of(code),
            "may_show": bool(given.get("may_show")),
            "received_at": received_at,
        },
    )
    if not is_new:
        return comment.words.code
    CommentWords.objects.create(comment=comment, code=code, **{name: given.get(name, "") for name in WORDS})
    note(comment, Step.Action.RECEIVED)
    return code


def found_by(code):
    """The opinion that `code` (str, as typed) belongs to, or None."""
    return Comment.objects.filter(code_digest=digest_of(code)).select_related("consultation").first()
