"""What pages of the news share: the chain as their only workflow, a category, a structure that nobody moves by hand."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Workflow

from submissions.rights.steps import BOARD_STEP, LEADER_STEP
from submissions.rights.testers import StructurePermissionTester

from .categories import Category


class ChainedPage(models.Model):
    """A page whose workflow is the approval chain and nothing else, whatever hangs at the root of the tree."""

    class Meta:
        abstract = True

    def get_workflow(self):
        return chain_workflow()

    @property
    def has_workflow(self):
        return self.get_workflow() is not None


def chain_workflow():
    """The active workflow made of the two steps, or None when somebody has switched it off."""
    return (
        Workflow.objects.active()
        .filter(workflow_tasks__task__content_type__model=BOARD_STEP)
        .filter(workflow_tasks__task__content_type__model=LEADER_STEP)
        .order_by("pk")
        .first()
    )


class WithoutAliases:
    """For a Page that is no alias of another, nor lies below one: no screen makes any (docs/rights.md)."""

    def get_view_restrictions(self):
        """What closes the page to some, by one query; Wagtail reads all pages above it for their aliases first."""
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=[self.path[:end] for end in ends])


class FindsTypedChildren(WithoutAliases):
    """For a Page whose children are of one type: `typed_children()` gives them with all that they show first."""

    def route(self, request, path_components):
        """Find the child by one query, where Wagtail reads it twice and bare."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        # Without an order: putting one together costs as much as the rest of the statement.
        child = next(iter(self.typed_children().filter(slug=slug).order_by()[:1]), None)
        if child is None:
            return self.route_to_others(request, path_components)
        child._cached_parent_obj = self
        return child.route(request, rest)

    def route_to_others(self, request, path_components):
        """What is found among children of other types, where a page has any."""
        raise Http404


class StructurePage(FindsTypedChildren, Page):
    """A page that carries the structure: changed by administrators only, never published, moved or copied by hand."""

    promote_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return StructurePermissionTester(user, self)


class CategorisedPage(Page):
    """A page that is filed under a category; tables of coverage read its subclasses.

    `PUBLISHED_AT` and `IS_LIVE` name the columns that say when it was first published and whether it is live; a type
    that keeps copies of them beside its category names those.
    """

    PUBLISHED_AT = "first_published_at"
    IS_LIVE = "live"

    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"), null=True
    )
    milestone_date = models.DateField(
        _("milestone date"),
        null=True,
        blank=True,
        help_text=_("The day from which the decree counts the deadline, for example the document's date of issue."),
    )
    issued_here = models.BooleanField(
        _("the unit itself issued the document"),
        default=False,
        help_text=_("Some decrees give the body that issued a document less time than the others."),
    )

    class Meta:
        abstract = True
