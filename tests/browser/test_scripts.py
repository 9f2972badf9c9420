"""No foreign word that scripts put on a screen: every kind of page of the back office, and the editor in use."""

from collections import defaultdict

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser.chromium import DESK
from tests.language import addresses
from tests.language.allowed import report, strange
from tests.language.test_screens import LEFT_OUT
from tests.language.town import Town
from tests.language.words import texts_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite, pytest.mark.django_db]
# What is not in the page's HTML: texts of style sheets, and trees behind a shadow root.
HIDDEN_FROM_HTML = """() => [...document.querySelectorAll("*")].flatMap((element) => [
  ...["::before", "::after"].map((part) => getComputedStyle(element, part).content)
    .filter((content) => content.startsWith('"')).map((content) => content.slice(1, -1)),
  ...(element.shadowRoot ? [element.shadowRoot.innerHTML] : []),
])"""


# The sidebar is drawn by a script at the end of the page's own, and the body's blocks by one after it.
SCRIPTS_ARE_DONE = """() => document.readyState === "complete"
  && (document.querySelector(".sidebar__inner") || !document.querySelector("#wagtail-sidebar"))
  && [...document.querySelectorAll("[data-block]")].every((body) => body.children.length)"""


class Reader:
    """A browser that notes every foreign word it meets, with the place."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.found = defaultdict(set)

    def open(self, path):
        self.page.goto(self.address + path)
        self.page.wait_for_function(SCRIPTS_ARE_DONE)
        self.read(path)

    def read(self, place):
        texts = texts_of(self.page.content())
        texts += [text for part in set(self.page.evaluate(HIDDEN_FROM_HTML)) for text in texts_of(part)]
        for said in strange(texts):
            self.found[said].add(place)

    def read_dialog(self, place):
        """Read the modal dialog that has just been asked for, and close it."""
        dialog = self.page.locator(".modal-content")
        dialog.locator("h1").wait_for()
        self.read(place)
        dialog.get_by_role("button", name="Đóng").click()
        dialog.wait_for(state="detached")

    def assert_vietnamese(self):
        assert not self.found, "\n".join(report(self.found))


@pytest.fixture(scope="module")
def town_told(tell):
    return tell(Town)


@pytest.fixture
def town(town_told):
    return town_told()


@pytest.fixture
def read_as(town, window, site):
    """`read_as(role)` gives a Reader who is logged in as that person of the town, with an English browser."""
    return lambda role: Reader(window(DESK, user=getattr(town, role), locale="en-US"), site)


@pytest.fixture
def pages(town):
    """{name of a template: an address whose whole page it is} for the superuser."""
    client = Client()
    client.force_login(town.superuser)
    found = {}
    for name, known in addresses.of_the_admin(town).items():
        if name in LEFT_OUT or name.endswith("_results") or "_api:" in name:
            continue
        for address in known:
            names = [template.name for template in client.get(address).templates]
            if "wagtailadmin/admin_base.html" in names:
                found.setdefault(names[0], address)
                break
    return found


def test_no_script_writes_a_foreign_word_on_a_page(pages, read_as):
    reader = read_as("superuser")
    for address in pages.values():
        reader.open(address)
    reader.assert_vietnamese()


def test_the_editor_in_use_has_no_foreign_word(read_as):
    reader = read_as("contributor")
    page = reader.page
    reader.open("/admin/tin-bai/viet/")
    reader.read("quick form")
    page.get_by_role("button", name="Soạn thảo đầy đủ").click()
    page.locator(".tb-add").wait_for()
    for block in ("Đoạn chữ", "Ảnh", "Nhiều ảnh", "Trích dẫn", "Bảng", "Video", "Âm thanh", "Tệp tải về"):
        page.locator(".c-sf-add-button:visible").last.click()
        reader.read("inserter")
        page.locator(".w-combobox__option:visible", has=page.get_by_text(block, exact=True)).last.click()
    reader.read("blocks")

    text = page.locator(".public-DraftEditor-content").first
    text.click()
    text.press_sequentially("Xin chào /")
    page.locator(".w-combobox__option:visible").first.wait_for()
    reader.read("what a slash offers")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Home")
    page.locator(".Draftail-FloatingToolbar:visible").wait_for()
    reader.read("toolbar of what is marked")
    page.keyboard.press("Control+k")
    reader.read_dialog("link")

    cell = page.locator(".ht_master td").first
    cell.click(button="right")
    menu = page.locator(".htContextMenu:visible")
    expect(menu).to_contain_text("Chèn hàng phía trên")
    reader.read("menu of a table")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Chọn ảnh").first.click()
    reader.read_dialog("photos")
    page.get_by_role("button", name="Chọn tài liệu").first.click()
    reader.read_dialog("documents")

    page.get_by_role("button", name="Xem trước").click()
    page.locator("#preview-iframe, [data-preview-iframe], iframe").first.wait_for()
    reader.read("preview")
    reader.assert_vietnamese()


def test_a_file_that_is_no_photo_is_refused_in_vietnamese(read_as, tmp_path):
    reader = read_as("contributor")
    reader.open("/admin/images/multiple/add/")
    file = tmp_path / "ghi-chu.txt"
    file.write_text("không phải ảnh")
    reader.page.locator("input[type=file]").first.set_input_files(file)
    reader.page.locator(".status-msg.failure:visible, .error-message:visible").first.wait_for()
    reader.read("upload")
    reader.assert_vietnamese()
