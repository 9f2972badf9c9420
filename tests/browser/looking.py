"""Screens of the back office in a real browser, on a desk's screen and on a phone, and what is wrong with them."""

import json

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.chromium import DEVICES, RULES

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


def found_on(opened, paths):
    """What is wrong with the screens `paths` ({name: path}) on both devices: {screen and device: findings}.

    `opened` opens a path on a device (the fixture `open_on`).
    """
    return {
        f"{screen} ({device})": told
        for device in DEVICES
        for screen, path in paths.items()
        if (told := list(findings(opened(path, device))))
    }


def violations(page, *, within=None, rules=RULES):
    """What axe has against the page (a list of str), or against a part of it, in axe's words for one."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Thousands of things that are well are counted in the browser: to hand them over takes as long as to find them.
    asked = f"axe.run({json.dumps(within or 'html')}, {json.dumps(rules)})"
    found, well = page.evaluate(f"{asked}.then(({{violations, passes}}) => [violations, passes.length])")
    assert well
    return [f"{one['id']}: {'; '.join(node['html'][:160] for node in one['nodes'])}" for one in found]


def findings(page):
    """What axe has against the content of the screen (a list of str), and what cannot be read whole."""
    content = CONTENT if page.locator(CONTENT).count() else "main"
    yield from violations(page, within={"include": [[content]], "exclude": [[part] for part in FRAME]})
    yield from page.evaluate(CUT_OFF)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "the page is wider than the window"


def in_lines(found):
    """What `found_on` found, one finding a line (str)."""
    return "\n".join(f"{place}: {one}" for place, told in found.items() for one in told)
