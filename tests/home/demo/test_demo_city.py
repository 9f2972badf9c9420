"""The demo city of five units that take every step; the whole of it is read in whole_city.py, told by `make run`."""

import pytest
from django.db import transaction

from home.demo.city import build
from vietnamese.dates import today

from .demo_snapshot import snapshot
from .whole_city import EVERY_STEP

SMALL = (240, 160)
pytestmark = pytest.mark.slow


def told_city():
    """What a city of these units says today, of which nothing is left."""
    with transaction.atomic():
        build(as_of=today(), only=EVERY_STEP, picture_size=SMALL)
        city = snapshot()
        transaction.set_rollback(True)
    return city


@pytest.mark.long
@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_same_day_gives_the_same_city():
    city, other = told_city(), told_city()
    assert len(city["pieces"]) > 30
    for part in city:
        assert other[part] == city[part]
