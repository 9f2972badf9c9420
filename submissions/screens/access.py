"""Who may open our own screens: each view names its predicate; and what of a screen is kept nowhere."""

from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class AllowedMixin:
    """`allowed` is a predicate on the user; everybody else is refused."""

    allowed = None

    def dispatch(self, request, *args, **kwargs):
        if not type(self).allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ScreenMixin(WagtailAdminTemplateMixin):
    """A screen in Wagtail's frame, with the way back above it: the home page, what `above` names, and itself."""

    above = ()

    def name_in_trail(self):
        """What the trail calls this screen: its heading, which may be longer than the one row there is."""
        return self.get_page_title()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.above, {"url": "", "label": self.name_in_trail()}]


class Unreported:
    """What a view below this one has in its hands stands in no report of an error (Django's, which mails them)."""

    @method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()])
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # Otherwise written out later, beyond the reach of these decorators.
        return response.render() if hasattr(response, "render") else response
