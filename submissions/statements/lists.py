"""Which statements there are, and which of them wait for whom."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from submissions.statements.records import StatementHand

from .rules import State
from .statement import statement_types

STATES = {
    State.DRAFT: Q(live=False, first_published_at=None),
    State.CHANGED: Q(live=True, has_unpublished_changes=True),
    State.PUBLIC: Q(live=True, has_unpublished_changes=False),
    State.WITHDRAWN: Q(live=False, first_published_at__isnull=False),
}


def kinds_of(user):
    """The Statement types of which `user` sees what is not public."""
    return [kind for kind in statement_types() if user.is_active and (user.is_superuser or kind.is_kept_by(user))]


def user_can_see_statements(user):
    return bool(kinds_of(user))


def seen_by(user, kinds=None):
    """All statements that `user` sees (Pages), of `kinds` (types) or of all."""
    types = ContentType.objects.get_for_models(*(kinds or kinds_of(user)) or [Page]).values()
    return Page.objects.filter(content_type__in=[one.pk for one in types]) if kinds_of(user) else Page.objects.none()


def found_by(typed, kinds):
    """The Q of those of `kinds` (types) that are found by `typed`: each type knows by what it is looked for."""
    found = Q(pk__in=[])
    for kind in kinds:
        found |= Q(pk__in=kind.found_by(typed).order_by().values("pk"))
    return found


def waiting(pages):
    """Those of `pages` with a version that a second person has not published."""
    return pages.filter(Exists(hands_on()))


def waiting_for(user, pages):
    """Those of `waiting` that `user` has no hand in."""
    return waiting(pages).exclude(Exists(hands_on().filter(person=user)))


def hands_on():
    return StatementHand.objects.filter(page=OuterRef("pk"))
