"""The year of a site that closed nothing yet, and of one that began in the middle of it."""

import pytest

from compliance.year.matrix import make_year
from compliance.year.trend import trend_of
from tests import factories
from tests.compliance.year.test_year import row_of, standings, unit
from tests.compliance.years import close, closed_row, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def test_a_year_with_nothing_closed_is_counted_in_one_pass(django_assert_max_num_queries):
    ward = factories.UnitFactory()
    for month in range(1, 12):
        published(ward, when=f"2026-{month:02}-10 08:00:00")
    with django_assert_max_num_queries(7):
        row = row_of(make_year(2026), ward)
    assert [cell.counted for cell in row.cells] == [1] * 11 + [0]


def test_before_the_first_period_of_the_site_nothing_was_asked_of_anybody():
    """The site begins with a piece in August: what lies before is no failure of the units, and costs no points."""
    ward = unit("UBND phường Phú Thủy", provisioned=True)
    silent = unit("UBND phường Hàm Tiến", provisioned=True)
    published(ward, when="2026-08-10 08:00:00")
    year = make_year(2026)
    assert standings(row_of(year, ward)) == ["before"] * 7 + ["short"] + ["nothing"] * 3 + ["not_begun"]
    assert len(row_of(year, silent).judged) == 3
    assert [period.month for period in year.waiting] == [8, 9, 10]
    assert len(trend_of(year).bars) == 4
    close(2026, 8, closed_row(ward, counted=1), closed_row(silent, counted=0))
    assert standings(row_of(make_year(2026), silent)) == ["before"] * 7 + ["nothing"] * 4 + ["not_begun"]
