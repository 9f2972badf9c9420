"""The four pages that projects, tenders, plans and statistics hang below: each is a list that can be narrowed."""

from django.utils.translation import gettext_lazy as _

from submissions.models.tree import StructurePage
from submissions.statements.statement import StatementsPlace

from . import listing
from .plans import PlanPage
from .projects import ProjectPage
from .statistics import StatisticsPage
from .tenders import TenderPage


class PublicationsPlace(StatementsPlace, StructurePage):
    """Made by a migration; its title is the administrators' no more than its place."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    # What hangs below, what narrows its list, and what the list is in one sentence.
    MODEL = None
    FILTER = listing.PublicationFilter
    ABOUT = ""

    class Meta:
        abstract = True

    def typed_children(self):
        return self.MODEL.objects.child_of(self).select_related("category", "decision", *self.MODEL.LIST_SELECT)

    def get_template(self, request, *args, **kwargs):
        """One for all four; Wagtail gives each page type a name of its own."""
        return "planning/publications_page.html"

    def get_context(self, request, *args, **kwargs):
        """The list as the address asks for it; everybody gets the same, without scripts."""
        asked = self.FILTER(request.GET, model=self.MODEL)
        return super().get_context(request, *args, **kwargs) | {
            "filter": asked,
            "is_filtered": bool(asked.given),
            "listing": listing.page_of(asked.narrowed(listing.newest(self.MODEL)), request.GET, given=asked.given),
        }


class ProjectsPage(PublicationsPlace):
    """The projects and items of investment."""

    subpage_types = ["planning.ProjectPage"]
    MODEL, FILTER = ProjectPage, listing.ProjectFilter
    ABOUT = _("Projects and items of investment: being prepared, under way and completed, with their cost and funding.")

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")


class TendersPage(PublicationsPlace):
    """The tenders and what is procured."""

    subpage_types = ["planning.TenderPage"]
    MODEL, FILTER = TenderPage, listing.TenderFilter
    ABOUT = _("Invitations to tender and procurement with public money, and what they came to.")

    class Meta:
        verbose_name = _("list of tenders")
        verbose_name_plural = _("lists of tenders")


class PlansPage(PublicationsPlace):
    """The strategies and plans."""

    subpage_types = ["planning.PlanPage"]
    MODEL, FILTER = PlanPage, listing.PlanFilter
    ABOUT = _("Strategies and plans: investment, construction and land, natural resources, waste.")

    class Meta:
        verbose_name = _("list of plans")
        verbose_name_plural = _("lists of plans")


class StatisticsIndexPage(PublicationsPlace):
    """The statistics."""

    subpage_types = ["planning.StatisticsPage"]
    MODEL = StatisticsPage
    ABOUT = _("Figures with the method and the time of their collection, as tables to download.")

    class Meta:
        verbose_name = _("list of statistics")
        verbose_name_plural = _("lists of statistics")
