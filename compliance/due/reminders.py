"""Who is told before a period closes that something is owed: some working days before, and on the last one.

docs/reminders.md. A mail is a row of the outbox, written in one transaction with its Reminder.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from compliance.counting.counting import count_period
from compliance.counting.counts import UnitRow
from compliance.models import Reminder, ReminderPlan
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.kept.outbox import outbox_row
from submissions.models import Locality, NewsPage, UnitMembership
from submissions.rights.stages import RETURNED, Stage
from submissions.standing import queues

TEMPLATE = "compliance/due/mail/reminder.txt"
# With whom a piece waits that is not public yet, by its Stage.
WITH = {
    "with_leader": (Stage.AT_LEADER,),
    "with_board": (Stage.AT_BOARD, Stage.CLEARED, Stage.SCHEDULED),
    "with_unit": RETURNED,
}


@dataclass
class Debt:
    """What a unit still owes in a period, and how many pieces wait with its leader, the board and itself."""

    row: UnitRow
    with_leader: int = 0
    with_board: int = 0
    with_unit: int = 0

    @property
    def is_covered(self):
        """Whether the unit has done its part, if the board publishes what it has."""
        return self.with_board >= self.row.shortfall


def kind_due(period, *, plan):
    """The Reminder.Kind whose time has come in the running `period`, or None.

    The early one is no longer due on the day of the last one, so that nobody gets both in a morning.
    """
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    if now.hour < plan.hour or not period.is_open:
        return None
    calendar = period.rules.calendar
    if plan.repeats_on_last_day and now.date() >= calendar.days_before(period.end_day, 1):
        return Reminder.Kind.LAST
    if now.date() < calendar.days_before(period.end_day, plan.days_before):
        return None
    # After an outage it waits for the next working day, while there is one before the period ends.
    is_read_today = calendar.is_working_day(now.date()) or now.date() > calendar.days_before(period.end_day, 1)
    return Reminder.Kind.EARLY if is_read_today else None


def send_reminders():
    """Write the reminders that are due; returns how many people were told now (int)."""
    period = ReportingPeriod.current(rules=all_rules())
    kind = kind_due(period, plan=ReminderPlan.load())
    if kind is None:
        return 0
    rows = {row.unit.pk: row for row in count_period(period) if row.shortfall}
    people = people_to_tell(rows, period=period, kind=kind)
    if not people:
        return 0
    debts = debts_of(rows)
    return sum(
        remind(person, debts=[debts[unit] for unit in rows if unit in units], period=period, kind=kind)
        for person, units in people.items()
    )


def people_to_tell(units, *, period, kind):
    """{User: keys of those of `units` that they belong to today}; without whom this reminder has reached."""
    told = Reminder.objects.filter(year=period.year, month=period.month, kind=kind)
    members = UnitMembership.objects.in_office().filter(unit__in=list(units)).exclude(user__in=told.values("recipient"))
    people = defaultdict(set)
    for member in members.select_related("user").order_by("user"):
        people[member.user].add(member.unit_id)
    return people


def debts_of(rows):
    """{key of a unit: Debt} for `rows` (UnitRows by key of their unit)."""
    debts = {unit: Debt(row) for unit, row in rows.items()}
    unpublished = NewsPage.objects.filter(unit__in=list(rows), published_at__isnull=True)
    for name, stages in WITH.items():
        for stage in stages:
            found = queues.at_stage(unpublished, stage).order_by().values("unit_id").annotate(number=Count("pk"))
            for unit, number in found.values_list("unit_id", "number"):
                setattr(debts[unit], name, getattr(debts[unit], name) + number)
    return debts


@transaction.atomic
def remind(person, *, debts, period, kind):
    """Write the mail to `person` (a User) about `debts`, once; returns whether it was now."""
    reminder, is_new = Reminder.objects.get_or_create(recipient=person, year=period.year, month=period.month, kind=kind)
    if is_new and person.email:
        reminder.email = outbox_row(TEMPLATE, recipient=person, context=context_of(debts, period=period, kind=kind))
        reminder.save(update_fields=["email"])
    return is_new


def context_of(debts, *, period, kind):
    return {
        "period": period,
        "is_last": kind == Reminder.Kind.LAST,
        "debts": debts,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("submissions:write"),
        "site": Locality.load().site_title,
    }
