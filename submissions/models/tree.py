"""What pages of the news share: the chain as their only workflow, and a structure that nobody moves by hand."""

from django.db import models
from django.http import Http404
from wagtail.models import Page, PageViewRestriction, Workflow

from submissions.rights.steps import BOARD_STEP, LEADER_STEP
from submissions.rights.testers import StructurePermissionTester


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
            raise Http404
        child._cached_parent_obj = self
        return child.route(request, rest)


class StructurePage(FindsTypedChildren, Page):
    """A page that carries the structure: changed by administrators only, never published, moved or copied by hand."""

    promote_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return StructurePermissionTester(user, self)
