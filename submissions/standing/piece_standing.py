"""Where a piece is, in words that need no knowledge of the system: state, since when, with whom, why, what next."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry, Revision

from submissions.models import ClearanceState, NewsPage, UnitMembership
from submissions.rights import rights, roles
from submissions.rights.stages import RETURNED, Stage, stage_of
from submissions.standing import titles
from vietnamese.dates import day_of, screen_date, today

# State → (icon of Wagtail's set, tone of screens/admin.css). The word stands beside it always.
SIGNS = {
    Stage.DRAFT: ("edit", "quiet"),
    Stage.AT_LEADER: ("time", "waiting"),
    Stage.RETURNED_BY_LEADER: ("arrow-left", "returned"),
    Stage.AT_BOARD: ("time", "waiting"),
    Stage.RETURNED_BY_BOARD: ("arrow-left", "returned"),
    Stage.SCHEDULED: ("calendar-check", "done"),
    Stage.CLEARED: ("circle-check", "waiting"),
    Stage.PUBLISHED: ("success", "done"),
    Stage.TAKEN_DOWN: ("download", "returned"),
}

# What happened in the editor, by where the piece stands after it.
HAPPENED = {
    Stage.AT_LEADER: gettext_lazy("The piece has been submitted to the unit's leader."),
    Stage.AT_BOARD: gettext_lazy("Approved. The piece has been passed to the editorial board."),
    Stage.SCHEDULED: gettext_lazy("The time of publication has been set."),
    Stage.PUBLISHED: gettext_lazy("The piece has been published."),
}

# How long after its set time a piece is usually public.
PATIENCE = datetime.timedelta(minutes=5)

# Of a piece that is public, or was, the closing of its unit changes nothing.
UNFINISHED = set(Stage) - {Stage.PUBLISHED, Stage.TAKEN_DOWN}


@dataclass(frozen=True)
class Standing:
    """One piece and where it is, for one reader. `since` and `planned_for` are aware datetimes or None."""

    page: NewsPage
    stage: Stage
    since: datetime.datetime | None = None
    with_whom: str = ""
    decided_by: str = ""
    reason: str = ""
    planned_for: datetime.datetime | None = None
    next_step: str = ""
    note: str = ""
    title: str = ""
    withdrawn_at: datetime.datetime | None = None
    closed_unit: str = ""

    @property
    def icon(self):
        return SIGNS[self.stage][0]

    @property
    def tone(self):
        return SIGNS[self.stage][1]

    @property
    def is_over(self):
        """Whether `since` is the moment when something happened, and not the beginning of a wait."""
        return self.stage in (Stage.PUBLISHED, Stage.TAKEN_DOWN, *RETURNED)

    @property
    def is_overdue(self):
        """Whether the set time has passed, and what publishes at it has not come: minutes are usual, more is not."""
        return self.planned_for is not None and self.planned_for + PATIENCE < timezone.now()

    @property
    def label(self):
        if self.is_overdue:
            return _("The set time has passed, not published yet")
        if self.withdrawn_at is None:
            return self.stage.label
        day = screen_date(day_of(self.withdrawn_at))
        return _("Draft (withdrawn on %(date)s)") % {"date": day}


def standing_of(page, *, user):
    """The Standing of one `page` (a NewsPage) as `user` reads it."""
    return standings([page], user=user)[0]


def standings(pages, *, user):
    """The Standings of `pages` for `user`, in the same order; at most nine queries, however many pieces."""
    stages = [stage_of(page) for page in pages]
    facts = Facts(pages, stages=stages)
    facts.titles = titles.titles_for(user, pages, stages=stages)
    return [build(page, stage=stage, facts=facts, user=user) for page, stage in zip(pages, stages, strict=True)]


def build(page, *, stage, facts, user):
    step = facts.steps.get(page.pk)
    take_down = facts.take_downs.get(page.pk)
    fields = {
        "title": facts.titles[page.pk],
        "since": page.latest_revision_created_at,
        "closed_unit": facts.closed_units.get(page.unit_id, "") if stage in UNFINISHED else "",
    }
    if stage == Stage.DRAFT:
        fields |= {"withdrawn_at": facts.withdrawals.get(page.pk)}
    elif stage == Stage.AT_LEADER:
        fields |= {"since": step.started_at, "with_whom": facts.leader_names(page)}
    elif stage == Stage.AT_BOARD:
        fields |= {"since": step.started_at, "with_whom": _("Editorial board")}
    elif stage in RETURNED:
        fields |= {"since": step.finished_at, "decided_by": step.decided_by, "reason": step.comment}
    elif stage == Stage.SCHEDULED:
        fields |= {"planned_for": facts.times.get(page.pk)}
    elif stage == Stage.PUBLISHED:
        fields |= {"since": page.published_at}
    elif stage == Stage.TAKEN_DOWN and take_down is not None:
        fields |= {
            "since": take_down.timestamp,
            "decided_by": str(take_down.user or ""),
            "reason": take_down.data.get("comment", ""),
        }
    standing = Standing(
        page=page, stage=stage, next_step=next_step(page, stage=stage, user=user), note=note(page, stage), **fields
    )
    return replace(standing, next_step=overdue_next_step(page, user=user)) if standing.is_overdue else standing


def note(page, stage):
    """What lies beside the state: an older version in public, or a newer one that is not."""
    if page.live and stage != Stage.PUBLISHED:
        return _("The version published before stays on the public site meanwhile.")
    if stage == Stage.PUBLISHED and page.has_unpublished_changes:
        return _("There is a newer version that is not published.")
    return ""


def next_step(page, *, stage, user):
    """What the reader may do next, or who is to do something."""
    if roles.user_is_member_for(user, page):
        leads = roles.unit_led(user, page) is not None
        if stage == Stage.AT_LEADER and leads:
            if rights.user_can_approve_for_unit(user, page):
                return _("Read the piece, then approve it or send it back.")
            return _("You are one of the writers, so another leader of the unit decides.")
        if is_left_to_the_writer(page, stage=stage, user=user):
            return _("The unit is to change the text and submit it again.")
        return unit_next_step(page, stage)
    return board_next_step(stage) if roles.user_is_editor(user) else ""


def overdue_next_step(page, *, user):
    """What becomes of a piece whose set time has passed: published with the next run, and counted from then."""
    if roles.user_is_member_for(user, page):
        return _("Nothing to do: it is published with the next run of what is due, and counts from then on.")
    if not roles.user_is_editor(user):
        return ""
    return _(
        "It is published with the next run of what is due, and counts from then on. To have it public at once, stop "
        "the set time and publish it; if nothing happens within half an hour, tell whoever looks after the server."
    )


def is_left_to_the_writer(page, *, stage, user):
    """Whether `page` was sent back and `user` leads its unit without having written it: the next step is not theirs."""
    return stage in RETURNED and page.owner_id != user.pk and roles.unit_led(user, page) is not None


def unit_next_step(page, stage):
    words = {
        Stage.DRAFT: _("When the text is ready, submit it to the leader."),
        Stage.AT_LEADER: _("Wait for the leader. To change something, withdraw the piece first."),
        Stage.RETURNED_BY_LEADER: _("Change the text as the reason asks, then submit it again."),
        Stage.AT_BOARD: _("Wait for the editorial board. To change something, withdraw the piece first."),
        Stage.RETURNED_BY_BOARD: _("Change the text as the reason asks, then submit it again."),
        Stage.SCHEDULED: _("Nothing to do: the piece is published at the set time."),
        Stage.CLEARED: _("Wait for the editorial board to publish."),
        Stage.TAKEN_DOWN: _("Read the reason. A changed text may be submitted again."),
    }
    if stage == Stage.PUBLISHED and page.has_unpublished_changes:
        return _("To publish the newer version, submit it to the leader.")
    return words.get(stage, "")


def board_next_step(stage):
    words = {
        Stage.AT_BOARD: _("Read and edit the piece, then publish it, set a time or send it back."),
        Stage.RETURNED_BY_BOARD: _("The unit is to change the text and submit it again."),
        Stage.RETURNED_BY_LEADER: _("The unit is to change the text and submit it again."),
        Stage.AT_LEADER: _("The unit's leader is to decide first."),
        Stage.DRAFT: _("The unit took the piece back and has not submitted it again."),
        Stage.CLEARED: _("Both approvals are there: publish now or set a time."),
        Stage.SCHEDULED: _("To change something, stop the set time first."),
    }
    return words.get(stage, "")


def closed_sentence(unit):
    """That `unit` is closed, since when, and who took over."""
    sentence = _("The unit is closed since %(date)s.") % {"date": screen_date(unit.valid_to)}
    names = ", ".join(successor.name for successor in unit.successors.all())
    if not names:
        return sentence
    successors = _("Taken over by: %(units)s.") % {"units": names}
    return f"{sentence} {successors}"


class Facts:
    """What the words need beside the pages themselves, each kind read once for all of them."""

    def __init__(self, pages, *, stages):
        self.by_stage = {}
        for page, stage in zip(pages, stages, strict=True):
            self.by_stage.setdefault(stage, []).append(page)
        self.steps = self._steps()
        self.leaders = self._leaders()
        self.times = self._times()
        self.take_downs = self._take_downs()
        self.withdrawals = self._withdrawals()
        self.closed_units = self._closed_units(pages)

    def _at(self, *stages):
        return [page for stage in stages for page in self.by_stage.get(stage, [])]

    def _steps(self):
        """{page's key: ClearanceState of its present step}"""
        pages = self._at(Stage.AT_LEADER, Stage.AT_BOARD, *RETURNED)
        keys = {page.current_workflow_state.current_task_state_id: page.pk for page in pages}
        found = ClearanceState.objects.filter(pk__in=keys).select_related("finished_by") if keys else []
        return {keys[state.pk]: state for state in found}

    def _leaders(self):
        """{unit's key: [names of its leaders today]}"""
        units = {page.unit_id for page in self._at(Stage.AT_LEADER)}
        leaders = {}
        if units:
            held = UnitMembership.objects.in_office().filter(unit__in=units, role="leader")
            for membership in held.select_related("user"):
                leaders.setdefault(membership.unit_id, []).append(str(membership.user))
        return leaders

    def leader_names(self, page):
        return ", ".join(self.leaders.get(page.unit_id, [])) or _("no leader registered at present")

    def _times(self):
        """{page's key: the set time of publication}"""
        keys = [str(page.pk) for page in self._at(Stage.SCHEDULED)]
        if not keys:
            return {}
        planned = Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False)
        return {int(key): time for key, time in planned.values_list("object_id", "approved_go_live_at")}

    def _take_downs(self):
        """{page's key: the newest log entry of taking it down}"""
        keys = [page.pk for page in self._at(Stage.TAKEN_DOWN)]
        if not keys:
            return {}
        entries = PageLogEntry.objects.filter(page__in=keys, action="submissions.take_down").select_related("user")
        return {entry.page_id: entry for entry in entries.order_by("timestamp", "pk")}

    def _withdrawals(self):
        """{page's key: when the unit last took it back}: a draft was never published, so nothing else cancels it."""
        keys = [page.pk for page in self._at(Stage.DRAFT)]
        if not keys:
            return {}
        entries = PageLogEntry.objects.filter(page__in=keys, action="wagtail.workflow.cancel")
        return dict(entries.order_by("timestamp", "pk").values_list("page_id", "timestamp"))

    def _closed_units(self, pages):
        """{unit's key: what is to be known of it}, of the units of `pages` that are closed."""
        day = today()
        closed = {page.unit for page in pages if page.unit.valid_to is not None and page.unit.valid_to <= day}
        prefetch_related_objects(list(closed), "successors")
        return {unit.pk: closed_sentence(unit) for unit in closed}
