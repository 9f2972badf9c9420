"""Which units a person's tables are about: the right behind every view of numbers, and its scope."""

from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from compliance.rights import permissions
from compliance.rights.policies import report_policy


class SeenUnits(PermissionCheckedMixin):
    """A view of numbers: the policy, and only the units that the person may see."""

    permission_policy = report_policy
    permission_required = "view"

    @cached_property
    def units(self):
        """The person's units, or None for readers of reports, who see all."""
        user = self.request.user
        if permissions.user_can_view_reports(user):
            return None
        return list(self.permission_policy.instances_user_has_any_permission_for(user, ["view"]))


class TableScreen(WagtailAdminTemplateMixin):
    """A screen in Wagtail's frame under one heading, which the trail above it repeats."""

    _show_breadcrumbs = True
    above = ()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.above, {"url": "", "label": self.get_page_title()}]
