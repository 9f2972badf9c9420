"""The screen on which a leader who is away names a stand-in, reached from the own account."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateInput

from submissions.away.standing_in import candidates, end_stand_in, name_stand_in
from submissions.models import UnitMembership
from submissions.rights import roles
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView, FormDecidingView
from vietnamese.dates import today
from vietnamese.fields import NormalisedCharField

TITLE = gettext_lazy("Away: who signs for me")


class StandInForm(forms.Form):
    """Who stands in for the leader of one unit, from when to when, and by which document."""

    person = forms.ModelChoiceField(label=gettext_lazy("Stand-in"), queryset=None, empty_label=None)
    signs = forms.ChoiceField(
        label=gettext_lazy("Signs as"), choices=UnitMembership.Signs.choices, widget=forms.RadioSelect
    )
    first_day = forms.DateField(label=gettext_lazy("From the day"), widget=AdminDateInput)
    last_day = forms.DateField(label=gettext_lazy("to the end of the day"), widget=AdminDateInput)
    document_number = NormalisedCharField(label=gettext_lazy("Number of the document"), max_length=60)

    def __init__(self, data=None, *, leadership, **kwargs):
        super().__init__(data, auto_id=f"tb-{leadership.pk}-%s", label_suffix="", **kwargs)
        self.leadership = leadership
        self.fields["person"].queryset = candidates(leadership)
        self.initial |= {"signs": UnitMembership.Signs.FOR, "first_day": today()}

    @property
    def has_candidates(self):
        return self.fields["person"].queryset.exists()


class AwayView(AllowedMixin, FormDecidingView, ScreenMixin, TemplateView):
    """The stand-ins that the leader has named, and a form for each unit that the leader leads."""

    allowed = staticmethod(roles.user_can_name_stand_in)
    http_method_names = ["get", "head", "post", "options"]
    template_name = "submissions/away/away.html"
    page_title = TITLE
    done = gettext_lazy("The stand-in is registered; the unit sees it on its pages.")
    sent = None

    @property
    def address(self):
        return reverse("submissions:away")

    @property
    def above(self):
        return [{"url": reverse("wagtailadmin_account"), "label": gettext("Account")}]

    @cached_property
    def leadership(self):
        """The own entry that was posted; of a forged one, the rule that decides knows nothing."""
        asked = self.request.POST.get("leadership", "")
        return next((m for m in roles.own_leaderships(self.request.user) if str(m.pk) == asked), None)

    def bound(self):
        return StandInForm(self.request.POST, leadership=self.leadership)

    def post(self, request, *args, **kwargs):
        if self.leadership is None:
            return redirect(self.address)
        return super().post(request, *args, **kwargs)

    def act(self):
        name_stand_in(leader=self.request.user, leadership=self.leadership.pk, **self.cleaned)

    def again(self, form):
        self.sent = form
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        led = roles.own_leaderships(self.request.user)
        forms = [self.sent if self.sent and self.sent.leadership.pk == m.pk else StandInForm(leadership=m) for m in led]
        named = UnitMembership.objects.stand_ins().filter(stands_in_for__user=self.request.user)
        return super().get_context_data(**kwargs, forms=forms, named=named, media=forms[0].media)


class EndStandInView(AllowedMixin, DecidingView):
    allowed = staticmethod(roles.user_can_name_stand_in)
    done = gettext_lazy("The stand-in has ended.")

    @property
    def address(self):
        return reverse("submissions:away")

    def act(self):
        end_stand_in(leader=self.request.user, pk=self.kwargs["pk"])


def account_item(request):
    """The way to it on the own account's screen (hook register_account_menu_item); None for who leads nothing."""
    if not roles.user_can_name_stand_in(request.user):
        return None
    return {
        "url": reverse("submissions:away"),
        "label": gettext("Away: who signs for me"),
        "help_text": gettext("Name a stand-in, with dates and the document."),
    }
