"""The reason that is given for a decision, as it is stored, and what readers are told. Without models, as steps.py."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.screens.refusals import Refusal
from vietnamese.text import normalise

# Two pages: more than anybody reads who is told why, and less than a mail server refuses.
LONGEST_REASON = 5000


class PublicReason(TextChoices):
    """What readers are told at the old address of what was taken down: nothing of the text itself."""

    UNSAID = "unsaid", gettext_lazy("The editorial board has taken this content down.")
    MISTAKE = "mistake", gettext_lazy("It held information that was not correct.")
    OUTDATED = "outdated", gettext_lazy("Its information no longer applies.")
    PRIVACY = "privacy", gettext_lazy("It is no longer shown, to protect personal information.")
    COPYRIGHT = "copyright", gettext_lazy("It is no longer shown because of the rights of others.")
    TOLD_ELSEWHERE = "told_elsewhere", gettext_lazy("The same is told in another piece.")


def reason_given(text, *, longest=LONGEST_REASON):
    """`text` (str) as it is stored, without blanks around it; raises Refusal when it is longer than that."""
    reason = normalise(text).strip()
    if len(reason) > longest:
        raise Refusal(
            _("The reason is longer than %(number)d characters. Please make it shorter. Nothing has been decided yet.")
            % {"number": longest}
        )
    return reason


def require_reason(reason):
    """The reason without blanks around it; refuses an empty one, because others must be able to read why."""
    reason = reason_given(reason or "")
    if not reason:
        raise Refusal(_("Please give the reason. Nothing has been decided yet."))
    return reason
