"""The assistant's screen: a form, then what it does in sentences, and only what is confirmed there is done."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from submissions.ending import saying, taking_back
from submissions.ending.doing import end_units, take_turns
from submissions.ending.plan import user_can_end_units
from submissions.ending_screens.forms import EndingForm, FatesForm
from submissions.models import UnitEnding
from submissions.screens.access import ScreenMixin
from submissions.screens.refusals import Refusal, tell
from submissions.units.provisioning import provision

# What the buttons and the form of fates post beside the first form's own fields.
CONFIRM, CHANGE, SHOWN = "confirm", "change", "shown"
# The ends that are listed under the form.
LATEST = 10


class EndsUnits(ScreenMixin):
    """A screen for whoever may end units."""

    http_method_names = ["get", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        if not user_can_end_units(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EndingView(EndsUnits, TemplateView):
    """Nothing is stored before the confirmation; what it then does is what was shown, or it is shown again."""

    template_name = "submissions/ending_screens/ending.html"
    page_title = gettext_lazy("Merge or dissolve units")
    header_icon = "resubmit"

    @property
    def above(self):
        return [{"url": reverse("units:index"), "label": _("Units")}]

    def get(self, request, *args, **kwargs):
        wanted = [key for key in request.GET.getlist("don-vi") if key.isdecimal()]
        return self.show(form=EndingForm(initial={"units": wanted}))

    def post(self, request, *args, **kwargs):
        form = EndingForm(request.POST)
        if CHANGE in request.POST:
            form.is_valid()
            return self.show(form=form)
        if CONFIRM not in request.POST:
            return self.preview(form) if form.is_valid() else self.show(form=form)
        try:
            with transaction.atomic():
                # Before any unit is read: what somebody changes in this instant is seen.
                take_turns()
                return self.confirm(form) if form.is_valid() else self.show(form=form)
        except Refusal as refusal:
            return self.show(form=form, refusals=[refusal.sentence])

    def read(self, form):
        """(the Ending that the two forms mean, the form of fates)."""
        ending = form.ending(by=self.request.user)
        fates = FatesForm(self.request.POST, ending=ending)
        fates.is_valid()
        return ending, fates

    def preview(self, form, *, note=""):
        ending, fates = self.read(form)
        if refused := saying.refusals(ending):
            return self.show(form=form, refusals=refused)
        sections = saying.sections(ending)
        return self.show(
            form=form,
            posted=posted(form),
            fates=FatesForm(initial=chosen(fates), ending=ending),
            sections=sections,
            note=note,
            shown=digest(sections),
        )

    def confirm(self, form):
        ending, fates = self.read(form)
        sections = saying.sections(ending)
        if not fates.is_valid() or digest(sections) != self.request.POST.get(SHOWN):
            note = _(
                "This is not what was shown last: please look at it again, then confirm. Nothing has been done yet."
            )
            return self.preview(form, note=note)
        if refused := saying.refusals(ending):
            raise Refusal(" ".join(refused))
        for unit in ending.successors:
            if unit.pk is None:
                unit.save()
                provision(unit)
                log(instance=unit, action="wagtail.create", user=self.request.user, content_changed=True)
                ending.made.append(unit)
        end_units(ending, said=saying.as_texts(sections))
        messages.success(
            self.request,
            _("Done: %(units)s.") % {"units": ", ".join(unit.name for unit in ending.units)},
        )
        return redirect("units:index")

    def show(self, **context):
        latest = UnitEnding.objects.select_related("unit", "decided_by")[:LATEST]
        for row in latest:
            row.may_be_taken_back = taking_back.may_be_taken_back(row)
        form = context["form"]
        context["media"] = form.media
        return self.render_to_response(self.get_context_data(latest=latest, **context))


class TakingBackView(EndsUnits, TemplateView):
    """An end whose last day is not over, taken back in one step."""

    template_name = "submissions/ending_screens/taking_back.html"
    page_title = gettext_lazy("Take back the end")
    header_icon = "history"

    @property
    def above(self):
        return [
            {"url": reverse("units:index"), "label": _("Units")},
            {"url": reverse("unit_endings:assistant"), "label": str(EndingView.page_title)},
        ]

    def get_context_data(self, **kwargs):
        rows = taking_back.step_of(get_object_or_404(UnitEnding, pk=self.kwargs["pk"]))
        refusals = list(taking_back.refusals(rows))
        sentences = [] if refusals else list(taking_back.sentences(rows))
        return super().get_context_data(refusals=refusals, sentences=sentences, rows=rows, **kwargs)

    def post(self, request, pk):
        try:
            units = taking_back.take_back(pk, user=request.user)
        except Refusal as refusal:
            tell(request, refusal)
        else:
            names = ", ".join(unit.name for unit in units)
            messages.success(request, _("The end has been taken back: %(units)s.") % {"units": names})
        return redirect("unit_endings:assistant")


def posted(form):
    """The first form's fields as they were posted, to travel with the second one: [(name, value)]."""
    return [(name, value) for name in form.fields for value in form.data.getlist(name)]


def chosen(fates):
    """What was chosen in `fates` (a bound FatesForm), where it may be chosen; else the usual."""
    given = {name: value for name, value in fates.cleaned_data.items() if value}
    return {name: given.get(name, field.initial) for name, field in fates.fields.items()}


def digest(sections):
    return hashlib.sha256(repr(sections).encode()).hexdigest()
