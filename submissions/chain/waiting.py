"""Pieces that wait at their leader for too long: the leader is reminded, then the others, then the desk hears of it."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from submissions.chain import notifications
from submissions.chain.decisions import locked_page
from submissions.models import ApprovalRules, NewsPage, Notice, Unit
from submissions.rights import roles
from submissions.rights.stages import Stage, stage_of
from submissions.standing import queues
from vietnamese.dates import day_of, today


@dataclass
class Overdue:
    """A unit whose leader has left pieces waiting: how many, and the most working days. Nothing of the pieces."""

    unit: Unit
    number: int = 0
    days: int = 0


def waiting(calendar):
    """(piece, its working days at the leader), the longest first; `calendar` is a Calendar of working_days."""
    pieces = queues.at_stage(NewsPage.objects.select_related("unit"), Stage.AT_LEADER).defer("body", "lead")
    for piece in pieces.order_by("step_started", "pk"):
        yield piece, calendar.days_between(day_of(piece.step_started), today())


def overdue_units(calendar):
    """The units of which the desk is told, as Overdue objects, the longest wait first."""
    after = ApprovalRules.load().tell_desk_after
    found = {}
    for piece, days in waiting(calendar):
        if after and days >= after:
            unit = found.setdefault(piece.unit_id, Overdue(piece.unit))
            unit.number += 1
            unit.days = max(unit.days, days)
    return list(found.values())


def remind_of_waiting(calendar):
    """Write the mails that are due about what waits at leaders; returns how many were written now (int).

    Each person is told once of each submission, however often this runs.
    """
    rules = ApprovalRules.load()
    terms = [term for term in (rules.remind_leader_after, rules.remind_others_after, rules.tell_desk_after) if term]
    before = Notice.objects.count()
    for piece, days in waiting(calendar):
        if terms and days >= min(terms):
            remind_of(piece.pk, days=days, rules=rules)
    return Notice.objects.count() - before


@transaction.atomic
def remind_of(pk, *, days, rules):
    """Write what is due about the piece `pk` after `days` working days, unless somebody has decided meanwhile."""
    page = locked_page(pk)
    if stage_of(page) != Stage.AT_LEADER:
        return
    event = f"step:{page.current_workflow_task_state.pk}"
    deciders = by_seniority(page)
    due = [
        (rules.remind_leader_after, "still_waits", deciders[:1]),
        (rules.remind_others_after, "still_waits", deciders[1:]),
        (rules.tell_desk_after, "leader_is_late", roles.holders_of(roles.DESK)),
    ]
    for after, kind, recipients in due:
        if after and days >= after:
            notifications.write(kind, page, recipients=recipients, event=event, days=days)


def by_seniority(page):
    """The leaders who may decide on `page`, as a list: who was registered first is the head; stand-ins come last."""
    may = notifications.deciders(page, sender=None)
    held = page.unit.memberships.in_office().filter(role="leader", user__in=may).select_related("user")
    ranked = sorted(held, key=lambda m: (m.stands_in_for_id is not None, m.valid_from or datetime.date.min, m.pk))
    return list(dict.fromkeys(membership.user for membership in ranked))
