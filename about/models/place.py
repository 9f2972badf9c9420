"""The first page of the introduction, which all others hang below."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from submissions.models.tree import StructurePage
from submissions.rights import roles
from submissions.statements.statement import StatementsPlace

from .leaders import LeadersPage
from .organisation import OrganisationPage
from .subject import SubjectPage
from .ward_map import WardMapPage

# Of each there is one.
SINGLE = (LeadersPage, OrganisationPage, WardMapPage)
IN_ORDER = SubjectPage.Subject.values


class IntroductionPage(StatementsPlace, StructurePage):
    """The introduction. Made by a migration; what it shows is what two people made public."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["about.LeadersPage", "about.OrganisationPage", "about.WardMapPage", "about.SubjectPage"]

    class Meta:
        verbose_name = _("introduction of the place")
        verbose_name_plural = _("introductions of the place")

    def typed_children(self):
        return SubjectPage.objects.child_of(self)

    def route_to_others(self, request, path_components):
        """Leaders, organisation and map, Wagtail's own way."""
        return Page.route(self, request, path_components)

    def singles(self):
        """The pages of which there is one and that are public, in the order of SINGLE."""
        found = [kind.objects.child_of(self).live().first() for kind in SINGLE]
        return [page for page in found if page is not None]

    def subjects(self):
        """The public SubjectPages, in the order of the decree."""
        found = self.typed_children().live().defer("body").order_by("title", "pk")
        return sorted(found, key=lambda page: IN_ORDER.index(page.subject))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context |= {"singles": self.singles(), "subjects": self.subjects()}
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and roles.user_is_editor(user):
            context["missing"] = self.missing(context["subjects"])
        return context

    def missing(self, subjects):
        """[(what of the decree is not public yet, where it is written or waits)] for who writes it."""
        lacking = [(capfirst(kind._meta.verbose_name), kind, {}) for kind in SINGLE]
        lacking += [(capfirst(one.label), SubjectPage, {"subject": one}) for one in SubjectPage.NAMED]
        there = {page.subject for page in subjects}
        return [
            (name, self.address_of(kind, **asked))
            for name, kind, asked in lacking
            if (asked["subject"] not in there if asked else not kind.objects.child_of(self).live().exists())
        ]

    def address_of(self, kind, **asked):
        """Where the board finds the page of the type `kind` that is not public, or begins it."""
        draft = kind.objects.child_of(self).filter(live=False, **asked).first()
        if draft is not None:
            return reverse("statements:statement", args=[draft.pk])
        return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, self.pk])
