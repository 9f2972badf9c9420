"""What the editor posts beside the text, read before Wagtail does: it hands it on as it is, or stops with an error."""

import json

from django.utils.translation import gettext as _

from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal

DECISIONS = {"approve", "reject"}


def require_readable(data, *, page):
    """Raise Refusal unless `data` (the editor's form for `page`, a QueryDict) is what an editor sends.

    A decision names what is decided, with at most a comment beside it; an autosave names a version of the piece.
    """
    if "action-workflow-action" in data and not is_a_decision(data):
        raise Refusal(unreadable())
    if data.get("overwrite_revision_id") and not is_a_version(data["overwrite_revision_id"], page=page):
        raise Refusal(unreadable())


def unreadable():
    """The sentence for a form that no editor sends."""
    return _("What was sent cannot be read. Nothing has been saved or decided: please open the piece again.")


def is_a_decision(data):
    """Whether `data` names a decision of the chain, and carries nothing but a comment."""
    return data.get("workflow-action-name") in DECISIONS and is_a_comment(data.get("workflow-action-extra-data"))


def is_a_comment(text):
    """Whether `text` (JSON, or None where there is none) is what the window for a reason leaves, and nothing else."""
    try:
        said = json.loads("{}" if text is None else text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and set(said) <= {"comment"} and isinstance(said.get("comment", ""), str)


def is_a_version(text, *, page):
    """Whether `text` is the number of a version of `page`: Wagtail stops with an error on any other."""
    number = posted_number(text)
    return number is not None and page.revisions.filter(pk=number).exists()
