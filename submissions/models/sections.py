"""The news root and the units' pages under it: where pieces of news hang in the tree."""

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from submissions.testers import StructurePermissionTester


class ChainedPage(models.Model):
    """A page whose workflow is the approval chain and nothing else, whatever hangs at the root of the tree."""

    class Meta:
        abstract = True

    def get_workflow(self):
        from submissions.chain import chain_workflow

        return chain_workflow()

    @property
    def has_workflow(self):
        return self.get_workflow() is not None


class StructurePage(Page):
    """A page that carries the structure: changed by administrators only, never published, moved or copied by hand."""

    promote_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return StructurePermissionTester(user, self)

    def route(self, request, path_components):
        """Find the child by one query with all that its page shows first, where Wagtail reads it twice and bare."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        child = self.typed_children().filter(slug=slug).first()
        if child is None:
            raise Http404
        child._cached_parent_obj = self
        return child.route(request, rest)


class NewsIndexPage(RoutablePageMixin, StructurePage):
    """The root of the news; the approval chain runs for everything below it."""

    max_count = 1
    subpage_types = ["submissions.UnitPage"]

    class Meta:
        verbose_name = _("news root")
        verbose_name_plural = _("news roots")

    def route(self, request, path_components):
        request.news_root = self
        return super().route(request, path_components)

    def typed_children(self):
        return UnitPage.objects.child_of(self).select_related("unit")

    @path("")
    def all_news(self, request):
        """Every live piece, newest first."""
        from submissions.listing import newest, page_of_teasers

        return self.render(
            request, context_overrides={"listing": page_of_teasers(newest(), number=request.GET.get("page"))}
        )

    @path("chuyen-muc/<slug:slug>/", name="section")
    def news_of_section(self, request, slug):
        """The live pieces of one section; 404 for a section that does not exist."""
        from submissions.listing import newest, page_of_teasers
        from submissions.models import Category

        category = get_object_or_404(Category, slug=slug)
        listing = page_of_teasers(newest().filter(category=category), number=request.GET.get("page"))
        return self.render(request, context_overrides={"category": category, "listing": listing})


class UnitPage(ChainedPage, StructurePage):
    """A unit's page: its pieces hang below it. Made by `Unit.provision`, never by hand."""

    parent_page_types = ["submissions.NewsIndexPage"]
    subpage_types = ["submissions.NewsPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("unit page")
        verbose_name_plural = _("unit pages")

    def typed_children(self):
        from submissions.models import NewsPage

        return NewsPage.objects.child_of(self).select_related("unit__page", "category")

    def get_context(self, request, *args, **kwargs):
        from submissions.listing import newest, page_of_teasers

        listing = page_of_teasers(newest().filter(unit=self.unit), number=request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"unit": self.unit, "listing": listing}
