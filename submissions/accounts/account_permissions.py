"""Who may change accounts, roles and memberships: named predicates for the registers of people (docs/units.md)."""

from wagtail.models import PageLogEntry

from submissions.models import NewsPage


def user_can_change_account(user, account):
    """Whether `user` may edit `account`: whoever administers accounts, but a superuser's only a superuser."""
    return user.has_perm("submissions.change_user") and (user.is_superuser or not account.is_superuser)


def user_can_assign_roles(user, account):
    """Whether `user` may set the roles of `account` (None: a new one): nobody but a superuser sets their own."""
    return user.is_superuser or account is None or account.pk != user.pk


def user_can_change_membership(user, membership):
    """Whether `user` may change `membership`: nobody but a superuser appoints themselves (docs/units.md)."""
    return user.has_perm("submissions.change_unitmembership") and (user.is_superuser or membership.user_id != user.pk)


def membership_was_used(membership):
    """Whether the person has done anything in the unit of `membership`: then it is history and stays."""
    if membership.stood_in_by.exists():
        return True
    if membership.unit.page is None:
        return False
    pieces = NewsPage.objects.descendant_of(membership.unit.page).values("pk")
    return PageLogEntry.objects.filter(user=membership.user, page__in=pieces).exists()
