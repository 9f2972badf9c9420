"""A table of thousands of units comes in pages: each unit once, and on each page the sums over all of them."""

import pytest
from django.urls import reverse

from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.scores.book import open_book
from compliance.table import paging
from compliance.table.report import make_report
from compliance.year.matrix import make_year
from submissions.models import Unit
from tests.soup import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november", "city")]


@pytest.fixture
def in_pages(monkeypatch):
    """As if three units were many, and two filled a page."""
    monkeypatch.setattr(paging, "AT_MOST", 3)
    monkeypatch.setattr(paging, "AT_ONCE", 2)


def lines_of(name):
    if name == "period":
        return make_report(ReportingPeriod.of(2026, 11, rules=all_rules())).lines
    return make_year(2026).lines if name == "year" else open_book(2026).lines


def grown(number):
    """More wards than fit on a page."""
    Unit.objects.bulk_create(
        Unit(name=f"Phường {n}", short_name=f"P{n}", slug=f"phuong-{n}", kind_id="ward", display_order=100 + n)
        for n in range(number)
    )


@pytest.mark.parametrize("name", ["period", "year", "points"])
def test_few_units_stand_on_one_page(name):
    lines = lines_of(name)
    (page,) = paging.pages_of(lines)
    assert page.lines == tuple(lines)


@pytest.mark.parametrize("name", ["period", "year", "points"])
def test_each_unit_stands_once_and_sums_are_those_of_all(in_pages, name):
    grown(5)
    lines = lines_of(name)
    pages = paging.pages_of(lines)
    assert len(pages) > 3
    assert [line for page in pages for line in page.lines if line.is_unit] == [line for line in lines if line.is_unit]
    for page in pages:
        units = [line for line in page.lines if line.is_unit]
        assert 1 <= len(units) <= 2
        sums = [line for line in page.lines if not line.is_unit]
        # The very lines: of the block that its units stand in, and of all.
        assert all(line in lines for line in sums)
        if name != "points":
            assert [line.level for line in sums] == ["block", "total"]
            assert all(line.rows[0] in sums[0].rows for line in units)


@pytest.mark.parametrize("address", ["compliance:report", "year:year", "scores:scores"])
def test_a_reader_walks_through_all_pages_and_keeps_the_filters(in_pages, client, official, address):
    grown(5)
    client.force_login(official)
    address, seen = f"{reverse(address)}?kind=ward", []
    whole = None
    while address:
        page = soup_of(client.get(address))
        rows = page.select(".report-scroll tbody tr")
        totals = [row.get_text(" ", strip=True) for row in rows if "report-line--total" in row.get("class", [])]
        whole = whole or totals
        assert totals == whole
        names = [row.select("th, td")[1].get_text(" ", strip=True) for row in rows]
        seen += [name for name in names if "Phường" in name]
        following = page.select_one(".report-pages a[rel=next]")
        address = following and f"{address.partition('?')[0]}{following['href']}"
        assert not address or "kind=ward" in address
    assert len(seen) == 5


def test_files_are_whole(in_pages, client, official):
    grown(5)
    client.force_login(official)
    text = client.get(f"{reverse('compliance:csv')}?p=2").content.decode("utf-8-sig")
    assert all(f"Phường {n}" in text for n in range(5))


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", ""])
def test_a_page_that_there_is_not_is_the_nearest(in_pages, client, official, number):
    client.force_login(official)
    assert client.get(reverse("compliance:report"), {"p": number}).status_code == 200
