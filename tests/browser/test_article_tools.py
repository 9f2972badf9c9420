"""What a reader does with an article: by keyboard and by ear, where the device can, and nothing without scripts."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import violations
from tests.home.conftest import SITE
from tests.plugins.told import told

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

# A device with the phone's own sheet for sharing, and voices that come when they have been asked for a while.
ABLE_DEVICE = """
  navigator.share = async (shared) => { window.shared = shared; };
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = new EventTarget();
  speech.getVoices = () => window.voices ?? [];
  speech.speak = (utterance) => window.spoken.push(utterance);
  speech.cancel = () => { window.spoken = []; };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
"""
VOICES_COME = """(lang) => {
  window.voices = [{ lang: "en-US", name: "Sam" }, { lang, name: "An" }];
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}"""


@told
def piece():
    unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    text = "<p>Câu thứ nhất. Câu thứ hai!</p><ul><li>Điểm một</li></ul>"
    return factories.published(unit, owner=factories.contributor_of(unit), title="Dọn bãi biển", text=text)


@pytest.fixture
def article(window, site, piece):
    """`article(device, …)` opens the piece on a device."""

    def article(device=DESK, *, able=False, **options):
        page = window(device, **options)
        if able:
            page.add_init_script(ABLE_DEVICE)
        page.goto(site + piece.url)
        return page

    return article


def test_without_scripts_nothing_of_it_is_seen(article):
    page = article(java_script_enabled=False)
    assert page.locator(".tools").count() == 1
    expect(page.locator(".tools")).to_be_hidden()


def test_what_the_device_cannot_do_is_not_offered(article):
    page = article()
    page.evaluate("delete Navigator.prototype.share")
    expect(page.get_by_role("button", name="In", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Nghe")).to_be_hidden()


def test_sharing_hands_over_title_and_the_address_of_the_site(article, piece):
    page = article(PHONE, able=True)
    page.get_by_role("button", name="Chia sẻ").click()
    assert page.evaluate("window.shared") == {"title": "Dọn bãi biển", "url": f"{SITE}{piece.url}"}


def test_copying_is_told(article, piece):
    page = article(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép địa chỉ").press("Enter")
    expect(page.locator(".tools").get_by_role("status")).to_have_text("Đã sao chép địa chỉ.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{SITE}{piece.url}"


def test_the_size_of_the_letters_is_kept(article):
    def size():
        return page.locator(".article__body p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")

    page = article()
    before = size()
    larger = page.get_by_role("button", name="Chữ to hơn")
    for _press in range(5):
        larger.press("Space")
    largest = size()
    assert largest == pytest.approx(1.5 * before)
    expect(larger).to_have_attribute("aria-disabled", "true")
    expect(larger).to_be_focused()
    page.reload()
    assert size() == largest
    page.get_by_role("button", name="Chữ nhỏ hơn").click()
    assert before < size() < largest


def test_it_is_read_by_a_vietnamese_voice_once_there_is_one(article):
    page = article(able=True)
    listen = page.get_by_role("button", name="Nghe")
    expect(listen).to_be_hidden()
    page.evaluate(VOICES_COME, "fr-FR")
    expect(listen).to_be_hidden()
    page.evaluate(VOICES_COME, "vi_VN")
    listen.click()
    said = page.evaluate("window.spoken.map(({ text, lang, voice }) => [text, lang, voice.name])")
    assert [text for text, _lang, _voice in said] == [
        "Dọn bãi biển",
        "Hơn 100 đoàn viên tham gia dọn rác ven biển.",
        "Câu thứ nhất.",
        "Câu thứ hai!",
        "Điểm một",
    ]
    assert {(lang, voice) for _text, lang, voice in said} == {("vi-VN", "An")}
    reading = page.get_by_role("button", name="Dừng đọc")
    expect(reading).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    reading.click()
    assert page.evaluate("window.spoken") == []
    listen.click()
    page.evaluate("window.spoken.at(-1).onend()")
    expect(listen).to_have_attribute("aria-pressed", "false")


def test_the_script_is_light():
    script = Path(finders.find("home/sharing/tools.js")).read_bytes()
    assert len(gzip.compress(script)) < 3_000
