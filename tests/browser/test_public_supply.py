"""The table of the units' supply on a small screen: its name and sums stay in sight, and nothing is read wrongly."""

import pytest

from compliance.models import PublicSupply
from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import violations
from tests.compliance.years import close, closed_row

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

SUPPLY = "/so-lieu/cung-cap-tin-bai/"


def show_supply():
    """Three closed periods of a ward and of an office with a long name."""
    ward = factories.UnitFactory(name="UBND phường Đức Nghĩa", kind_id="ward")
    office = factories.UnitFactory(name="Văn phòng HĐND và UBND thành phố Phan Thiết", kind_id="division")
    for month in (7, 8, 9):
        close(2025, month, closed_row(office, counted=month), closed_row(ward, counted=month - 7))
    PublicSupply.objects.update_or_create(defaults={"is_shown": True})


def test_the_name_stays_in_sight_while_the_periods_are_moved(window, site):
    show_supply()
    for device in (DESK, PHONE):
        for scheme in ("light", "dark"):
            page = window(device, color_scheme=scheme)
            page.goto(site + SUPPLY)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    name = page.get_by_role("rowheader", name="UBND phường Đức Nghĩa")
    before = name.bounding_box()
    page.locator(".table").evaluate("table => { table.scrollLeft = table.scrollWidth; }")
    assert page.locator(".table").evaluate("table => table.scrollLeft") > 0
    # The box with its border moves by less than a pixel.
    assert abs(name.bounding_box()["x"] - before["x"]) < 1
