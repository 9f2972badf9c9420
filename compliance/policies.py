"""The policy that the report's views ask, in the form that Wagtail's views know."""

from wagtail.permission_policies.base import BasePermissionPolicy

from compliance import permissions


class ReportPolicy(BasePermissionPolicy):
    """One action, "view". Never falls back to "whoever can log in", as a report without a policy does in Wagtail."""

    ACTIONS = frozenset({"view"})

    def user_has_permission(self, user, action):
        return action in self.ACTIONS and permissions.user_can_open_report(user)

    def user_has_permission_for_instance(self, user, action, instance):
        return action in self.ACTIONS and permissions.user_can_view_unit_report(user, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.ACTIONS.intersection(actions):
            return self.model.objects.none()
        return permissions.units_reported_to(user)


report_policy = ReportPolicy("submissions.Unit")
