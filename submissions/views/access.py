"""Who may open our own screens: each view names its predicate, and the refusal stands in one place."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from submissions import permissions, queues
from submissions.models import NewsPage


class AllowedMixin:
    """`allowed` is a predicate of permissions.py on the user; everybody else is refused."""

    allowed = None

    def dispatch(self, request, *args, **kwargs):
        if not type(self).allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PieceMixin:
    """A view about one piece: not found for whoever `may_see` does not let know of it."""

    may_see = staticmethod(permissions.user_can_see_news)

    def dispatch(self, request, *args, **kwargs):
        if not type(self).may_see(request.user, self.piece):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def piece(self):
        pieces = queues.placed(NewsPage.objects.select_related("unit__page", "category"))
        return get_object_or_404(pieces, pk=self.kwargs["pk"])


class ScreenMixin(WagtailAdminTemplateMixin):
    """A screen in Wagtail's frame, with the way back above it."""

    _show_breadcrumbs = True
    above = ()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.above, {"url": "", "label": self.get_page_title()}]
