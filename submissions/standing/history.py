"""The history of a piece in plain words: who, in which post, did what and when, and why.

Made of Wagtail's log, the records of the two steps and our own log actions; saving is told once for each person and
stretch of work, because nobody reads forty autosaves.
"""

import datetime
from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry

from submissions.models import ClearanceState, User
from submissions.rights import roles
from submissions.rights.steps import BOARD_STEP, LEADER_STEP, step_of
from vietnamese.dates import day_of, screen_moment

# Log actions → (words, icon). What is not named here is told by another entry, or concerns nobody.
WORDS = {
    "wagtail.create": (gettext_lazy("began the piece"), "edit"),
    "wagtail.edit": (gettext_lazy("edited the text"), "edit"),
    "wagtail.revert": (gettext_lazy("took up an earlier version again"), "history"),
    "wagtail.workflow.start": (gettext_lazy("submitted the piece to the leader"), "arrow-right"),
    "wagtail.workflow.resume": (gettext_lazy("submitted the piece again"), "arrow-right"),
    "wagtail.workflow.cancel": (gettext_lazy("withdrew the piece"), "arrow-left"),
    "wagtail.publish": (gettext_lazy("published the piece"), "success"),
    "wagtail.publish.scheduled": (gettext_lazy("published the piece at the set time"), "success"),
    "wagtail.publish.schedule": (gettext_lazy("set the time of publication"), "calendar-check"),
    "wagtail.schedule.cancel": (gettext_lazy("stopped the set time of publication"), "calendar-alt"),
    "submissions.take_down": (gettext_lazy("took the piece down"), "download"),
    "submissions.reword_reason": (gettext_lazy("changed what readers are told"), "edit"),
    "submissions.set_aside": (gettext_lazy("set the unit's newer version aside"), "history"),
    "submissions.paper_attached": (gettext_lazy("attached an approval on paper"), "doc-full"),
    "submissions.paper_confirmed": (gettext_lazy("confirmed the approval on paper"), "success"),
    "submissions.paper_refused": (gettext_lazy("did not confirm the approval on paper"), "arrow-left"),
    "submissions.handed_over": (gettext_lazy("handed the piece over, because its unit ended"), "arrow-right"),
    "submissions.mark_duplicate": (gettext_lazy("marked the piece as a duplicate"), "copy"),
}
DECISIONS = {
    (LEADER_STEP, "approve"): (gettext_lazy("approved the piece as the unit's leader"), "success"),
    (LEADER_STEP, "reject"): (gettext_lazy("sent the piece back to the writer"), "arrow-left"),
    (BOARD_STEP, "approve"): (gettext_lazy("approved the piece for publication"), "success"),
    (BOARD_STEP, "reject"): (gettext_lazy("sent the piece back to the unit"), "arrow-left"),
}
# What is noted with these is no reason that something was held up for.
PAPERS = ("submissions.paper_attached", "submissions.paper_confirmed")
SAVING = ("wagtail.edit", "wagtail.create")


@dataclass(frozen=True)
class Event:
    """One thing that happened to a piece. `when` is an aware datetime; `reason` is empty where none was asked for."""

    when: datetime.datetime
    what: str
    icon: str
    who: str = ""
    post: str = ""
    reason: str = ""
    mark: str = ""
    # How it was decided where not on a screen of the back office, and who signed a paper when.
    way: str = ""


def history_of(page):
    """The Events of `page` (a NewsPage), newest first; a constant number of queries, however long the history."""
    entries = PageLogEntry.objects.filter(page=page.pk).select_related("user").order_by("timestamp", "pk")
    entries = without_doubles([entry for entry in entries if told(entry)])
    steps = steps_of(page)
    posts = Posts(page, users={entry.user_id for entry in entries})
    events = [event_of(entry, steps=steps, posts=posts) for entry in entries]
    return events[::-1]


def told(entry):
    return entry.action in WORDS or entry.action in ("wagtail.workflow.approve", "wagtail.workflow.reject")


def without_doubles(entries):
    """`entries` without what two entries tell of one deed: saving again, and the approval that publishes."""
    following = [*entries[1:], None]
    single = [entry for entry, after in zip(entries, following, strict=True) if not approves_what_follows(entry, after)]
    return without_repeated_saving(single)


def approves_what_follows(entry, after):
    """Whether `entry` is the board's approval and `after` the publication or set time that came of it."""
    if entry.action != "wagtail.workflow.approve" or (entry.data.get("workflow") or {}).get("next"):
        return False
    published = after is not None and after.action in ("wagtail.publish", "wagtail.publish.schedule")
    return published and after.user_id == entry.user_id


def without_repeated_saving(entries):
    """`entries` with each stretch of saving by one person told once, by its last moment (or as the beginning)."""
    kept = []
    for entry in entries:
        previous = kept[-1] if kept else None
        repeated = (
            previous is not None
            and entry.action == "wagtail.edit"
            and previous.action in SAVING
            and previous.user_id == entry.user_id
        )
        if repeated and previous.action == "wagtail.edit":
            kept[-1] = entry
        elif not repeated:
            kept.append(entry)
    return kept


def steps_of(page):
    """{key: ClearanceState} of every step that `page` went through."""
    states = ClearanceState.objects.of(page)
    return {state.pk: state for state in states.select_related("task", "finished_by", "decision_link")}


def event_of(entry, *, steps, posts):
    state = steps.get((entry.data.get("workflow") or {}).get("task_state_id"))
    if entry.action in ("wagtail.workflow.approve", "wagtail.workflow.reject"):
        return decision_event(entry, state=state, posts=posts)
    what, icon = WORDS[entry.action]
    who = str(entry.user) if entry.user else ""
    if not who and entry.action == "wagtail.publish.scheduled":
        who = _("The system")
    if entry.action == "wagtail.publish.schedule" and (time := planned_time(entry)):
        what = _("set the time of publication: %(time)s") % {"time": time}
    if entry.action == "submissions.mark_duplicate" and entry.data.get("duplicate_of") is None:
        what = _("cleared the mark as a duplicate")
    return Event(
        when=entry.timestamp,
        what=str(what),
        icon=icon,
        who=who,
        post=posts.of(entry.user, moment=entry.timestamp),
        **{"way" if entry.action in PAPERS else "reason": entry.data.get("comment", "")},
    )


def decision_event(entry, *, state, posts):
    """A decision in the words of its step, with the name and post that were recorded with it."""
    action = entry.action.rsplit(".", 1)[1]
    step = step_of(state) if state else BOARD_STEP
    what, icon = DECISIONS[step, action]
    who = (state.decider_name if state else "") or str(entry.user or "")
    post = (state.decider_post if state else "") or posts.of(entry.user, moment=entry.timestamp)
    reason = entry.data.get("comment", "")
    mark = state.mark if state else ""
    way = way_in_words(state) if state else ""
    return Event(when=entry.timestamp, what=str(what), icon=icon, who=who, post=post, reason=reason, mark=mark, way=way)


def way_in_words(state):
    """How the step `state` was decided by mail, on which device and from which address; empty when it was not."""
    link = getattr(state, "decision_link", None)
    if link is None:
        return ""
    way = _("by mail, %(way)s") % {"way": link.get_way_display()}
    device = _("device: %(name)s") % {"name": link.device} if link.device else ""
    address = _("address: %(address)s") % {"address": link.address} if link.address else ""
    return "; ".join(filter(None, [way, device, address]))


def planned_time(entry):
    """The time that was set, in words; empty when the entry holds none."""
    raw = (entry.data.get("revision") or {}).get("go_live_at") or ""
    moment = parse_datetime(raw)
    return screen_moment(moment) if moment else ""


class Posts:
    """In which post somebody acted: the membership of the piece's unit that held that day, or the board."""

    def __init__(self, page, *, users):
        self.memberships = {}
        for membership in page.unit.memberships.own().filter(user__in=users):
            self.memberships.setdefault(membership.user_id, []).append(membership)
        board = User.objects.filter(pk__in=users, groups__permissions__codename=roles.EDITOR)
        self.board = set(board.values_list("pk", flat=True))

    def of(self, user, *, moment):
        """The post of `user` (or None) at the aware datetime `moment`; empty when none is known."""
        if user is None:
            return ""
        day = day_of(moment)
        for membership in self.memberships.get(user.pk, []):
            if membership.is_valid_on(day) and membership.post:
                return membership.post
        return _("Editorial board") if user.pk in self.board else ""
