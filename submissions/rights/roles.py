"""Who a person is today: member or leader of a unit by a dated membership, of the centre by the groups' permissions.

What that lets them do to a piece of news is said in rights.py, and as a table in docs/rights.md.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _

# Roles at the centre are permissions, given by groups; who belongs to a unit is a UnitMembership.
EDITOR = "review_news"
HEAD = "head_board"
DESK = "run_desk"
SITE_MANAGER = "manage_site"
ROLE_CODENAMES = (EDITOR, HEAD, DESK, SITE_MANAGER)


def current_memberships(user):
    """The memberships of `user` that are valid today, with unit; read once per request (cached on the user)."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "_current_memberships"):
        user._current_memberships = user.memberships.held_today()
    return user._current_memberships


def user_is_member(user):
    """Whether `user` belongs to any unit today."""
    return bool(current_memberships(user))


def holders_of(codename):
    """The active accounts whose groups carry the central role `codename` (a queryset)."""
    held = Permission.objects.filter(content_type__app_label="submissions", codename=codename)
    return get_user_model().objects.filter(is_active=True, groups__permissions__in=held).distinct()


def units_of(user):
    """The Units that `user` belongs to today, each once, whatever the person is there."""
    return list(dict.fromkeys(membership.unit for membership in current_memberships(user)))


def units_led_by(user):
    """The keys of the units that `user` is a leader of today."""
    return [m.unit_id for m in current_memberships(user) if m.role == m.Role.LEADER]


def own_leaderships(user):
    """The memberships by which `user` is a leader today in the own right, and may name a stand-in."""
    return [m for m in current_memberships(user) if m.role == m.Role.LEADER and m.stands_in_for_id is None]


def user_can_name_stand_in(user):
    """Whether `user` leads a unit in the own right today."""
    return bool(own_leaderships(user))


def central_roles(user):
    """The codenames of the central roles that the groups of `user` carry. Being a superuser gives none."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_central_roles"):
        held = Permission.objects.filter(
            group__user=user, content_type__app_label="submissions", codename__in=ROLE_CODENAMES
        )
        user._central_roles = frozenset(held.order_by().values_list("codename", flat=True))
    return user._central_roles


def user_is_editor(user):
    """Whether `user` belongs to the editorial board."""
    return EDITOR in central_roles(user)


def user_is_desk(user):
    """Whether `user` works at the intake desk."""
    return DESK in central_roles(user)


def user_is_site_manager(user):
    """Whether `user` is an administrator of the site: its structure and static pages, not its news."""
    return SITE_MANAGER in central_roles(user)


def unit_path(page):
    """The tree path of the unit's page above `page`: the one thing that no revision and no form can change."""
    return page.path[: -page.steplen]


def memberships_for(user, page):
    """The memberships that `user` holds today in the unit that `page` hangs under."""
    path = unit_path(page)
    return [m for m in current_memberships(user) if m.unit.page is not None and m.unit.page.path == path]


def user_is_member_for(user, page):
    """Whether `user` belongs, today, to the unit that `page` hangs under."""
    return bool(memberships_for(user, page))


def unit_led(user, page):
    """The Unit that `page` hangs under, if `user` is a leader of it today; else None."""
    return next((m.unit for m in memberships_for(user, page) if m.role == m.Role.LEADER), None)


def unit_leaders(unit):
    """The active accounts of the leaders of `unit` today."""
    held = unit.memberships.in_office().filter(role="leader")
    return get_user_model().objects.filter(pk__in=held.values("user"))


def post_of(user, *, page, leading=False):
    """The post in which `user` acts on `page`: the one held in its unit, or the place on the board.

    With `leading`, as its leader: a stand-in's is "KT." or "TL." with the leader's post.
    """
    held = memberships_for(user, page)
    held.sort(key=lambda m: (leading and m.role != m.Role.LEADER, m.stands_in_for_id is not None))
    if posts := [m.acting_post for m in held if m.acting_post]:
        return posts[0]
    return str(_("Editorial board")) if user_is_editor(user) else ""


def user_can_write(user):
    """Whether `user` may write a new piece for any unit today."""
    return any(unit.is_valid_today for unit in units_of(user))


def user_can_write_for(user, unit):
    """Whether `user` may write a new piece for `unit` today."""
    return unit in units_of(user) and unit.is_valid_today


def user_can_use_board_queue(user):
    """Whether `user` works with what waits at the board: editors decide there, the desk looks on."""
    return user_is_editor(user) or user_is_desk(user)


def user_can_read_register(user):
    """Whether `user` reads and exports the register of all units' officers, with their telephone numbers (by group)."""
    return user.is_active and user.has_perm("submissions.read_register")


def user_can_set_register_deadline(user):
    """Whether `user` changes the day before which units register their officers: desk and administrator, by group."""
    return user.is_active and user.has_perm("submissions.change_registerdeadline")


def user_can_choose_received_files(user):
    """Whether `user` is handed the photos and documents of all pieces that reached the board: board and desk."""
    return user_can_use_board_queue(user)
