"""The lists that are read in: projects by the nine fields of the decree, tenders with their result, plans by field."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from library.loading import cells
from library.models import Field
from planning.loading.lines import PublicationList
from planning.models import PlanPage, PlansPage, ProjectPage, ProjectsPage, TenderPage, TendersPage
from vietnamese.text import fold

DECISION = {
    "approved_on": (gettext_lazy("Approved on"), "approved_on"),
    "decision_name": (gettext_lazy("Decision"), "decision_name"),
    "in_charge": (gettext_lazy("Unit in charge"), "in_charge"),
}


class Projects(PublicationList):
    model, place = ProjectPage, ProjectsPage
    columns = {
        "title": (gettext_lazy("Name of the project"), "title"),
        "goal": (gettext_lazy("Main goal"), "goal"),
        "field": (gettext_lazy("Specialised field"), "field"),
        "kind": (gettext_lazy("Kind of project"), "kind"),
        "first_year": (gettext_lazy("First year"), "first_year"),
        "last_year": (gettext_lazy("Last year"), "last_year"),
        "cost_from": (gettext_lazy("Cost"), "cost_from"),
        "funding": (gettext_lazy("Kind of funding"), "funding"),
        "sponsor": (gettext_lazy("Sponsor"), "sponsor"),
        "state": (gettext_lazy("State of the project"), "state"),
        **DECISION,
        "place": (gettext_lazy("Place"), "place"),
    }
    required = ("title", "goal", "field", "kind", "first_year", "cost_from", "funding", "sponsor", "state")
    texts = ("title", "goal", "kind", "sponsor", "decision_name", "place")
    choices = {"funding": ProjectPage.Funding, "state": ProjectPage.State}
    years, amounts = ("first_year", "last_year"), ("cost_from",)
    nothing = gettext_lazy("The file contains no project.")
    already = gettext_lazy("the project “%(name)s” is there already.")
    twice = gettext_lazy("it is the same project as in line %(number)s.")

    def named(self):
        return super().named() | {"field": {fold(row.title): row for row in Field.objects.all()}}


class Tenders(PublicationList):
    model, place = TenderPage, TendersPage
    columns = {
        "title": (gettext_lazy("Name of the package"), "title"),
        "kind": (gettext_lazy("What is bought"), "kind"),
        "day": (gettext_lazy("Bids are taken until the day"), "day"),
        "hour": (gettext_lazy("Bids are taken until the hour"), "hour"),
        "estimate": (gettext_lazy("Price of the package"), "estimate"),
        "project": (gettext_lazy("Project"), "project"),
        "state": (gettext_lazy("State of the tender"), "state"),
        "winner": (gettext_lazy("Winner"), "winner"),
        "winning_price": (gettext_lazy("Winning price"), "winning_price"),
        **DECISION,
    }
    required = ("title", "kind", "day", "hour", "state")
    texts = ("title", "winner", "decision_name")
    choices = {"kind": TenderPage.Kind, "state": TenderPage.State}
    amounts = ("estimate", "winning_price")
    nothing = gettext_lazy("The file contains no tender.")
    already = gettext_lazy("the tender “%(name)s” is there already.")
    twice = gettext_lazy("it is the same tender as in line %(number)s.")

    def named(self):
        # By its name as the public reads it, or will.
        return super().named() | {"project": {fold(page.draft_title): page for page in ProjectPage.objects.all()}}

    def read_further(self, line, given):
        """The last moment for bids: an hour is never guessed."""
        day = cells.day(line, "day", columns=self.columns)
        hour = cells.cleaned(line, "hour", columns=self.columns, field=forms.TimeField(required=False))
        if day and hour is not None:
            given["bids_until"] = timezone.make_aware(
                datetime.datetime.combine(day, hour), timezone.get_default_timezone()
            )


class Plans(PublicationList):
    model, place = PlanPage, PlansPage
    columns = {
        "title": (gettext_lazy("Name of the plan"), "title"),
        "field": (gettext_lazy("Field of the plan"), "field"),
        "extract": (gettext_lazy("In short"), "extract"),
        "first_year": (gettext_lazy("First year"), "first_year"),
        "last_year": (gettext_lazy("Last year"), "last_year"),
        "period": (gettext_lazy("Time in words"), "period"),
        **DECISION,
    }
    required = ("title", "field", "extract", "first_year")
    texts = ("title", "extract", "period", "decision_name")
    choices = {"field": PlanPage.Field}
    years = ("first_year", "last_year")
    nothing = gettext_lazy("The file contains no plan.")
    already = gettext_lazy("the plan “%(name)s” is there already.")
    twice = gettext_lazy("it is the same plan as in line %(number)s.")
