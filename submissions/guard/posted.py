"""What the editor posts with a decision, read before Wagtail does: it hands it on as arguments, whatever it is."""

import json

from django.utils.translation import gettext as _

from submissions.screens.refusals import Refusal

DECISIONS = {"approve", "reject"}


def require_decision(data):
    """Raise Refusal unless `data` (a form's QueryDict) says what is decided, with at most a comment beside it."""
    if data.get("workflow-action-name") not in DECISIONS or not is_a_comment(data.get("workflow-action-extra-data")):
        raise Refusal(
            _("What was sent cannot be read. Nothing has been decided: please open the piece again and decide there.")
        )


def is_a_comment(text):
    """Whether `text` (JSON, or None where there is none) is what the window for a reason leaves, and nothing else."""
    try:
        said = json.loads("{}" if text is None else text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and set(said) <= {"comment"} and isinstance(said.get("comment", ""), str)
