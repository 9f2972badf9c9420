"""The table of a period on a phone and at a desk: what matters about each unit stands within the screen."""

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.chromium import DESK, DEVICES, PHONE
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]


def make_official():
    for name in ("UBND phường Phú Thủy", "UBND xã Tiến Thành"):
        factories.UnitFactory(name=name)
    return factories.UserFactory(username="official", groups=["Người xem báo cáo"])


@pytest.fixture(scope="module")
def official_told(tell):
    return tell(make_official)


@pytest.fixture
def table(official_told, window, site):
    """Opens the table on a device."""

    def opened(device):
        page = window(device, user=official_told())
        page.goto(site + reverse("compliance:report"))
        page.locator(".report-line").first.wait_for()
        return page

    return opened


def test_result_and_shortfall_are_in_sight(table):
    page = table(PHONE)
    line = page.get_by_role("row").filter(has_text="UBND xã Tiến Thành")
    width = PHONE["viewport"]["width"]
    for cell in (
        line.get_by_role("rowheader"),
        line.locator(".report-result"),
        line.locator('[data-label="Còn thiếu"]'),
    ):
        box = cell.bounding_box()
        assert box["width"] > 0 and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".report-scroll").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_headings_stay_in_sight_at_the_last_unit(table):
    page = table({"viewport": {**DESK["viewport"], "height": 400}})
    page.locator(".report-line--total").scroll_into_view_if_needed()
    assert page.locator(".report-heading").bounding_box()["y"] < 0
    heading = page.get_by_role("columnheader", name="Còn thiếu")
    box = heading.bounding_box()
    found = page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", [box["x"] + 5, box["y"] + 10])
    assert found.strip() == "Còn thiếu"


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_axe_finds_nothing_in_the_table(table, device):
    assert violations(table(device), within=".period-report") == []


def test_how_the_numbers_are_counted_opens(table):
    page = table(PHONE)
    notes = page.locator(".report-notes")
    assert not notes.locator("ul").is_visible()
    notes.locator("summary").click()
    assert notes.locator("ul").is_visible()
