"""Who sees which numbers: named predicates behind the views, the menu, the panels and the tests."""

from submissions.models import Unit
from submissions.rights.roles import units_of, user_is_desk, user_is_member, user_is_site_manager


def user_can_view_reports(user):
    """Whether `user` sees and exports the tables of all units (officials and the central roles, by their group)."""
    return user.is_active and user.has_perm("compliance.view_reports")


def user_can_close_period(user):
    """Whether `user` closes the figures of a period before the due run does (the desk, by its group)."""
    return user.is_active and user.has_perm("compliance.close_period")


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


def user_can_read_papers(user):
    """Whether `user` reads and downloads the monthly report with its letters: readers of reports."""
    return user_can_view_reports(user)


def user_can_write_report(user):
    """Whether `user` writes the remarks in the monthly report and replaces its template (the desk)."""
    return user_can_read_papers(user) and user.has_perm("compliance.write_report")


def user_can_see_runs(user):
    """Whether `user` sees whether what is due is done by itself: the desk, and who keeps the server in order."""
    return user_is_desk(user) or user_is_site_manager(user) or user.is_superuser


def user_can_object_to_score(user, unit):
    """Whether `user` leaves an objection to the figures and points of `unit`: whoever belongs to it today."""
    return unit in units_of(user)


def user_can_answer_objections(user):
    """Whether `user` answers the units' objections: the intake desk."""
    return user_is_desk(user)


def user_can_edit_score_schemes(user):
    """Whether `user` changes by what scheme points are given: desk and administrator, by their group."""
    return user.is_active and user.has_perm("compliance.change_scorescheme")
