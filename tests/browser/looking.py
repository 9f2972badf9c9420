"""Screens of the back office in a real browser, as one person: opened on a desk's screen and on a phone, and judged."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests import factories
from tests.browser.chromium import DESK, PHONE, RULES, launch

# Ours alone: Wagtail's frame has a menu, a trail and a message region of its own, which other tests of this site and
# Wagtail's own look at; a finding in them can only be mended there.
CONTENT = "#main"
FRAME = [".w-slim-header", "header"]
# The texts that a reader cannot see whole: beyond the edge of the window, of a cell, or of a box that does not scroll.
# What only screen readers are told lies in a box of one pixel; Wagtail's minimap opens under the pointer.
CUT_OFF = """
() => [...document.querySelectorAll('#main *')].filter(element => {
  const says = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if (!says || element.closest('.w-minimap') || !element.checkVisibility({visibilityProperty: true})) return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  for (let place = element; place; place = place.parentElement) {
    const {overflowX} = getComputedStyle(place);
    if (overflowX === 'visible' && !place.matches('th, td')) continue;
    if (place.clientWidth <= 1) return false;
    if (overflowX === 'auto' || overflowX === 'scroll') return false;
    if (box.right > place.getBoundingClientRect().right + 1) return true;
  }
  return box.left < -1 || box.right > window.innerWidth + 1;
}).map(element => element.outerHTML.slice(0, 160))
"""


@contextmanager
def opened_by(user, address):
    """A function that opens a path on "desk" or "phone" and gives the page; `user` logs in once, at `address`."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        first = browser.new_page(locale="vi-VN")
        first.goto(f"{address}/admin/")
        first.get_by_role("textbox", name="Tên đăng nhập").fill(user.username)
        first.locator("input[type=password]").fill(factories.PASSWORD)
        first.get_by_role("button", name="Đăng nhập").click()
        first.locator("#main").wait_for()
        logged_in = first.context.storage_state()
        pages = {
            name: browser.new_context(locale="vi-VN", storage_state=logged_in, **device).new_page()
            for name, device in {"desk": DESK, "phone": PHONE}.items()
        }

        def opened(path, device):
            pages[device].goto(address + path)
            return pages[device]

        yield opened
        browser.close()


def found_on(open_on, paths):
    """What is wrong with the screens `paths` ({name: path}) on both devices: {screen and device: findings}."""
    return {
        f"{screen} ({device})": told
        for device in ("desk", "phone")
        for screen, path in paths.items()
        if (told := list(findings(open_on(path, device))))
    }


def findings(page):
    """What axe has against the content of the screen (a list of str), and what cannot be read whole."""
    content = CONTENT if page.locator(CONTENT).count() else "main"
    found = Axe().run(page, context={"include": [[content]], "exclude": [[part] for part in FRAME]}, options=RULES)
    assert found.response["passes"]
    for violation in found.response["violations"]:
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"])
        yield f"{violation['id']}: {nodes}"
    yield from page.evaluate(CUT_OFF)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "the page is wider than the window"


def in_lines(found):
    """What `found_on` found, one finding a line (str)."""
    return "\n".join(f"{place}: {one}" for place, told in found.items() for one in told)
