"""Photos of the quick form change places under a finger too."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.chromium import PHONE
from tests.workflow import fresh

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]


def touch(page, kind, *point):
    points = [{"x": point[0], "y": point[1]}] if point else []
    page.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_photo_is_moved_by_a_finger_on_its_grip_and_the_page_stays(window, site):
    unit = factories.UnitFactory()
    writer = factories.contributor_of(unit)
    photos = [factories.photo(unit, title=f"Ảnh {number}") for number in range(3)]
    piece = factories.news(unit, owner=writer, image=photos[0])
    text = piece.get_latest_revision_as_object()
    more = [("photo", {"image": photo, "caption": photo.title}) for photo in photos[1:]]
    text.body = [*((block.block_type, block.value) for block in text.body), *more]
    text.save_revision(user=writer)
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/tin-bai/{piece.pk}/viet/")
    page.devtools = page.context.new_cdp_session(page)
    order = "[...document.querySelectorAll('[data-photo-list] [name=photo]')].map((field) => Number(field.value))"
    keys = [photo.pk for photo in photos]
    assert page.evaluate(order) == keys
    grip = page.locator(".upload-grip").last
    grip.scroll_into_view_if_needed()
    page.evaluate(
        """() => { window.log = []; for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'lostpointercapture', 'gotpointercapture', 'scroll']) document.addEventListener(type, (e) => log.push([type, e.clientX, e.clientY, (document.elementFromPoint(e.clientX || 0, e.clientY || 0) || {}).className]), true); }"""
    )  # DEBUG
    touch(page, "touchStart", *middle(grip))
    expect(page.locator("[data-photo-list]")).to_have_class("quick-photos__list is-sorting")
    before = page.evaluate("scrollY")
    first = middle(page.locator("[data-photo]").first)
    start = middle(grip)
    for step in range(1, 6):
        touch(page, "touchMove", *(begun + (end - begun) * step / 5 for begun, end in zip(start, first, strict=True)))
    print(start, first, page.evaluate("log"))  # DEBUG
    # The finger moved the photo, and not the page under it.
    assert page.evaluate("scrollY") == before
    touch(page, "touchEnd")
    expect(page.locator("[data-photo-list]")).to_have_class("quick-photos__list")
    assert page.evaluate(order) == [keys[2], keys[0], keys[1]]
    with page.expect_navigation():
        page.locator(".quick-send button[value=save]").tap()
    stored = fresh(piece).get_latest_revision_as_object().body.raw_data
    assert [block["value"]["image"] for block in stored if block["type"] == "photo"] == [keys[2], keys[0], keys[1]]
