"""Whatever happens around closing: every piece is listed in exactly one period, and what is closed never changes.

At the end of each history every form of every period says the same, and a second reader makes the same check sums.
"""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from compliance.closing import closing
from compliance.closing.verifying import closed_in_order, differences
from compliance.counting.counting import count_period
from compliance.counting.counts import NUMBERS
from compliance.counting.pieces import pieces_behind
from compliance.models import ClosedItem, ClosedPeriod, Exemption, Quota, ReportingRule
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import NewsPage, Unit
from tests import factories
from tests.compliance.every_form import assert_every_form_is_the_same
from tests.compliance.second_reader import digest_of
from tests.compliance.stories import at

BEGIN = at("2026-11-20 00:00:00")
END = at("2027-02-01 00:00:00")
HOURS = int((END - BEGIN) / datetime.timedelta(hours=1))
PIECES, UNITS = 5, 3

hour = st.integers(0, HOURS - 1)
# The hours of midnight on the 25th, met often: there periods end and are closed, when the machine is on.
MIDNIGHTS = tuple(24 * (at(f"{day} 00:00:00") - BEGIN).days for day in ("2026-11-25", "2026-12-25", "2027-01-25"))
event = st.tuples(
    hour | st.sampled_from([hours + shift for hours in MIDNIGHTS for shift in (-1, 0)]),
    st.sampled_from(["publish"] * 4 + ["take_down", "put_up", "photo", "duplicate", "late", "late", "close"]),
    st.integers(0, PIECES - 1),
)
change = st.tuples(hour, st.sampled_from(["quota", "rule", "exemption", "merger", "name"]), st.integers(1, 28))


def period_of(closed):
    return ReportingPeriod.of(closed.year, closed.month, rules=all_rules())


def numbers_of(period):
    return {row.name: [getattr(row, name) for name in NUMBERS] + [row.result] for row in count_period(period)}


def told(examples, seed=0):
    """Runs a test on this many random histories, for each `seed` (int) the same ones each time."""
    histories = given(
        events=st.lists(event | event | change, min_size=4, max_size=14), runs=st.sets(st.sampled_from(MIDNIGHTS))
    )
    same = settings(max_examples=examples, derandomize=True, deadline=None)
    return lambda test: seeded(seed)(same(histories(test)))


class Histories:
    """A city in which things happen by the hour, and what must be true in the end."""

    @classmethod
    def setUpTestData(cls):
        cls.units = [factories.UnitFactory(name=f"Đơn vị {n}", display_order=n) for n in range(UNITS)]
        cls.pieces = [factories.news(cls.units[n % UNITS], title=f"Tin {n}").pk for n in range(PIECES)]
        cls.official = factories.UserFactory(groups=["Người xem báo cáo"])

    def live_through(self, events, runs):
        self.listed, self.snapshots = {}, {}
        events = events + [(hours, "close", 0) for hours in runs]
        for hours, kind, number in sorted(events, key=lambda one: one[0]):
            with time_machine.travel(BEGIN + datetime.timedelta(hours=hours), tick=False):
                getattr(self, kind)(number)
        with time_machine.travel(END, tick=False):
            self.judge()
            self.every_form()
        # A piece that is late for the period closed last counts in the next, which is over by then.
        with time_machine.travel(END + datetime.timedelta(days=30), tick=False):
            self.close(0)
            self.judge()
            self.all_is_listed()

    def change(self, number, **values):
        NewsPage.objects.filter(pk=self.pieces[number]).update(**values)

    def published(self, number):
        return NewsPage.objects.get(pk=self.pieces[number]).published_at

    def now(self):
        return datetime.datetime.now(tz=BEGIN.tzinfo)

    def publish(self, number):
        if self.published(number) is None:
            self.change(number, published_at=self.now(), sent_at=self.now(), is_live=True, has_photo=True)

    def late(self, number):
        """Published in the last second of a period that has been closed in the meantime."""
        last = ClosedPeriod.objects.first()
        if last is not None and self.published(number) is None:
            moment = last.end - datetime.timedelta(seconds=1)
            self.change(number, published_at=moment, sent_at=moment, is_live=True, has_photo=True)

    def take_down(self, number):
        self.change(number, is_live=False)

    def put_up(self, number):
        if self.published(number):
            self.change(number, is_live=True)

    def photo(self, number):
        piece = NewsPage.objects.get(pk=self.pieces[number])
        self.change(number, has_photo=not piece.has_photo)

    def duplicate(self, number):
        if number:
            self.change(number, duplicate_of=self.pieces[0])

    def name(self, number):
        unit = self.units[number % UNITS]
        Unit.objects.filter(pk=unit.pk).update(name=f"Đơn vị đổi tên {number}")

    def merger(self, number):
        """The last unit ends today; the first takes its place."""
        last = Unit.objects.get(pk=self.units[-1].pk)
        if last.valid_to is None:
            last.valid_to = self.now().date()
            last.save()
            last.successors.add(self.units[0])

    def quota(self, number):
        self.tried(
            Quota(unit=self.units[0], minimum=number, photo_required=number % 2 == 0, valid_from=self.now().date())
        )

    def exemption(self, number):
        day = self.now().date() - datetime.timedelta(days=number)
        self.tried(Exemption(unit=self.units[1], reason="Sáp nhập", document_number="1", valid_from=day))

    def rule(self, number):
        day = self.now().date().replace(day=1) - datetime.timedelta(days=31 * (number % 3))
        self.tried(ReportingRule(first_day=number, report_day=number, valid_from=day))

    def tried(self, rule):
        """Saved, or refused because it would move what is closed; the screen asks first whether the day is taken."""
        if isinstance(rule, ReportingRule) and ReportingRule.objects.filter(valid_from=rule.valid_from).exists():
            return
        try:
            rule.save()
        except ValidationError:
            assert rule.pk is None

    def close(self, number):
        for period in closing.due_periods():
            counted = numbers_of(period)
            closed = closing.close_period(period)
            assert numbers_of(period) == counted
            self.snapshots[closed.key] = (counted, closed.digest)
            pieces = NewsPage.objects.filter(published_at__lt=period.end).values_list("pk", flat=True)
            self.listed |= {pk: closed.key for pk in pieces if pk not in self.listed}
            with self.assertRaises(closing.AlreadyClosed):
                closing.close_period(period)

    def judge(self):
        closed = closed_in_order()
        assert {one.key: (numbers_of(period_of(one)), one.digest) for one in closed} == self.snapshots
        found = ClosedItem.objects.filter(is_published=True).values_list("piece", "row__period")
        keys = {one.pk: one.key for one in closed}
        assert sorted((piece, keys[period]) for piece, period in found) == sorted(self.listed.items())
        self.check_sums(closed)
        self.lists()

    def check_sums(self, closed):
        previous = None
        for one in closed:
            assert list(differences(one, previous=previous)) == []
            assert digest_of(one.pk) == one.digest
            previous = one

    def periods(self):
        """Those of the months in which something may have happened, up to the running one."""
        period, found = ReportingPeriod.containing(BEGIN, rules=all_rules()).previous, []
        while period <= ReportingPeriod.current(rules=all_rules()):
            found.append(period)
            period = period.next
        return found

    def lists(self):
        """Every piece is listed in just one period, closed or open, and each list is as long as its number says."""
        listed, columns = [], ("sent", "published", "counted", "year_counted")
        for period in self.periods():
            for row in count_period(period):
                behind = {name: list(pieces_behind(name, period=period, units=[row.unit])) for name in columns}
                assert {name: len(pieces) for name, pieces in behind.items()} == {
                    name: getattr(row, name) for name in columns
                }
                assert set(behind["counted"]) <= set(behind["published"])
                listed += behind["published"]
        assert sorted(piece.pk for piece in listed) == sorted(
            NewsPage.objects.exclude(published_at=None).values_list("pk", flat=True)
        )

    def every_form(self):
        """Screen, XLSX, CSV, the annex of the DOCX and the page to print say the same of every period."""
        client = Client()
        client.force_login(self.official)
        for period in self.periods():
            lines = assert_every_form_is_the_same(client, {"period": period.key})
            rows = count_period(period)
            assert [line[1:3] for line in lines if line[1] in {row.name for row in rows}] == [
                [row.name, str(row.minimum)] for row in rows
            ]

    def all_is_listed(self):
        assert closing.close_due() == []
        assert set(self.listed) == set(NewsPage.objects.exclude(published_at=None).values_list("pk", flat=True))


# Each thing once, in an order in which each matters; MIDNIGHTS closes November and December, January stays open.
BUSY = [
    (0, "publish", 0),
    (1, "publish", 1),
    (2, "photo", 1),
    (MIDNIGHTS[0] + 1, "late", 2),
    (MIDNIGHTS[0] + 2, "take_down", 0),
    (MIDNIGHTS[0] + 3, "quota", 2),
    (MIDNIGHTS[0] + 4, "exemption", 1),
    (MIDNIGHTS[0] + 5, "duplicate", 1),
    (MIDNIGHTS[1] - 1, "publish", 3),
    (MIDNIGHTS[1] + 1, "put_up", 0),
    (MIDNIGHTS[1] + 2, "merger", 1),
    (MIDNIGHTS[1] + 3, "name", 4),
    (MIDNIGHTS[1] + 4, "late", 4),
    (HOURS - 1, "rule", 15),
]


class TestBusyHistory(Histories, TestCase):
    def test_each_piece_is_listed_once_and_nothing_moves(self):
        self.live_through(BUSY, {MIDNIGHTS[0], MIDNIGHTS[1]})


@pytest.mark.slow
@pytest.mark.long
class TestManyHistories(Histories, TestCase):
    """Sixty-four of them, in parts that two workers share: half of them on each database."""

    @staticmethod
    def part(seed):
        @told(16, seed)
        def test(self, events, runs):
            self.live_through(events, runs)

        return test

    test_with_seed_1, test_with_seed_2 = map(pytest.mark.sqlite, map(part, (1, 2)))
    test_with_seed_3, test_with_seed_4 = map(pytest.mark.postgres, map(part, (3, 4)))
