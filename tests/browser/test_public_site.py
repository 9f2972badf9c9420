"""The public site in a real browser: accessible, light, from one host, and whole on a phone."""

from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import DESK, DEVICES, OF_COLOURS, PHONE, RULES
from tests.browser.city import make_city
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]


# Every photo is there, those too that are loaded when they come into sight.
PHOTOS_ARE_LOADED = "[...document.images].every(image => image.complete && image.naturalWidth)"


LOOKS = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "active"},
)


@pytest.fixture(scope="module")
def city_told(tell):
    return tell(make_city)


@pytest.fixture
def city(city_told, site):
    return {name: site + path for name, path in city_told().items()}


@pytest.fixture
def browse(window):
    """Opens a window on a device, and returns a function that opens one address after the other in it.

    That gives the page, scrolled to its end so that every photo loads, and its responses.
    """

    def browse(device):
        page, responses = window(device), []
        page.on("response", lambda response: responses.append(response))

        def opened(address):
            responses.clear()
            page.goto(address)
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            page.wait_for_function(PHOTOS_ARE_LOADED)
            return page, responses

        return opened

    return browse


@pytest.fixture
def opened(browse):
    """Opens an address in a window of its own on a device."""
    return lambda address, device: browse(device)(address)


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_axe_finds_nothing_and_all_is_from_one_host(browse, city, device):
    opened = browse(device)
    for name, address in city.items():
        page, responses = opened(address)
        for look in LOOKS:
            page.emulate_media(**look)
            rules = RULES if look is LOOKS[0] else OF_COLOURS
            assert violations(page, rules=rules) == [], f"{name}, {look}"
        assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(address).netloc}, name


def test_axe_finds_nothing_in_the_open_menu(opened, city):
    page, _responses = opened(city["front"], PHONE)
    page.locator("summary", has_text="Chuyên mục").click()
    assert page.get_by_role("link", name="Thông tin giới thiệu").is_visible()
    assert violations(page) == []


def test_an_article_is_light_and_from_one_host(opened, city):
    page, responses = opened(city["article"], PHONE)
    weight = sum(len(response.body()) for response in responses)
    assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(city["article"]).netloc}
    assert len(responses) <= 15
    assert weight <= 250_000
    assert page.locator("article.article img").evaluate("image => image.naturalWidth") > 0


def test_nothing_is_cut_off_at_320_pixels(browse, city):
    opened = browse(PHONE | {"viewport": {"width": 320, "height": 640}})
    for name, address in city.items():
        page, _responses = opened(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert violations(page) == [], name


def test_the_keyboard_reaches_the_content_first(opened, city):
    page, _responses = opened(city["front"], DESK)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "noi-dung"


def test_it_works_without_scripts(window, city):
    page = window(PHONE, java_script_enabled=False)
    page.goto(city["front"])
    page.locator("summary", has_text="Cơ quan, đơn vị").click()
    page.get_by_role("link", name="UBND phường Phú Thủy").first.click()
    assert page.url == city["unit"]


def test_titles_while_typing_by_the_keyboard(window, city, site):
    page = window(DESK)
    page.goto(city["front"])
    box = page.get_by_role("combobox", name="Từ cần tìm")
    box.press_sequentially("bai bi")
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("option").count() == 3
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0 and box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("e")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    title = page.get_by_role("option").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tin-tuc/phuong-phu-thuy/**")
    assert page.locator("h1").inner_text() == title


def test_searching_without_scripts(window, city):
    page = window(PHONE, java_script_enabled=False)
    page.goto(city["front"])
    page.get_by_role("searchbox", name="Từ cần tìm").fill("bai bien")
    page.get_by_role("button", name="Tìm", exact=True).click()
    assert page.locator(".hit").count() == 3
    page.locator("summary", has_text="Lọc kết quả").click()
    page.get_by_label("Loại").select_option("tin-bai")
    page.get_by_role("button", name="Lọc", exact=True).click()
    assert page.locator(".hit").count() == 3 and "loai=tin-bai" in page.url
