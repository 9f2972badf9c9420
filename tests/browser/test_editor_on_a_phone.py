"""The editor in the hand: what to do next is in sight, nothing lies over a field, signs have words."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import factories
from tests.browser.chromium import DEVICES

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

# The lowest field of the form, and the buttons: [bottom of the one, top of the other, height of the screen].
ENDS = """() => {
  const form = document.querySelector("#page-edit-form > .w-form-width");
  const footer = document.querySelector("#page-edit-form > .footer");
  return [form.getBoundingClientRect().bottom, footer.getBoundingClientRect().top, window.innerHeight];
}"""
WORDLESS = """() => [...document.querySelectorAll(".c-sf-add-button, .w-side-panel-toggle, .tb-add button")]
  .filter((button) => button.checkVisibility() && button.closest("#page-edit-form, header"))
  .filter((button) => ["none", '""'].includes(getComputedStyle(button, "::after").content) && !button.innerText.trim())
  .map((button) => button.outerHTML)"""


@pytest.fixture(scope="module")
def contributor_told(tell):
    return tell(lambda: factories.contributor_of(factories.UnitFactory()))


@pytest.fixture(params=DEVICES.values(), ids=DEVICES)
def editor(request, contributor_told, window, site):
    """The empty editor of a new piece, on a phone and on a desk."""
    page = window(request.param, user=contributor_told())
    page.goto(f"{site}/admin/tin-bai/viet/")
    page.get_by_role("button", name="Soạn thảo đầy đủ").click()
    page.locator(".tb-add").wait_for()
    return page


def test_what_to_do_next_stays_in_sight_and_covers_nothing(editor):
    _form, buttons, screen = editor.evaluate(ENDS)
    assert 0 < buttons < screen
    editor.locator("#panel-thong_tin_them-section button").first.scroll_into_view_if_needed()
    editor.evaluate("document.querySelector('#page-edit-form').scrollIntoView({block: 'end'})")
    form, buttons, screen = editor.evaluate(ENDS)
    assert form <= buttons < screen


def test_signs_have_words_and_nothing_runs_over_the_edge(editor):
    assert editor.evaluate(WORDLESS) == []
    assert editor.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_photo_is_added_by_its_name_and_its_caption_wraps(editor):
    editor.get_by_role("button", name="Thêm ảnh", exact=True).click()
    caption = editor.locator("textarea[name$=-caption]")
    low = caption.evaluate("field => field.offsetHeight")
    caption.fill("Đoàn viên phường thu gom rác trên bãi biển, có lực lượng vũ trang cùng tham gia. " * 3)
    assert caption.evaluate("field => field.offsetHeight") > low
    assert caption.evaluate("field => field.scrollHeight <= field.offsetHeight + 2")


def test_a_cameras_file_name_leaves_the_photos_menu_in_sight(editor, tmp_path):
    file = tmp_path / "IMG_20190415_081530_HDR_PORTRAIT.png"
    Image.new("RGB", (600, 400), "#0b3a53").save(file)
    editor.get_by_role("button", name="Thêm ảnh", exact=True).click()
    editor.get_by_role("button", name="Chọn ảnh").click()
    dialog = editor.locator(".modal-content")
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_role("button", name="Tải lên").click()
    expect(dialog).to_have_count(0)
    chosen = editor.locator(".image-chooser .chosen")
    expect(chosen.locator(".chooser__title")).to_have_text(file.stem)
    menu = chosen.locator(".w-dropdown__toggle").bounding_box()
    assert menu["x"] + menu["width"] <= editor.viewport_size["width"]


def test_marks_above_capitals_are_not_cut_off(editor):
    editor.get_by_role("button", name="Thêm ảnh", exact=True).click()
    heading = editor.locator(".w-panel__heading--label", has_text="Ảnh").last
    expect(heading).to_be_visible()
    # The line of a stacked letter is taller than the letters' own; 1.5 em holds it in every font of an office PC.
    high, size = heading.evaluate("h => [h.clientHeight, parseFloat(getComputedStyle(h).fontSize)]")
    assert high >= 1.5 * size


def test_the_field_of_a_paragraph_has_a_name_for_who_hears_the_page(editor):
    assert editor.get_by_role("textbox", name="Đoạn chữ").count() == 1


def test_writing_does_not_push_the_form_sideways(editor):
    editor.locator(".public-DraftEditor-content").first.click()
    editor.keyboard.type("Lực lượng đoàn viên đã thu gom gần hai tấn rác trên đoạn bờ biển dài ba cây số. ")
    assert editor.locator("main").evaluate("main => main.scrollLeft") == 0


def test_calendar_begins_on_monday_and_fits(editor):
    editor.locator("[name=event_date]").click()
    calendar = editor.locator(".xdsoft_datetimepicker:visible")
    expect(calendar.locator("th")).to_have_text(["T2", "T3", "T4", "T5", "T6", "T7", "CN"])
    box = calendar.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= editor.viewport_size["width"]
