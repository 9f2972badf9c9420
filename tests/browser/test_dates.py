"""Dates in the admin's forms: the picker never puts another day in the place of the one that was typed."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import factories
from tests.browser.chromium import DESK, launch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def day(live_server):
    """A date field of a new unit, as an administrator with an English browser meets it."""
    administrator = factories.UserFactory(groups=["Quản trị"])
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_context(locale="en-US", **DESK).new_page()
        page.goto(f"{live_server.url}/admin/login/?next=/admin/don-vi/new/")
        page.locator("[name=username]").fill(administrator.username)
        page.locator("[name=password]").fill(factories.PASSWORD)
        page.locator("[name=password]").press("Enter")
        field = page.locator("[name=valid_from]")
        field.wait_for()
        yield field
        browser.close()


@pytest.mark.parametrize("typed", ["1/7/2025", "1.7.2025", "31/02/2019", "hôm nay"])
def test_what_was_typed_stays(day, typed):
    day.click()
    expect(day.page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    day.fill(typed)
    day.press("Tab")
    expect(day.page.locator("[name=valid_to]")).to_be_focused()
    expect(day).to_have_value(typed)


def test_a_week_begins_on_monday_and_a_day_is_picked_as_it_is_written(day):
    day.fill("25/04/2019")
    # Filling opens the picker too, and a click on the field of an open one closes it: so leave the field first.
    day.press("Tab")
    expect(day.page.locator("[name=valid_to]")).to_be_focused()
    day.click()
    picker = day.page.locator(".xdsoft_datetimepicker:visible")
    expect(picker.locator("th")).to_have_text(["T2", "T3", "T4", "T5", "T6", "T7", "CN"])
    picker.locator("td[data-date='11'][data-month='3']").click()
    expect(day).to_have_value("11/04/2019")
