"""Two runs close the same period at the same moment; a piece is published while its period is being closed."""

import traceback

import time_machine
from django.db import connection

from compliance.closing import closing
from compliance.closing.verifying import closed_in_order, differences
from compliance.models import ClosedItem, ClosedPeriod
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import NewsPage, User
from tests import factories, workflow

# The first period that is closed, as a number of months since the year 0.
FIRST = 2019 * 12 + 4


def period_number(number):
    year, month = divmod(FIRST + number, 12)
    return ReportingPeriod.of(year, month + 1, rules=all_rules())


def close(period):
    """Say "closed" or "already" of one attempt."""
    try:
        closing.close_period(period)
    except closing.AlreadyClosed:
        return "already"
    return "closed"


def publish(*, page, editor):
    workflow.approve_as(NewsPage.objects.get(pk=page), User.objects.get(pk=editor))
    return "published"


def answer_of(side, deed, *arguments, **named):
    """What `deed` says, or its error, as the answer of one side."""
    try:
        answer = deed(*arguments, **named)
    except Exception:
        answer = traceback.format_exc(limit=-3)
    connection.close()
    return {"side": side, "answer": answer}


class ClosedTwice:
    def __init__(self):
        for _unit in range(3):
            factories.UnitFactory()

    def prepare(self, number):
        return {"number": number}

    @classmethod
    def act(cls, side, data, barrier):
        period = period_number(data["number"])
        barrier.wait(60)
        return answer_of(side, close, period)

    def judge(self, data, replies):
        period = period_number(data["number"])
        if sorted(reply["answer"] for reply in replies) != ["already", "closed"]:
            yield "not closed by one and refused to the other"
        if ClosedPeriod.objects.filter(year=period.year, month=period.month).count() != 1:
            yield "not one closed period"
        *_before, previous, last = [None, *closed_in_order()]
        if last.rows.count() != 3 or list(differences(last, previous=previous)):
            yield "not as it was closed"


class PublishedWhileClosing:
    """One side publishes in the last moment of a period, the other closes it: the piece is listed exactly once."""

    def __init__(self):
        self.unit = factories.UnitFactory(slug="race-closing")
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit)
        self.editor = factories.editor()

    def prepare(self, number):
        with time_machine.travel(period_number(number).start, tick=False):
            page = factories.news(self.unit, owner=self.contributor, title=f"Phút cuối {number}")
            workflow.submit(page, self.contributor)
            workflow.approve_as(page, self.leader)
        return {"number": number, "page": page.pk, "editor": self.editor.pk}

    @classmethod
    def act(cls, side, data, barrier):
        period = period_number(data["number"])
        barrier.wait(60)
        if side == 0:
            with time_machine.travel(period.end.timestamp() - 0.001, tick=False):
                return answer_of(side, publish, page=data["page"], editor=data["editor"])
        with time_machine.travel(period.end.timestamp() + 0.001, tick=False):
            return answer_of(side, close, period)

    def judge(self, data, replies):
        if {reply["answer"] for reply in replies} != {"published", "closed"}:
            yield f"an error: {replies}"
            return
        # What came too late for its own period has been listed by the closing of the next one, of this round.
        earlier = NewsPage.objects.filter(published_at__lt=period_number(data["number"]).start)
        listed = ClosedItem.objects.filter(is_published=True)
        if sorted(listed.filter(piece__in=earlier).values_list("piece", flat=True)) != sorted(
            earlier.values_list("pk", flat=True)
        ):
            yield "an earlier piece is not listed exactly once"
        if listed.filter(piece=data["page"]).count() > 1:
            yield "listed twice"
