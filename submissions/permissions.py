"""Who may do what to a piece of news: named predicates that tasks, menus, views, panels and tests all ask.

The rules by state stand as a table in docs/rights.md, which the tests read.
"""

from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.chain import BOARD_STEP, LEADER_STEP, states_of
from submissions.stages import RETURNED, Stage, has_unit_draft, stage_of

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
        user._current_memberships = list(
            user.memberships.valid_today().select_related("unit__page", "unit__collection")
        )
    return user._current_memberships


def user_is_member(user):
    """Whether `user` belongs to any unit today."""
    return bool(current_memberships(user))


def holders_of(codename):
    """The active accounts whose groups carry the central role `codename` (a queryset)."""
    from submissions.models import User

    held = Permission.objects.filter(content_type__app_label="submissions", codename=codename)
    return User.objects.filter(is_active=True, groups__permissions__in=held).distinct()


def units_of(user):
    """The Units that `user` belongs to today, each once, whatever the person is there."""
    return list(dict.fromkeys(membership.unit for membership in current_memberships(user)))


def units_led_by(user):
    """The keys of the units that `user` is a leader of today."""
    return [m.unit_id for m in current_memberships(user) if m.role == m.Role.LEADER]


def central_roles(user):
    """The codenames of the central roles that the groups of `user` carry. Being a superuser gives none."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_central_roles"):
        held = Permission.objects.filter(
            group__user=user, content_type__app_label="submissions", codename__in=ROLE_CODENAMES
        )
        user._central_roles = frozenset(held.values_list("codename", flat=True))
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


def user_can_approve_for_unit(user, page):
    """Whether `user` is, today, a leader of the unit that `page` hangs under."""
    return any(m.role == m.Role.LEADER for m in memberships_for(user, page))


def was_leader_of(user, *, page, moment):
    """Whether `user` was a leader of the page's unit on the local day of `moment` (an aware datetime)."""
    if user is None or moment is None:
        return False
    return (
        user.memberships.valid_on(timezone.localdate(moment))
        .filter(role="leader", unit__page__path=unit_path(page))
        .exists()
    )


def unit_leaders(unit):
    """The active accounts of the leaders of `unit` today."""
    from submissions.models import User

    held = unit.memberships.in_office().filter(role="leader")
    return User.objects.filter(pk__in=held.values("user"))


def no_leader_sentence(unit):
    """What to tell somebody who wants to send a piece in while `unit` has no leader in office."""
    return _(
        "%(unit)s has no leader registered at present, so nobody could approve the piece. "
        "Ask the administrator to register a leader (or a deputy); the text stays saved as a draft."
    ) % {"unit": unit}


def post_of(user, *, page):
    """The post in which `user` acts on `page`: the one held in its unit, or the place on the board."""
    if posts := [m.post for m in memberships_for(user, page) if m.post]:
        return posts[0]
    return str(_("Editorial board")) if user_is_editor(user) else ""


def user_can_see_news(user, page):
    """Whether `user` may know of `page` in the back office, in whatever form.

    The own unit sees its pieces; board and desk see a piece from the leader's approval on. What is live is
    public anyway, but its drafts, history and comments are not: officials see none of them.
    """
    if user.is_superuser or user_is_member_for(user, page):
        return True
    return (user_is_editor(user) or user_is_desk(user)) and page.sent_at is not None


def user_can_edit_news(user, page):
    """Whether `user` may change the text of `page` at its present stage."""
    stage = stage_of(page)
    if stage == Stage.AT_LEADER:
        return user_can_approve_for_unit(user, page)
    if stage in (Stage.AT_BOARD, Stage.CLEARED):
        return user_is_editor(user)
    if stage == Stage.SCHEDULED:
        return False
    if user_is_member_for(user, page):
        return True
    return stage in (Stage.PUBLISHED, Stage.TAKEN_DOWN) and user_is_editor(user) and not has_unit_draft(page)


def user_can_submit_news(user, page):
    """Whether `user` may send `page` to the leader (whether the unit has a leader is asked separately)."""
    submittable = (Stage.DRAFT, Stage.PUBLISHED, Stage.TAKEN_DOWN, *RETURNED)
    return user_is_member_for(user, page) and stage_of(page) in submittable


def user_can_decide_news(user, page):
    """Whether `user` may approve or send back `page` at the step it stands at; nobody decides both steps."""
    stage = stage_of(page)
    if stage == Stage.AT_LEADER:
        return user_can_approve_for_unit(user, page) and not has_decided(user, page, step=BOARD_STEP)
    return stage == Stage.AT_BOARD and user_is_editor(user) and not has_decided(user, page, step=LEADER_STEP)


def has_decided(user, page, *, step):
    """Whether `user` ever approved or sent back `page` at `step`: then the other step is somebody else's."""
    decided = states_of(page, step=step).filter(status__in=("approved", "rejected"))
    return decided.filter(finished_by=user.pk).exists()


def user_can_publish_news(user, page):
    """Whether `user` may publish a correction directly: the board, on what went through the chain before.

    A first publication, of a piece whose set time was stopped, is not the approving leader's own.
    """
    return (
        user_is_editor(user)
        and stage_of(page) in (Stage.PUBLISHED, Stage.TAKEN_DOWN, Stage.CLEARED)
        and not has_unit_draft(page)
        and (page.first_published_at is not None or not has_decided(user, page, step=LEADER_STEP))
    )


def user_can_withdraw_news(user, page):
    """Whether `user` may take `page` back: the own unit, until the board has decided."""
    return stage_of(page) in (Stage.AT_LEADER, Stage.AT_BOARD) and user_is_member_for(user, page)


def user_can_take_down_news(user, page):
    """Whether `user` may take the live `page` down (a reason is asked for)."""
    return user_is_editor(user) and page.live


def user_can_unschedule_news(user, page):
    """Whether `user` may stop a set time of publication."""
    return user_is_editor(user) and bool(page.approved_schedule)


def user_can_set_aside_draft(user, page):
    """Whether `user` may put the unit's newer version of a live piece aside, so that a correction can be published.

    Also while it waits with the leader or was sent back, whatever it says: the public must not wait for the unit.
    """
    if not user_is_editor(user) or not page.live:
        return False
    stage = stage_of(page)
    return stage in (Stage.AT_LEADER, *RETURNED) or (stage != Stage.AT_BOARD and has_unit_draft(page))


def user_can_delete_news(user, page):
    """Whether `user` may delete `page`: the own unit, and only what was never submitted and never published."""
    return user_is_member_for(user, page) and page.first_published_at is None and not page.workflow_states.exists()


def user_can_mark_duplicate(user, page):
    """Whether `user` may mark `page` as a duplicate of another piece: the board, of what has reached it."""
    return user_is_editor(user) and page.sent_at is not None


def user_can_write(user):
    """Whether `user` may write a new piece for any unit today."""
    return any(unit.is_valid_today for unit in units_of(user))


def user_can_write_for(user, unit):
    """Whether `user` may write a new piece for `unit` today."""
    return unit in units_of(user) and unit.is_valid_today


def user_can_use_board_queue(user):
    """Whether `user` works with what waits at the board: editors decide there, the desk looks on."""
    return user_is_editor(user) or user_is_desk(user)


def user_can_read_document(user, document):
    """Whether `user` (or the public) is handed `document`: a public page has it, or they may choose or change it."""
    from wagtail.documents.permissions import permission_policy
    from wagtail.models import Page, ReferenceIndex

    using = ReferenceIndex.get_references_to(document).filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    pages = {int(pk) for pk in using.values_list("object_id", flat=True)}
    if pages and Page.objects.live().public().filter(pk__in=pages).exists():
        return True
    return user.is_authenticated and permission_policy.user_has_any_permission_for_instance(
        user, ["choose", "change"], document
    )


def user_can_link_to_page(user, page):
    """Whether `user` may be told title and address of `page` (a specific page): what is live, and what is theirs."""
    from submissions.models import NewsPage

    if page.live or user.is_superuser:
        return True
    if isinstance(page, NewsPage):
        return user_can_see_news(user, page)
    return page.permissions_for_user(user).can_edit()


def user_can_read_register(user):
    """Whether `user` reads and exports the register of all units' officers, with their telephone numbers (by group)."""
    return user.is_active and user.has_perm("submissions.read_register")


def user_can_set_register_deadline(user):
    """Whether `user` changes the day before which units register their officers: desk and administrator, by group."""
    return user.is_active and user.has_perm("submissions.change_registerdeadline")


def user_can_choose_received_files(user):
    """Whether `user` is handed the photos and documents of all pieces that reached the board: board and desk."""
    return user_can_use_board_queue(user)
