"""Who may do what to a piece of news: named predicates that tasks, menus, views, panels and tests all ask.

The rules by state stand as a table in docs/rights.md, which the tests read. Who a person is, is asked of roles.py.
"""

from django.db.models import Q
from wagtail.models import TaskState

from submissions.rights.roles import (
    unit_led,
    unit_path,
    user_is_desk,
    user_is_editor,
    user_is_member_for,
)
from submissions.rights.stages import RETURNED, Stage, has_unit_draft, stage_of
from submissions.rights.steps import BOARD_STEP, LEADER_STEP, step_of
from vietnamese.text import fold


def user_can_see_news(user, page):
    """Whether `user` may know of `page` in the back office, in whatever form.

    The own unit sees its pieces; board and desk see a piece from the leader's approval on. What is live is
    public anyway, but its drafts, history and comments are not: officials see none of them.
    """
    if user.is_superuser or user_is_member_for(user, page):
        return True
    return (user_is_editor(user) or user_is_desk(user)) and page.sent_at is not None


def user_reads_everything(user, page):
    """Whether every version of `page` is there for `user` to read: the own unit's people."""
    return user.is_superuser or user_is_member_for(user, page)


def user_reads_newest(user, page):
    """Whether the newest version of `page` is there for `user` (the unit, board or desk) to read.

    Board and desk read what a leader approved and what the board made of it: a version that the unit has saved
    since, or that waits with the leader, is the unit's own. Nobody reads what they may not know of.
    """
    if user_reads_everything(user, page):
        return True
    if not user_can_see_news(user, page):
        return False
    stage = stage_of(page)
    if stage in (Stage.AT_BOARD, Stage.SCHEDULED, Stage.CLEARED):
        return True
    return stage in (Stage.PUBLISHED, Stage.TAKEN_DOWN) and not has_unit_draft(page)


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


def user_can_write_quickly(user, page):
    """Whether `user` writes `page` in the quick form: the own unit's people, before it is sent and when it comes back.

    What was published is corrected in the full editor.
    """
    return user_is_member_for(user, page) and stage_of(page) in (Stage.DRAFT, *RETURNED)


def user_can_submit_news(user, page):
    """Whether `user` may send `page` to the leader (whether the unit has a leader is asked separately)."""
    submittable = (Stage.DRAFT, Stage.PUBLISHED, Stage.TAKEN_DOWN, *RETURNED)
    return user_is_member_for(user, page) and stage_of(page) in submittable


def user_can_approve_for_unit(user, page):
    """Whether `user` leads, today, the unit that `page` hangs under, and need not leave the piece to another leader."""
    unit = unit_led(user, page)
    return unit is not None and not must_leave_own_piece(user, page, unit=unit)


def must_leave_own_piece(user, page, *, unit, sender=None):
    """Whether `user`, a leader of `unit`, wrote `page` where the city forbids approving one's own piece.

    With `sender`, asked of a piece that this User is about to send in.
    """
    return unit.approval_rules.forbids_own_piece and wrote(user, page, sender=sender)


def wrote(user, page, *, sender=None):
    """Whether `user` counts as a writer of `page`: began it, sent it in last, or is named among its authors.

    Authors have no account here, so the whole name decides, however its marks are placed: of two people of one name
    the one is taken for the other, and somebody else approves.
    """
    if user.pk in (page.owner_id, sender.pk if sender else sent_in_by(page)):
        return True
    return fold(str(user)) in {fold(author["name"]) for author in newest_authors(page)}


def newest_authors(page):
    """The authors ({"name": …}) of the newest version of `page`; asks nothing where `queues.placed` has read them."""
    if "newest_authors" in vars(page):
        return page.newest_authors or []
    latest = page.get_latest_revision() if page.pk else None
    return latest.content.get("authors", []) if latest else []


def sent_in_by(page):
    """The key of the account that last sent `page` to the leader; None while it is not in the chain."""
    state = page.current_workflow_state
    if state is None or state.current_task_state is None:
        return None
    step = state.current_task_state
    sent_by = step.clearancestate.submitted_by_id if step_of(step) == LEADER_STEP else None
    return sent_by or state.requested_by_id


def user_can_decide_news(user, page):
    """Whether `user` may approve or send back `page` at the step it stands at; nobody decides both steps."""
    stage = stage_of(page)
    if stage == Stage.AT_LEADER:
        return user_can_approve_for_unit(user, page) and not has_decided(user, page, step=BOARD_STEP)
    if stage != Stage.AT_BOARD or not user_is_editor(user) or corrects_for_own_unit(user, page):
        return False
    return not has_decided(user, page, step=LEADER_STEP)


def has_decided(user, page, *, step):
    """Whether `user` ever approved, sent back or confirmed on paper `page` at `step`: the other one is not theirs."""
    decided = TaskState.objects.for_instance(page).filter(
        task__content_type__model=step, status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    )
    return decided.filter(Q(finished_by=user.pk) | Q(clearancestate__confirmed_by=user.pk)).exists()


def corrects_for_own_unit(user, page):
    """Whether what `user` publishes on `page` would be a correction of the own unit's piece: another editor's to make.

    The board corrects what was published without the leader, so nobody of the unit does it for the board.
    """
    return page.first_published_at is not None and user_is_member_for(user, page)


def acts_for_board(user, page):
    """Whether `user` saves a version of `page` for the board: who is of its unit too, at the board's step alone."""
    if not user_is_editor(user):
        return False
    return not user_is_member_for(user, page) or stage_of(page) in (Stage.AT_BOARD, Stage.SCHEDULED, Stage.CLEARED)


def covers(clearance, *, page, digest):
    """Whether `clearance` (a ClearanceState or None) approves just this text, by who then led the page's unit.

    By what was written down with the decision: memberships, roles and accounts that changed since take nothing back.
    """
    if clearance is None or clearance.digest != digest or clearance.leader_of is None:
        return False
    return clearance.leader_of.page is not None and clearance.leader_of.page.path == unit_path(page)


def user_can_publish_news(user, page):
    """Whether `user` may publish a correction directly: the board, on what went through the chain before.

    Nobody of its unit does. A first publication, of a piece whose set time was stopped, is not the own of a leader who
    approved it and has left the unit since.
    """
    return (
        user_is_editor(user)
        and not user_is_member_for(user, page)
        and stage_of(page) in (Stage.PUBLISHED, Stage.TAKEN_DOWN, Stage.CLEARED)
        and not has_unit_draft(page)
        and (page.first_published_at is not None or not has_decided(user, page, step=LEADER_STEP))
    )


def user_can_attach_paper(user, page):
    """Whether `user` may attach an approval on paper to `page`: the own unit, while it waits at the leader."""
    return stage_of(page) == Stage.AT_LEADER and user_is_member_for(user, page)


def user_can_sign_on_paper(leader, page, *, unit):
    """Whether what `leader`, of `unit` on the day of the paper, signed can count for `page`: as on the screen."""
    return not must_leave_own_piece(leader, page, unit=unit) and not has_decided(leader, page, step=BOARD_STEP)


def user_can_confirm_paper(user, paper):
    """Whether `user` may confirm or refuse `paper` (a PaperApproval): the desk, but nobody with a part in the piece."""
    return (
        user_is_desk(user)
        and user.pk not in (paper.leader_id, paper.attached_by_id)
        and not user_is_member_for(user, paper.page)
        and not has_decided(user, paper.page, step=BOARD_STEP)
    )


def user_can_see_scan(user, paper):
    """Whether `user` may open the scan of `paper`: its unit, the desk, and the board once it was confirmed."""
    if user.is_superuser or user_is_desk(user) or user_is_member_for(user, paper.page):
        return True
    return user_is_editor(user) and paper.state == paper.State.CONFIRMED


def user_can_withdraw_news(user, page):
    """Whether `user` may take `page` back: the own unit, until the board has decided."""
    return stage_of(page) in (Stage.AT_LEADER, Stage.AT_BOARD) and user_is_member_for(user, page)


def user_can_take_down_news(user, page):
    """Whether `user` may take the live `page` down (a reason is asked for)."""
    return user_is_editor(user) and page.live


def user_can_reword_reason(user, page):
    """Whether `user` may choose anew what readers are told at the address of `page`, which was taken down."""
    return user_is_editor(user) and stage_of(page) == Stage.TAKEN_DOWN


def user_can_unschedule_news(user, page):
    """Whether `user` may stop a set time of publication."""
    return user_is_editor(user) and bool(page.approved_schedule)


def user_can_set_aside_draft(user, page):
    """Whether `user` may put the unit's newer version of a live piece aside, so that a correction can be published.

    Also while it waits with the leader or was sent back, whatever it says: the public must not wait for the unit. Who
    belongs to the unit could publish no correction after it.
    """
    if not user_is_editor(user) or user_is_member_for(user, page) or not page.live:
        return False
    stage = stage_of(page)
    return stage in (Stage.AT_LEADER, *RETURNED) or (stage != Stage.AT_BOARD and has_unit_draft(page))


def user_can_delete_news(user, page):
    """Whether `user` may delete `page`: the own unit, and only what was never submitted and never published."""
    return user_is_member_for(user, page) and page.first_published_at is None and not page.workflow_states.exists()


def user_can_mark_duplicate(user, page):
    """Whether `user` may mark `page` as a duplicate of another piece: the board, of what has reached it."""
    return user_is_editor(user) and page.sent_at is not None
