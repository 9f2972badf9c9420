"""Who prepares, approves, pays and sees royalties: named predicates behind views, menus, panels and tests.

What moves money or shows personal data is given by groups alone: being a superuser gives none of it.
"""

from django.contrib.auth.models import Permission

from submissions.rights.roles import user_is_site_manager

PREPARE = "prepare_tables"
APPROVE_TABLES = "approve_tables"
VIEW_TABLES = "view_tables"
VIEW_TOTALS = "view_totals"
CHECK_LISTS = "check_lists"
APPROVE_LISTS = "approve_lists"
PERSONAL_DETAILS = "see_personal_details"
KEEP_BUDGET = "keep_budget"
OF_ROLES = (
    PREPARE,
    APPROVE_TABLES,
    VIEW_TABLES,
    VIEW_TOTALS,
    CHECK_LISTS,
    APPROVE_LISTS,
    PERSONAL_DETAILS,
    KEEP_BUDGET,
)


def held(user):
    """The codenames of this app that the groups of `user` carry (a frozenset); read once per request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_royalty_permissions"):
        rows = Permission.objects.filter(group__user=user, content_type__app_label="royalties")
        user._royalty_permissions = frozenset(rows.values_list("codename", flat=True))
    return user._royalty_permissions


def user_can_prepare_tables(user):
    """Whether `user` draws up tables and sets coefficients within the band (người chấm: the desk)."""
    return PREPARE in held(user)


def user_can_approve_tables(user):
    """Whether `user` approves coefficients (the head of the board); never of a table that they prepared."""
    return APPROVE_TABLES in held(user)


def user_can_view_tables(user):
    """Whether `user` sees all tables and lists with names and amounts, but no personal details."""
    return VIEW_TABLES in held(user)


def user_can_view_totals(user):
    """Whether `user` sees totals per unit and the budget (officials, and whoever sees the tables)."""
    return bool({VIEW_TOTALS, VIEW_TABLES} & held(user))


def user_can_check_lists(user):
    """Whether `user` draws up and checks payment lists and enters payments (the accountant)."""
    return CHECK_LISTS in held(user)


def user_can_approve_lists(user):
    """Whether `user` approves lists for payment (the head of the office); never what they checked themselves."""
    return APPROVE_LISTS in held(user)


def user_can_see_personal_details(user):
    """Whether `user` sees and enters identity, tax and bank numbers (the accountant alone)."""
    return PERSONAL_DETAILS in held(user)


def user_can_keep_budget(user):
    """Whether `user` enters the allotted budget and the costs of keeping the site (the accountant)."""
    return KEEP_BUDGET in held(user)


def user_can_view_personal_log(user):
    """Whether `user` sees who read personal numbers, not the numbers: who reads none of them looks at who does."""
    return user.is_active and (user.is_superuser or user_is_site_manager(user))
