"""A whole year by the due run: twelve closings, the reminders and the points, against figures worked out by hand."""

import datetime
from collections import Counter
from decimal import Decimal

import pytest
import time_machine
from django.test import TestCase

from compliance.closing.verifying import closed_in_order, differences
from compliance.counting.ledger import IS_LISTED
from compliance.due.due import run_due
from compliance.models import ClosedPeriod, ClosedRow, Reminder
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.scores.book import open_book
from submissions.models import NewsPage
from tests import factories
from tests.compliance.stories import VIETNAM

YEAR = 2020
# Pieces with a photo that each ward brings in, by month.
STEADY = (2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2)
UNEVEN = (2, 1, 0, 3, 2, 2, 4, 0, 2, 2, 1, 2)
# 9 of 12 shares of the minimum × 10, less 2 × 0.2 (below) and 2 × 0.5 (nothing), and 0.1 + 0.2 for what was above it.
UNEVEN_POINTS = Decimal("7.50") - Decimal("1.40") + Decimal("0.30")
# Contributor and leader, twice in each of the months 2, 3, 8 and 11.
REMINDED = {(month, kind): 2 for month in (2, 3, 8, 11) for kind in ("early", "last")}


@pytest.mark.slow
class TestYear(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.units = [factories.UnitFactory(name=name) for name in ("UBND phường Đều", "UBND phường Lúc có lúc không")]
        for unit in cls.units:
            factories.contributor_of(unit)
            factories.leader_of(unit)
        cls.photos = [factories.photo(unit) for unit in cls.units]

    def test_the_year(self):
        for month in range(1, 13):
            period = ReportingPeriod.of(YEAR, month, rules=all_rules())
            self.publish(period)
            for moment in self.runs(period):
                with time_machine.travel(moment, tick=False):
                    run = run_due()
                assert {job.error for job in run.jobs.all()} == {""}
        self.closed_as_counted()
        self.points()
        self.reminders()

    def publish(self, period):
        """On the third day of the period and after, all before the reminders."""
        for unit, image, numbers in zip(self.units, self.photos, (STEADY, UNEVEN), strict=True):
            for number in range(numbers[period.month - 1]):
                moment = period.start + datetime.timedelta(days=3 + number, hours=9)
                factories.published(unit, at=moment, image=image, title=f"Tin {period.key} {number}")

    def runs(self, period):
        """In the morning of the days of the reminders, twice on the last, and after midnight of the closing day."""
        calendar = period.rules.calendar
        early, last = (calendar.days_before(period.end_day, number) for number in (3, 1))
        nine = datetime.time(9, 0)
        mornings = [datetime.datetime.combine(day, nine, tzinfo=VIETNAM) for day in (early, last)]
        return [*mornings, mornings[1] + datetime.timedelta(hours=1), period.end + datetime.timedelta(minutes=10)]

    def closed_as_counted(self):
        assert [closed.key for closed in ClosedPeriod.objects.order_by("month")] == [
            f"{YEAR}-{month:02}" for month in range(1, 13)
        ]
        for unit, numbers in zip(self.units, (STEADY, UNEVEN), strict=True):
            rows = ClosedRow.objects.filter(unit=unit).order_by("period__month")
            assert tuple(row.counted for row in rows) == numbers
            assert [row.year_counted for row in rows] == [sum(numbers[:month]) for month in range(1, 13)]
        previous = None
        for closed in closed_in_order():
            assert list(differences(closed, previous=previous)) == []
            previous = closed
        assert not NewsPage.objects.filter(~IS_LISTED["published_at"], published_at__isnull=False).exists()

    def points(self):
        with time_machine.travel(datetime.datetime(YEAR + 1, 1, 10, tzinfo=VIETNAM), tick=False):
            scores = [line.score for line in open_book(YEAR).lines]
        assert [(score.met, score.points, score.band.value) for score in scores] == [
            (12, Decimal("10.00"), "good"),
            (8, UNEVEN_POINTS, "average"),
        ]

    def reminders(self):
        told = Counter(Reminder.objects.values_list("month", "kind"))
        assert told == REMINDED
        assert {reminder.recipient.memberships.get().unit for reminder in Reminder.objects.all()} == {self.units[1]}
        assert Reminder.objects.filter(email__isnull=True).count() == 0
