"""The reason that is given for a decision, as it is stored. Without models, as steps.py."""

from django.utils.translation import gettext as _

from submissions.screens.refusals import Refusal
from vietnamese.text import normalise

# Two pages: more than anybody reads who is told why, and less than a mail server refuses.
LONGEST_REASON = 5000


def reason_given(text, *, longest=LONGEST_REASON):
    """`text` (str) as it is stored, without blanks around it; raises Refusal when it is longer than that."""
    reason = normalise(text).strip()
    if len(reason) > longest:
        raise Refusal(
            _("The reason is longer than %(number)d characters. Please make it shorter. Nothing has been decided yet.")
            % {"number": longest}
        )
    return reason
