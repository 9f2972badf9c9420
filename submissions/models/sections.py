"""The news root and the units' pages under it: where pieces of news hang in the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from submissions.testers import StructurePermissionTester


class StructurePage(Page):
    """A page that carries the structure: changed by administrators only, never published, moved or copied by hand."""

    promote_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return StructurePermissionTester(user, self)


class NewsIndexPage(RoutablePageMixin, StructurePage):
    """The root of the news; the approval chain runs for everything below it."""

    max_count = 1
    subpage_types = ["submissions.UnitPage"]

    class Meta:
        verbose_name = _("news root")


class UnitPage(StructurePage):
    """A unit's page: its pieces hang below it. Made by `Unit.provision`, never by hand."""

    parent_page_types = ["submissions.NewsIndexPage"]
    subpage_types = ["submissions.NewsPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("unit page")
