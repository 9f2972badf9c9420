"""The page that all weeks hang below; it shows the present one."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from submissions.models.tree import StructurePage
from submissions.statements.statement import StatementsPlace
from vietnamese.dates import today

from .week import WeekPage, monday_of

# How many weeks back can be chosen on the page itself; the others are found by the one before each.
LISTED = 12


class AgendaPage(RoutablePageMixin, StatementsPlace, StructurePage):
    """The leaders' working calendar. Made by a migration."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["agenda.WeekPage"]

    class Meta:
        verbose_name = _("leaders' working calendar")
        verbose_name_plural = _("leaders' working calendars")

    def typed_children(self):
        return WeekPage.objects.child_of(self).prefetch_related("appointments")

    def public_weeks(self):
        """The weeks that citizens read, the last one first."""
        return self.typed_children().live().order_by("-monday")

    @path("")
    def this_week(self, request):
        """The week of today, and those that can be chosen."""
        monday = monday_of(today())
        present = self.public_weeks().filter(monday=monday).first()
        return self.render(
            request, context_overrides={"week": present, "monday": monday, "weeks": self.public_weeks()[:LISTED]}
        )
