"""The mails that wait, for the desk: why each waits, what is in it, and what becomes of it."""

import html

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from submissions.letters import parts
from submissions.letters.writing import TooLong, paragraphs_of
from submissions.mail_in import quarantine
from submissions.mail_in.judging import Cause
from submissions.models import IncomingLetter, Unit
from submissions.rights import roles
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView, FormDecidingView

PAGE_SIZE = 20
PAGE_TITLE = _("Mails received")
# So many letters of a mail are shown: enough to see what it is.
SHOWN = 3000
State = IncomingLetter.State
BY_PROGRAMMES = (Cause.AUTOMATIC, Cause.ANSWER)
# What became a draft by itself is the unit's own, and none of these.
DECIDED = (State.TAKEN, State.DROPPED, State.EMPTIED)
TABS = {
    "cho-xem": (_("To look at"), lambda: quarantine.waiting().exclude(cause__in=BY_PROGRAMMES)),
    "tu-dong": (_("By programmes"), lambda: quarantine.waiting().filter(cause__in=BY_PROGRAMMES)),
    "da-xu-ly": (_("Done with"), lambda: shown().filter(state__in=DECIDED)),
}


def shown():
    """What the desk may look at: all but what became a draft by itself, or is about to."""
    return IncomingLetter.objects.exclude(state__in=(State.DRAFT, State.TAKING)).select_related("unit", "decided_by")


class ForUnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Choose the unit"), widget=forms.Select
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.valid_today()


class LettersView(AllowedMixin, ScreenMixin, TemplateView):
    """A page of the mails that wait, or of those that were decided on, newest first."""

    allowed = staticmethod(roles.user_is_desk)
    template_name = "submissions/mail_in/letters.html"
    page_title = PAGE_TITLE

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("xem", "")
        tab = asked if asked in TABS else "cho-xem"
        page = Paginator(TABS[tab][1](), PAGE_SIZE).get_page(self.request.GET.get("p"))
        tabs = [
            {"name": name, "label": label, "count": letters().count(), "url": f"?xem={name}"}
            for name, (label, letters) in TABS.items()
        ]
        return super().get_context_data(**kwargs, page_obj=page, tab=tab, tabs=tabs)


class LetterMixin(AllowedMixin):
    allowed = staticmethod(roles.user_is_desk)

    @cached_property
    def letter(self):
        return get_object_or_404(shown(), pk=self.kwargs["pk"])


class LetterView(LetterMixin, ScreenMixin, TemplateView):
    """One mail: why it waits, its words, the names of its files, and the two things that can be done."""

    template_name = "submissions/mail_in/letter.html"
    page_title = _("Mail received")

    @property
    def above(self):
        return [{"url": reverse("letters:index"), "label": PAGE_TITLE}]

    def get_context_data(self, *, form=None, **kwargs):
        return super().get_context_data(
            **kwargs,
            letter=self.letter,
            content=content_of(self.letter),
            waits=self.letter.state == State.HELD,
            form=form or ForUnitForm(initial={"unit": self.letter.unit}),
        )


def content_of(letter):
    """What of `letter` is shown: its first `words` (paragraphs as plain text) and its `files`; None where none is."""
    if not letter.raw:
        return None
    try:
        with letter.raw.open() as file:
            whole = parts.read(file.read())
        paragraphs, _left_out = paragraphs_of(whole.words)
    except (OSError, ValueError, RecursionError, parts.TooManyParts, TooLong):
        return None
    words = "\n\n".join(html.unescape(strip_tags(paragraph)).strip() for paragraph in paragraphs)
    files = [(file.name, len(file.content)) for file in whole.files]
    return {"words": words[:SHOWN], "is_longer": len(words) > SHOWN, "files": files, "closed": whole.closed}


class LetterDecision(LetterMixin):
    """What both decisions on one mail share: where they are taken, and where they lead."""

    @property
    def address(self):
        return reverse("letters:letter", args=[self.letter.pk])

    def after_success(self):
        return reverse("letters:index")


class TakeView(LetterDecision, FormDecidingView):
    form_class = ForUnitForm
    done = _("The mail has become a draft of the unit, which has been told. Nothing has been submitted.")

    def act(self):
        quarantine.take_for(self.letter, unit=self.cleaned["unit"], user=self.request.user)

    def again(self, form):
        screen = LetterView()
        screen.setup(self.request, *self.args, **self.kwargs)
        return screen.render_to_response(screen.get_context_data(form=form))


class DropView(LetterDecision, DecidingView):
    done = _("The mail has been dropped; what was in it is deleted.")

    def act(self):
        quarantine.drop(self.letter, user=self.request.user)
