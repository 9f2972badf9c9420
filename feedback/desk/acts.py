"""What can be done with a question: for each thing its right, its verb, its form and the words of its button."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.handling import answering, publishing
from feedback.models import FeedbackRules
from feedback.models.questions import LONGEST_SUBJECT, LONGEST_TEXT
from feedback.rights import rights
from submissions.models import Unit
from vietnamese.fields import NormalisedCharField


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Unit that answers"), queryset=Unit.objects.none(), empty_label=_("Choose the unit")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.valid_today()


def words(label, **options):
    return NormalisedCharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6}), **options
    )


class AnswerForm(forms.Form):
    text = words(_("Answer"), help_text=_("Without names: what is published later is this text."))


class ReasonForm(forms.Form):
    reason = words(_("Reason"))


class MessageForm(forms.Form):
    text = words(_("What the sender is told"))


class PublicForm(forms.Form):
    title = NormalisedCharField(label=_("Title"), max_length=LONGEST_SUBJECT)
    text = words(_("Question, without names and whatever else tells who asked"))


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
    "chuyen": Act(
        _("Forward to the unit"),
        rights.user_can_forward,
        answering.forward,
        _("Forwarded. The unit's people find it in their register."),
        UnitForm,
        is_main=True,
    ),
    "tra-loi": Act(
        _("Write the answer"),
        rights.user_can_write,
        answering.write_answer,
        _("The answer is kept and waits for another person's approval."),
        AnswerForm,
        is_main=True,
    ),
    "duyet": Act(
        _("Approve this answer"),
        rights.user_can_approve,
        answering.approve,
        _("Approved. Desk or board send it to whoever asked."),
        hint=_("Exactly the text above is approved."),
        is_main=True,
    ),
    "gui": Act(
        _("Send the answer"),
        rights.user_can_send,
        answering.send,
        _("Sent. Whoever asked reads it with the tracking code."),
        hint=_("Exactly the text above is sent."),
        is_main=True,
    ),
    "tra-lai": Act(
        _("Send the answer back"),
        rights.user_can_send_back,
        answering.send_back,
        _("Sent back with the reason."),
        ReasonForm,
    ),
    "tra-ve": Act(
        _("Not ours: give back to the desk"),
        rights.user_can_give_back,
        answering.give_back,
        _("Given back to the desk with the reason."),
        ReasonForm,
    ),
    "tien-do": Act(
        _("Tell how far it is"),
        rights.user_can_tell_progress,
        answering.tell_progress,
        _("Told. The deadline stays the same."),
        MessageForm,
        hint=_("The deadline stays the same; the day of this notice is kept."),
    ),
    "khong-thuoc": Act(
        _("Not in our competence"),
        rights.user_can_refuse,
        answering.refuse,
        _("Whoever asked has been told."),
        MessageForm,
        hint=_("Say who is competent. The question ends with this."),
    ),
    "rac": Act(
        _("Reject as spam"),
        rights.user_can_reject,
        answering.reject,
        _("Rejected as spam; nobody is told. Its data are deleted after 30 days."),
    ),
    "mo-lai": Act(
        _("Take up again"), rights.user_can_reopen, answering.reopen, _("The question is new again."), is_main=True
    ),
    "soan-dang": Act(
        _("Prepare for the public site"),
        rights.user_can_prepare,
        publishing.prepare,
        _("Prepared. Another person of desk or board publishes it."),
        PublicForm,
        hint=_("The answer is taken over as it was sent. What the sender wrote stays as it was."),
    ),
    "dang": Act(
        _("Publish question and answer"),
        rights.user_can_publish,
        publishing.publish,
        _("Published."),
        hint=_("Exactly the text for the public site above is published."),
        is_main=True,
    ),
    "go": Act(
        _("Take off the public site"),
        rights.user_can_withdraw,
        publishing.withdraw,
        _("Taken off the public site."),
    ),
}


def first_words(name, question, asked):
    """{field: value} that the form of the act `name` begins with."""
    if name == "khong-thuoc":
        return {"text": FeedbackRules.load().out_of_scope}
    if name == "tra-loi" and question.answer:
        return {"text": question.answer.text}
    if name == "soan-dang":
        public = getattr(question, "public", None)
        if public is not None:
            return {"title": public.title, "text": public.text}
        return {"title": asked.subject, "text": asked.text} if asked else {}
    return {}
