"""Who sees which numbers: named predicates behind the views, the menu, the panels and the tests."""

from submissions.models import Unit
from submissions.permissions import units_of, user_is_member


def user_can_view_reports(user):
    """Whether `user` sees and exports the tables of all units (officials and the central roles, by their group)."""
    return user.is_active and user.has_perm("compliance.view_reports")


def user_can_view_unit_report(user, unit):
    """Whether `user` sees the numbers of `unit`: readers of reports, and whoever belongs to it today."""
    return user_can_view_reports(user) or unit in units_of(user)


def user_can_open_report(user):
    """Whether there is anything in the table for `user`: all units, or the own one."""
    return user_can_view_reports(user) or user_is_member(user)


def units_reported_to(user):
    """The units whose numbers `user` sees (a queryset); readers of reports see all, members their own."""
    if user_can_view_reports(user):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=[unit.pk for unit in units_of(user)])
