"""How the public site looks to those who need it otherwise: by keyboard, in large letters, on paper."""

import datetime
import io
import re

import pytest
import zxingcpp
from django.utils.timezone import now
from PIL import Image

from home.models import AlertPage, AlertsPage
from submissions.models import NewsPage
from tests import factories, statements
from tests.browser.chromium import DESK, PHONE
from tests.browser.city import LONG_TITLE, make_city
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

# What has the focus, and whether a part of it can be seen: at one point at least nothing lies over it.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const seen = [...element.getClientRects()].some(({left, right, top, bottom}) =>
    [[0.5, 0.05], [0.5, 0.5], [0.1, 0.3], [0.9, 0.3], [0.1, 0.7], [0.9, 0.7]].some(([x, y]) => {
      const there = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
      return there && (element.contains(there) || there.contains(element) && there !== document.body);
    }));
  return {seen, what: element.outerHTML.slice(0, 120)};
}"""
# The longer of the menu's panels; by a click, the walk would begin there.
OPEN = "[...document.querySelectorAll('.menu details')].at(-1).open = true"
# How many stops there are in an element and behind it, where the walk then begins. Of radio buttons the chosen one
# alone is a stop.
STOPS = """name => {
  const start = document.querySelector(name);
  start.focus();
  return [
    ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], audio')
  ].filter(element => element.type !== 'hidden' && (element.type !== 'radio' || element.checked)
    && element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true})
    && (start.contains(element) || start.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)).length;
}"""
# Texts beyond the edge of the window, and pairs of texts of which one lies on the other. What is for screen readers
# alone is a box of one pixel; a wide table and the map scroll in their own box.
BROKEN = """() => {
  const texts = [...document.querySelectorAll('body *')].filter(element =>
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
    && element.checkVisibility({visibilityProperty: true})
    && !element.closest('.hidden, .skip, .table, .tiles, script, option'));
  const boxes = texts.map(element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return {element, boxes: [...range.getClientRects()].filter(({width}) => width > 1)};
  });
  const on = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5 * Math.min(one.height, other.height);
  const beyond = boxes.filter(({boxes}) => boxes.some(({left, right}) => left < -1 || right > innerWidth + 1));
  const covered = boxes.filter(({element, boxes: own}, n) => boxes.slice(n + 1).some(({element: other, boxes}) =>
    !element.contains(other) && own.some(one => boxes.some(box => on(one, box)))));
  return [...beyond, ...covered].map(({element}) => element.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def city_told(tell):
    return tell(make_city)


@pytest.fixture
def city(city_told, site):
    return {name: site + path for name, path in city_told().items()}


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_no_focus_is_hidden_with_the_menu_open(window, city, device):
    page = window(device, reduced_motion="reduce")
    begin = "body"
    for name, address in city.items():
        page.goto(address)
        page.evaluate(OPEN)
        for _stop in range(page.evaluate(STOPS, begin)):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            assert focused and focused["seen"], f"{name}: {focused}"
        assert "/tuyen-bo-tiep-can/" in focused["what"], f"{name}: the last link of the foot comes last"
        begin = "main"  # what stands above it is the same on every page


@pytest.mark.parametrize("width", [360, 320])
def test_letters_of_twice_the_size_break_nothing(window, city, width):
    page = window(PHONE | {"viewport": {"width": width, "height": 740}})
    for name, address in city.items():
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(BROKEN) == [], name
        # What axe finds in large letters does not depend on some pixels.
        assert width > 320 or violations(page) == [], name


def test_a_list_of_many_and_a_long_word_fit_in_large_letters(window, city):
    piece = NewsPage.objects.get(title=LONG_TITLE)
    earlier = [{"title": f"Tin số {days}", "at": now() - datetime.timedelta(days=days)} for days in range(1, 30)]
    factories.published_like(piece, earlier)
    page = window(PHONE | {"viewport": {"width": 320, "height": 740}})
    page.goto(f"{city['unit']}?thang={now().month}&nam={now().year}")
    assert page.locator(".pages__month").is_visible()
    for address in (page.url, city["no hits"].replace("bai+bein", "b" * 80)):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_an_article_prints_on_one_sheet(window, city):
    page = window(DESK)
    for name in ("article", "long"):
        page.goto(city[name])
        # Four paragraphs more, as most pieces have them.
        text = page.locator(".text").first
        text.evaluate("text => text.append(...[1, 2, 3, 4].map(() => text.querySelector('p').cloneNode(true)))")
        page.emulate_media(media="print")
        assert page.locator(".article__address").is_visible()
        for left_out in (".menu", ".searchbox", ".trail", ".tools", ".more >> nth=0", ".foot nav"):
            assert page.locator(left_out).is_hidden(), left_out
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1, name
        page.emulate_media(media="screen")


def test_the_sheet_for_the_board_prints_on_one_page_and_its_code_leads_back(window, city):
    """Of usual length; what a phone reads off the picture of the code is the address of the piece."""
    page = window(DESK | {"device_scale_factor": 2})
    page.goto(city["board sheet"])
    text = page.locator(".sheet .text").first
    text.evaluate("text => text.append(...[1, 2, 3, 4, 5, 6].map(() => text.querySelector('p').cloneNode(true)))")
    page.emulate_media(media="print")
    assert page.locator(".masthead").is_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator(".sheet__code").screenshot())))
    assert read.text == page.locator(".sheet__address").inner_text()
    assert read.text == page.locator("link[rel=canonical]").get_attribute("href")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_alerts_are_for_everybody_and_not_on_paper(window, city, scheme):
    board = factories.editor(), factories.UserFactory(groups=["Trưởng Ban Biên tập"])
    for level in AlertPage.Level:
        page = AlertPage(title=f"{LONG_TITLE} {level}", level=level, ends=now() + datetime.timedelta(hours=1))
        AlertsPage.objects.get().add_child(instance=page)
        page.save_revision(user=board[0], clean=False)
        page = statements.publish(page, by=board[1])
    window = window(PHONE | {"viewport": {"width": 320, "height": 740}}, color_scheme=scheme, reduced_motion="reduce")
    for address in (city["front"], city["missing"], city["front"].rstrip("/") + page.url):
        window.goto(address)
        assert violations(window) == [], address
        assert window.locator(".alert a").count() == 3
        window.evaluate("document.documentElement.style.fontSize = '200%'")
        assert window.evaluate("document.documentElement.scrollWidth") <= 320
        assert window.evaluate(BROKEN) == [], address
    window.emulate_media(media="print")
    assert window.locator(".alerts").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_there_for_who_asks(window, city, scheme):
    page = window(DESK, contrast="more", color_scheme=scheme)
    colour = "element => getComputedStyle(element).color"
    for name in ("front", "article"):
        page.goto(city[name])
        quiet = page.locator(".kicker").first.evaluate(colour)
        assert quiet == page.locator("body").evaluate(colour), "nothing is said in a weaker colour"
        assert violations(page) == [], name


def test_a_phones_first_screen_has_the_lead_and_the_newest_announcement(window, city):
    page = window(PHONE)
    page.goto(city["front"])
    for title in (".lead__title", ".notice__title"):
        box = page.locator(title).first.bounding_box()
        assert box["y"] + box["height"] < PHONE["viewport"]["height"], title
