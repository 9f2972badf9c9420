"""The table of a period on a phone and at a desk: what matters about each unit stands within the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import sync_playwright

from tests import factories
from tests.browser.chromium import DESK, PHONE, RULES, launch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def official():
    for name in ("UBND phường Phú Thủy", "UBND xã Tiến Thành"):
        factories.UnitFactory(name=name)
    return factories.UserFactory(username="official", groups=["Người xem báo cáo"])


@pytest.fixture
def table(official, live_server):
    """Opens the table on a device; started after the data are there."""
    with sync_playwright() as playwright:
        browser = launch(playwright)

        def opened(device):
            page = browser.new_context(locale="vi-VN", **device).new_page()
            page.goto(live_server.url + reverse("compliance:report"))
            page.get_by_role("textbox", name="Tên đăng nhập").fill(official.username)
            page.locator("input[type=password]").fill(factories.PASSWORD)
            page.get_by_role("button", name="Đăng nhập").click()
            page.locator(".report-line").first.wait_for()
            return page

        yield opened
        browser.close()


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


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_table(table, device):
    found = Axe().run(table(device), context=".period-report", options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_how_the_numbers_are_counted_opens(table):
    page = table(PHONE)
    notes = page.locator(".report-notes")
    assert not notes.locator("ul").is_visible()
    notes.locator("summary").click()
    assert notes.locator("ul").is_visible()
