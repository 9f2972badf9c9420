"""The public site in a real browser: accessible, light, from one host, and whole on a phone."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import sync_playwright

from home.demo.pictures import draw
from tests import factories, workflow
from tests.browser.chromium import DESK, PHONE, RULES, launch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def city(live_server):
    """The addresses of a front page, a list and an article with one photo."""
    unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    contributor, leader, editor = factories.contributor_of(unit), factories.leader_of(unit), factories.editor()
    for number, scene in enumerate(["harbour", "market", "lighthouse"]):
        image = factories.photo(unit, file=ContentFile(draw(scene, number), name="anh.jpg"))
        draft = factories.news(unit, owner=contributor, title=f"Ra quân dọn bãi biển lần {number}", image=image)
        piece = workflow.publish_through_chain(draft, contributor=contributor, leader=leader, editor=editor)
    addresses = {
        "front": "/",
        "list": "/tin-tuc/",
        "unit": unit.page.url,
        "article": piece.url,
        "missing": "/khong-co/",
    }
    return {name: live_server.url + path for name, path in addresses.items()}


@pytest.fixture
def chromium(city):
    """Started after the data are there: while the browser runs, this thread may not ask the database."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def opened(chromium, address, **device):
    """The page at `address`, scrolled to its end so that every photo loads, and the responses it took."""
    page = chromium.new_context(**device).new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    return page, responses


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_all_is_from_one_host(chromium, city, device, scheme):
    for name, address in city.items():
        page, responses = opened(chromium, address, color_scheme=scheme, **device)
        assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(address).netloc}, name
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_axe_finds_nothing_in_the_open_menu(chromium, city):
    page, _responses = opened(chromium, city["front"], **PHONE)
    page.locator("summary", has_text="Chuyên mục").click()
    assert page.get_by_role("link", name="Thông tin giới thiệu").is_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_an_article_is_light_and_from_one_host(chromium, city):
    page, responses = opened(chromium, city["article"], **PHONE)
    weight = sum(len(response.body()) for response in responses)
    assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(city["article"]).netloc}
    assert len(responses) <= 15
    assert weight <= 250_000
    assert page.locator("article.article img").evaluate("image => image.naturalWidth") > 0


def test_nothing_is_cut_off_at_320_pixels(chromium, city):
    narrow = PHONE | {"viewport": {"width": 320, "height": 640}}
    for name, address in city.items():
        page, _responses = opened(chromium, address, **narrow)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_the_keyboard_reaches_the_content_first(chromium, city):
    page, _responses = opened(chromium, city["front"], **DESK)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "noi-dung"


def test_it_works_without_scripts(chromium, city):
    page, _responses = opened(chromium, city["front"], java_script_enabled=False, **PHONE)
    page.locator("summary", has_text="Cơ quan, đơn vị").click()
    page.get_by_role("link", name="UBND phường Phú Thủy").first.click()
    assert page.url == city["unit"]
