"""The desk's screens around closing, in a real browser: accessible, and whole on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from playwright.sync_api import sync_playwright

from compliance.periods import ReportingPeriod
from compliance.scores import objections
from submissions.models import Category
from tests import factories
from tests.browser.chromium import DESK, PHONE, RULES, launch
from tests.compliance.closed_figures import closed, numbers
from tests.compliance.unsealing import take_away
from tests.compliance.years import published

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# Ours alone: Wagtail's frame has a menu, a trail and a message region of its own, which other tests of this site and
# Wagtail's own look at; a finding in them can only be mended there.
CONTENT = "#main"
FRAME = [".w-slim-header", "header"]
LONG = "Trung tâm Văn hóa - Thông tin và Thể thao thành phố Phan Thiết"
# The texts that a reader cannot see whole: beyond the edge of the window, or of a box that does not scroll. What only
# screen readers are told lies in a box of one pixel.
CUT_OFF = """
() => [...document.querySelectorAll('#main *')].filter(element => {
  const says = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if (!says || !element.checkVisibility({visibilityProperty: true})) return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  for (let place = element; place; place = place.parentElement) {
    const {overflowX} = getComputedStyle(place);
    if (overflowX === 'visible') continue;
    if (place.clientWidth <= 1) return false;
    if (overflowX === 'auto' || overflowX === 'scroll') return false;
    if (box.right > place.getBoundingClientRect().right + 1) return true;
  }
  return box.left < -1 || box.right > window.innerWidth + 1;
}).map(element => element.outerHTML.slice(0, 160))
"""


@pytest.fixture
def taken_away_afterwards(transactional_db):
    yield
    if connection.vendor == "sqlite":
        take_away()


@pytest.fixture
def addresses(taken_away_afterwards):
    """The screens by name: one period closed, the next one over and due, a piece late, an objection unanswered."""
    due = ReportingPeriod.current().previous
    past = due.previous
    ward = factories.UnitFactory(name="UBND phường Phú Thủy")
    centre = factories.UnitFactory(name=LONG, kind="service_unit")
    closed(past.year, past.month, {ward: numbers(sent=1, published=1), centre: numbers()})
    when = f"{due.last_day} 08:00:00"
    category = Category.objects.get(code="10.1.e")
    published(ward, when=when, title="Quyết định về việc", category=category, milestone_date=past.first_day)
    contributor = factories.contributor_of(ward)
    objections.object_to(ward, year=past.year, text="Tháng trước đã gửi đúng hạn.", user=contributor)
    query = f"?{urlencode({'period': past.key})}"
    return {
        "home": reverse("wagtailadmin_home"),
        "table": reverse("compliance:report") + query,
        "closing": reverse("compliance:closing"),
        "papers": reverse("compliance:papers") + query,
        "print": reverse("compliance:print") + query,
        "year": reverse("year:year"),
        "scores": reverse("scores:scores"),
        "points": reverse("scores:unit", args=[past.year, ward.pk]),
        "coverage": f"{reverse('coverage:coverage')}?{urlencode({'period': due.key})}",
        "officers": reverse("officers:register"),
    }


@pytest.fixture
def desk():
    return factories.UserFactory(username="desk", groups=["Thường trực Ban Biên tập"])


@pytest.fixture
def open_on(addresses, desk, live_server):
    """Opens a screen on a device; the desk logs in once. Started after the data are there."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        first = browser.new_page(locale="vi-VN")
        first.goto(live_server.url + addresses["home"])
        first.get_by_role("textbox", name="Tên đăng nhập").fill(desk.username)
        first.locator("input[type=password]").fill(factories.PASSWORD)
        first.get_by_role("button", name="Đăng nhập").click()
        first.locator("#main").wait_for()
        logged_in = first.context.storage_state()
        pages = {
            name: browser.new_context(locale="vi-VN", storage_state=logged_in, **device).new_page()
            for name, device in {"desk": DESK, "phone": PHONE}.items()
        }

        def opened(screen, device):
            page = pages[device]
            page.goto(live_server.url + addresses[screen])
            return page

        yield opened
        browser.close()


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


def test_axe_finds_nothing_and_all_can_be_read(open_on, addresses):
    found = {
        f"{screen} ({device})": told
        for device in ("desk", "phone")
        for screen in addresses
        if (told := list(findings(open_on(screen, device))))
    }
    assert found == {}, "\n".join(f"{place}: {one}" for place, told in found.items() for one in told)
