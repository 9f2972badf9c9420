"""Photos of the quick form change places under a finger: real touches, which a browser may take for scrolling."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.chromium import PHONE
from tests.submissions.uploads.tus import photo_bytes

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

PHOTOS = 4


@pytest.fixture
def page(window, site, tmp_path):
    """The quick form on a phone, with photos that have arrived."""
    unit = factories.UnitFactory()
    page = window(PHONE, user=factories.contributor_of(unit))
    page.goto(f"{site}/admin/tin-bai/viet/{unit.pk}/")
    files = []
    for seed in range(PHOTOS):
        files.append(tmp_path / f"IMG_{seed}.jpg")
        files[-1].write_bytes(photo_bytes(seed=seed, size=(600, 800), quality=60))
    page.locator("#id_photos").set_input_files(files)
    expect(page.locator("[data-photo]")).to_have_count(PHOTOS)
    expect(page.locator("[data-upload-state]")).to_have_count(0, timeout=60_000)
    return page


@pytest.fixture
def touch(page):
    """`touch("touchStart", x, y)`: a finger on the glass, as the screen reports it."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *place):
        points = [{"x": place[0], "y": place[1]}] if place else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return touch


def order(page):
    return page.locator("[name=photo]").evaluate_all("fields => fields.map((field) => field.value)")


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def take(page, touch, number):
    """Put the finger on the grip of the photo `number` and return where it is."""
    grip = page.locator(".upload-grip").nth(number)
    grip.scroll_into_view_if_needed()
    place = centre(grip)
    touch("touchStart", *place)
    expect(page.locator(".is-sorting .is-dragged")).to_have_count(1)
    return place


def draw(touch, start, y):
    """Draw the finger from `start` to the height `y` in small steps, as one does."""
    x, begin = start
    for step in range(1, 11):
        touch("touchMove", x, begin + (y - begin) * step / 10)


def past(page, number, *, down):
    """A height just beyond the middle of the photo `number`."""
    return centre(page.locator("[data-photo]").nth(number))[1] + (6 if down else -6)


@pytest.mark.parametrize(("taken", "to"), [(0, 2), (2, 0), (3, 1), (1, 3)])
def test_a_photo_goes_where_the_finger_goes(page, touch, taken, to):
    before = order(page)
    start = take(page, touch, taken)
    draw(touch, start, past(page, to, down=to > taken))
    touch("touchEnd")
    expect(page.locator(".is-sorting")).to_have_count(0)
    after = [pk for pk in before if pk != before[taken]]
    after.insert(to, before[taken])
    assert order(page) == after


def test_a_finger_that_trembles_moves_nothing(page, touch):
    """All photos become small at a touch, and the one that was touched stays below the finger."""
    before = order(page)
    for number in range(PHOTOS):
        x, y = take(page, touch, number)
        row = page.locator(".is-dragged").bounding_box()
        touch("touchMove", x, y + 5)
        touch("touchMove", x, y - 5)
        touch("touchEnd")
        expect(page.locator(".is-sorting")).to_have_count(0)
        assert order(page) == before
        assert row["y"] < y < row["y"] + row["height"]


def test_a_touch_that_the_telephone_takes_away_ends_the_move(page, touch):
    """A call comes in: the list is as before, and the next touch moves again."""
    before = order(page)
    start = take(page, touch, 1)
    touch("touchCancel")
    expect(page.locator(".is-sorting")).to_have_count(0)
    start = take(page, touch, 0)
    draw(touch, start, past(page, 1, down=True))
    touch("touchEnd")
    assert order(page) == [before[1], before[0], *before[2:]]


def test_the_list_goes_on_below_a_finger_at_the_edge(page, touch):
    scrolled = """() => { let sum = 0; for (let place = document.querySelector("[data-photo-list]"); place;
      place = place.parentElement) sum += place.scrollTop; return sum; }"""
    start = take(page, touch, 0)
    before = page.evaluate(scrolled)
    draw(touch, start, PHONE["viewport"]["height"] - 10)
    assert page.evaluate(scrolled) > before
    # On the way back the finger is at the lower edge for a while.
    middle = PHONE["viewport"]["height"] / 2
    draw(touch, (start[0], PHONE["viewport"]["height"] - 10), middle)
    lower = page.evaluate(scrolled)
    draw(touch, (start[0], middle), 10)
    assert page.evaluate(scrolled) < lower
    touch("touchEnd")
