"""Units with their people, and pieces told through the chain at a set time, for the tests of counting."""

import datetime
from zoneinfo import ZoneInfo

import time_machine

from compliance.counting.counting import count_period
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import NewsPage
from tests import factories, workflow

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text):
    """An aware moment in Việt Nam: "2026-11-24 23:59:59"."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


class Newsroom:
    """One unit with a contributor and a leader, and an editor: enough to tell how a piece fares."""

    def __init__(self, **unit):
        self.unit = factories.UnitFactory(**unit)
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit)
        self.editor = factories.editor()

    def write(self, *, photo=True, **fields):
        image = factories.photo(self.unit) if photo else None
        return factories.news(self.unit, owner=self.contributor, image=image, **fields)

    def send(self, page, *, when):
        """The unit sends the piece in and its leader approves: it reaches the board at `when`."""
        with time_machine.travel(when, tick=False):
            workflow.submit(page, self.contributor)
            return workflow.approve_as(page, self.leader)

    def publish(self, page, *, when):
        with time_machine.travel(when, tick=False):
            return workflow.approve_as(page, self.editor)

    def published(self, *, when, sent=None, photo=True, **fields):
        """A piece that was sent at `sent` (an hour before by default) and published at `when`.

        With what the chain leaves in its columns, but without its steps and mails (factories.published).
        """
        image = factories.photo(self.unit) if photo else None
        page = factories.published(self.unit, owner=self.contributor, image=image, at=when, **fields)
        NewsPage.objects.filter(pk=page.pk).update(sent_at=sent or when - datetime.timedelta(hours=1))
        return workflow.fresh(page)


def row_of(unit, period):
    """The one row of `unit` in the period "2026-11"."""
    year, month = map(int, period.split("-"))
    unit.refresh_from_db()
    rows = count_period(ReportingPeriod.of(year, month, rules=all_rules()))
    return next(row for row in rows if row.unit == unit)
