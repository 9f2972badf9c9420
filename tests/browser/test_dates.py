"""Dates in the admin's forms: the picker never puts another day in the place of the one that was typed."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.chromium import DESK

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def day(window, site):
    """A date field of a new unit, as an administrator with an English browser meets it."""
    page = window(DESK, user=factories.UserFactory(groups=["Quản trị"]), locale="en-US")
    page.goto(f"{site}/admin/don-vi/new/")
    return page.locator("[name=valid_from]")


@pytest.mark.parametrize("typed", ["1/7/2025", "1.7.2025", "31/02/2019", "hôm nay"])
def test_what_was_typed_stays(day, typed):
    day.click()
    expect(day.page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    day.fill(typed)
    day.press("Tab")
    expect(day).not_to_be_focused()
    expect(day).to_have_value(typed)


def test_a_week_begins_on_monday_and_a_day_is_picked_as_it_is_written(day):
    day.fill("25/04/2019")
    # Filling opens the picker too, and a click on the field of an open one closes it: so leave the field first.
    picker = day.page.locator(".xdsoft_datetimepicker:visible")
    expect(picker.locator("th")).to_have_count(7)
    day.press("Tab")
    expect(picker).to_have_count(0)
    day.click()
    expect(picker.locator("th")).to_have_text(["T2", "T3", "T4", "T5", "T6", "T7", "CN"])
    picker.locator("td[data-date='11'][data-month='3']").click()
    expect(day).to_have_value("11/04/2019")
