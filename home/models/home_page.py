"""The page at the root of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.front.front_page import front_page
from submissions.models import NewsIndexPage, NewsPage
from submissions.models.sections import SECTIONS
from submissions.models.tree import FindsTypedChildren

BELOW_A_UNIT = 3  # news root, unit, piece


class HomePage(FindsTypedChildren, Page):
    """The front page of the site."""

    max_count = 1
    subpage_types = [
        "submissions.NewsIndexPage",
        "about.IntroductionPage",
        "library.DocumentsPage",
        "agenda.AgendaPage",
        "planning.ProjectsPage",
        "planning.TendersPage",
        "planning.PlansPage",
        "planning.StatisticsIndexPage",
        "consultation.ConsultationsPage",
        "home.AlertsPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        """Find a piece at once, not the news root and the unit's page before it."""
        if len(path_components) == BELOW_A_UNIT and path_components[1] != SECTIONS:
            piece = NewsPage.at_address(f"{self.url_path}{'/'.join(path_components)}/")
            if piece is not None:
                return piece.route(request, [])
        return super().route(request, path_components)

    def typed_children(self):
        return NewsIndexPage.objects.child_of(self)

    def route_to_others(self, request, path_components):
        """What lies beside the news, Wagtail's own way."""
        return Page.route(self, request, path_components)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"front": front_page()}
