"""The policies that the report's views ask, in the form that Wagtail's views know."""

from wagtail.permission_policies.base import BasePermissionPolicy

from compliance.rights import permissions


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


class PaperPolicy(BasePermissionPolicy):
    """The monthly report, its letters and its template: "view" for readers of reports, "change" for the desk."""

    PREDICATES = {"view": permissions.user_can_read_papers, "change": permissions.user_can_write_report}

    def user_has_permission(self, user, action):
        return action in self.PREDICATES and self.PREDICATES[action](user)


report_policy = ReportPolicy("submissions.Unit")
paper_policy = PaperPolicy("compliance.PeriodRemarks")


class ClosingPolicy(BasePermissionPolicy):
    """One action, "close"."""

    def user_has_permission(self, user, action):
        return action == "close" and permissions.user_can_close_period(user)


closing_policy = ClosingPolicy("compliance.ClosedPeriod")
