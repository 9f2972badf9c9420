"""What can be done with an opinion: for each thing its right, its verb, its form and the words of its button."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultation.handling import replying
from consultation.models import Reply
from consultation.models.comments import LONGEST_TEXT
from consultation.rights import rights
from vietnamese.fields import NormalisedCharField


class ReplyForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What becomes of it"), choices=[("", _("Choose one")), *Reply.Decision.choices], required=True
    )
    reason = NormalisedCharField(
        label=_("Reason, or explanation"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Without names: whoever sent it reads this, and the public where the opinion is shown."),
    )
    text = NormalisedCharField(
        label=_("Opinion as the public reads it"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Take out names and whatever else tells who wrote it. Empty: the opinion is not shown."),
    )

    def __init__(self, *args, may_show=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_show:
            del self.fields["text"]


@dataclass(frozen=True)
class Act:
    """One thing that is done by a form, or by a mere button."""

    label: str | Promise
    may: Callable
    verb: Callable
    done: str | Promise
    form: type | None = None
    # What the person should know before.
    hint: str | Promise = ""
    is_main: bool = False


ACTS = {
    "tra-loi": Act(
        _("Write the reply"),
        rights.user_can_prepare,
        replying.prepare,
        _("The reply is kept and waits for another person of desk or board."),
        ReplyForm,
        hint=_("Another person of desk or board reads it and gives it out."),
        is_main=True,
    ),
    "cong-khai": Act(
        _("I have read it: give out this reply"),
        rights.user_can_give,
        replying.give,
        _("Given out."),
        hint=_("Exactly the words above are given out."),
        is_main=True,
    ),
    "rut": Act(
        _("Take the reply back"),
        rights.user_can_take_back,
        replying.take_back,
        _("Taken back: the public no longer reads it."),
        hint=_("At once. What was written stays, and waits for a second person again."),
    ),
    "rac": Act(
        _("Call it spam"),
        rights.user_can_suspect,
        replying.suspect,
        _("It waits for another person of desk or board."),
        hint=_("Another person of desk or board reads it and confirms; until then nothing of it is deleted."),
    ),
    "xac-nhan-rac": Act(
        _("I have read it: it is spam"),
        rights.user_can_reject,
        replying.reject,
        _("Rejected as spam. Its data are deleted after 30 days."),
        hint=_("Who sent it is told that it was rejected, and its data are deleted after 30 days."),
    ),
    "mo-lai": Act(
        _("Take up again"), rights.user_can_reopen, replying.reopen, _("The opinion is new again."), is_main=True
    ),
}


def form_of(act, comment, data=None, *, prefix, initial=None):
    """The form of `act` for `comment`, or None for a mere button."""
    if act.form is None:
        return None
    return act.form(data, prefix=prefix, initial=initial, may_show=comment.may_show)


def first_words(comment, words):
    """{field: value} that the form of a reply begins with."""
    reply = getattr(comment, "reply", None)
    if reply is not None:
        return {"decision": reply.decision, "reason": reply.reason, "text": reply.text}
    return {"text": words.text} if words else {}
