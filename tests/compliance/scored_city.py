"""Units and a scheme for the tests of points; imported as fixtures by those files."""

import datetime

import pytest

from compliance.counting.counts import Result
from compliance.models import ScoreScheme
from compliance.scores import wording
from compliance.scores.book import open_book
from tests import factories
from tests.compliance.years import close, closed_row


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", provisioned=False)


@pytest.fixture
def radio():
    return factories.UnitFactory(name="Đài Truyền thanh Phan Thiết", kind_id="radio", provisioned=False)


@pytest.fixture
def scheme():
    return ScoreScheme.objects.get()


@pytest.fixture
def city(ward, radio):
    """Ten closed periods. The ward: 2, 1, 0 and nothing, 1 sent and not used, 5, 2, exempt, 3, 2, 2 of 2."""
    numbers = [2, 1, 0, 0, 5, 2, None, 3, 2, 2]
    for month, number in enumerate(numbers, start=1):
        if number is None:
            row = closed_row(ward, minimum=0, counted=4, exempt_because="Bão (12/QĐ-UBND)")
        elif month == 4:
            row = closed_row(ward, counted=0, sent=1, result=Result.SHORT)
        else:
            row = closed_row(ward, counted=number)
        close(2026, month, row, closed_row(radio, minimum=15, counted=11 if month == 1 else 15))


def year_of(unit, *numbers, minimum=2):
    """The year of a unit that was only there for these closed periods, with so much counted in each."""
    for month, number in enumerate(numbers, start=1):
        close(2026, month, closed_row(unit, minimum=minimum, counted=number))
    unit.valid_to = datetime.date(2026, len(numbers), 25)
    unit.save()


def score_of(unit, year=2026):
    return open_book(year, units=[unit]).lines[0].score


def steps_of(unit):
    return dict(wording.arithmetic(score_of(unit)))
