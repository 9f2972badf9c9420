"""The quick form in the hand: how many fields, taps and pages it takes, with a Vietnamese keyboard and a thumb."""

import pytest
from playwright.sync_api import expect

from submissions.models import NewsPage
from submissions.rights.stages import Stage, stage_of
from tests import factories, workflow
from tests.browser.chromium import PHONE
from tests.browser.looking import findings

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

MOST_FIELDS, MOST_TAPS, MOST_PAGES = 7, 12, 1
FIELDS = """() => [...new Set([...document.querySelectorAll(
    '#quick-form :is(textarea, select, input:not([type=hidden]))')]
  .filter((field) => field.checkVisibility()).map((field) => field.name.replace(/-.*/, '')))]"""
# What a finger would miss, and what makes a telephone zoom: [height, name].
SMALL = """() => [...document.querySelectorAll(
    '#quick-form :is(button, summary, textarea, select, input:not([type=hidden], [type=radio]), label.quick-choice)')]
  .filter((one) => one.checkVisibility() && !one.matches('.quick-first, [type=file], label.quick-choice input'))
  .filter((one) => one.getBoundingClientRect().height < 44 || parseFloat(getComputedStyle(one).fontSize) < 16)
  .map((one) => one.outerHTML.slice(0, 120))"""
# A word as Telex makes it: d, d again, w, f change what is there already.
TELEX = ["d", "đ", "đu", "đuo", "đươ", "đươn", "đương", "đường"]


class Hand:
    """A thumb on the telephone's page: counts its taps and the pages of the form that it met."""

    def __init__(self, page):
        self.page, self.taps, self.forms = page, 0, set()

    def look(self):
        """Note by its id which form to write in stands on the page, the quick one or another."""
        found = "[...document.querySelectorAll('form:has(textarea)')].map((form) => form.id)"
        self.forms.update(self.page.evaluate(found))

    def tap(self, what):
        self.taps += 1
        what.tap()

    def type(self, field, text):
        self.tap(self.page.locator(field))
        self.page.keyboard.insert_text(text)

    def compose(self, steps):
        """Type a word by a keyboard that composes it."""
        devtools = self.page.context.new_cdp_session(self.page)
        for text in steps:
            place = {"selectionStart": len(text), "selectionEnd": len(text)}
            devtools.send("Input.imeSetComposition", {"text": text, **place})
        devtools.send("Input.insertText", {"text": steps[-1]})


@pytest.fixture
def story():
    unit = factories.UnitFactory(name="Ủy ban nhân dân phường Phú Thủy, thành phố Phan Thiết, tỉnh Bình Thuận")
    writer, leader = factories.contributor_of(unit), factories.leader_of(unit)
    return unit, writer, leader


def test_a_piece_with_two_photos_is_sent_from_one_page(window, site, story, tmp_path, capsys):
    _unit, writer, leader = story
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/")
    hand = Hand(page)
    hand.tap(page.locator("main .tb-write"))
    expect(page.locator("#quick-form")).to_be_visible()
    hand.look()
    fields = page.evaluate(FIELDS)
    assert page.evaluate(SMALL) == []
    hand.type("#id_title", "Ra quân dọn vệ sinh bãi biển")
    hand.type("#id_lead", "Sáng nay, hơn 100 đoàn viên dọn rác ven biển.")
    hand.type("#id_text-0", "Từ 6 giờ sáng, lực lượng dọn dọc con ")
    hand.compose(TELEX)
    page.keyboard.insert_text(" ven biển.\n\nĐến 9 giờ, bãi biển sạch.")
    files = []
    for number, colour in enumerate(["teal", "orange"]):
        files.append(tmp_path / f"anh-{number}.jpg")
        files[-1].write_bytes(factories.picture_file(size=(900, 600), colour=colour).read())
    with page.expect_file_chooser() as chooser:
        hand.tap(page.locator("label[for=id_photos]"))
    chooser.value.set_files(files)
    if not page.locator("[data-photo] textarea").count():
        hand.tap(page.locator(".quick-send button[value=save]"))
    captions = page.locator("[data-photo] textarea")
    expect(captions).to_have_count(2)
    for number in range(2):
        hand.tap(captions.nth(number))
        page.keyboard.insert_text(f"Đoàn viên dọn rác, ảnh {number}")
    hand.look()
    assert list(findings(page)) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    hand.tap(page.locator(".quick-send button[value=send]"))
    expect(page.locator(".tb-where")).to_contain_text("Chờ lãnh đạo đơn vị duyệt")
    expect(page.locator(".tb-where")).to_contain_text(str(leader))
    piece = NewsPage.objects.get()
    assert stage_of(piece) == Stage.AT_LEADER
    text, photo, rest, last = piece.get_latest_revision_as_object().body.raw_data
    assert text["value"] == "<p>Từ 6 giờ sáng, lực lượng dọn dọc con đường ven biển.</p>"
    assert rest["value"] == "<p>Đến 9 giờ, bãi biển sạch.</p>"
    assert [photo["value"]["caption"], last["value"]["caption"]] == [f"Đoàn viên dọn rác, ảnh {n}" for n in range(2)]
    with capsys.disabled():
        print(f"\nfields {len(fields)} {fields}, taps {hand.taps}, pages {len(hand.forms)}")
    assert len(fields) <= MOST_FIELDS
    assert hand.taps <= MOST_TAPS
    assert len(hand.forms) <= MOST_PAGES


def test_what_is_kept_and_what_was_sent_back_can_be_read(window, site, story):
    unit, writer, leader = story
    piece = factories.news(unit, owner=writer, image=factories.photo(unit), text="<p>Một</p><h2>Đề mục</h2><p>Hai</p>")
    workflow.submit(piece, writer)
    workflow.send_back_as(piece, leader)
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/")
    # What is to be done first stands on the first screen.
    for part in (".tb-write", ".tb-returned__piece", ".period-panel__main"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 600, part
    assert list(findings(page)) == []
    page.locator(".tb-returned .button").tap()
    expect(page.locator(".quick-kept h2")).to_have_text("Đề mục")
    assert list(findings(page)) == []
    assert page.evaluate(SMALL) == []


def test_photos_change_places_at_once_and_the_list_of_what_is_missing_follows(window, site, story):
    unit, writer, _leader = story
    piece = factories.news(unit, owner=writer, image=factories.photo(unit))
    text = piece.get_latest_revision_as_object()
    other = factories.photo(unit, title="Ảnh hai")
    text.body = [*((block.block_type, block.value) for block in text.body), ("photo", {"image": other, "caption": ""})]
    text.save_revision(user=writer)
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/tin-bai/{piece.pk}/viet/")
    missing = page.locator(f"[data-needs='caption-{other.pk}']")
    expect(missing).to_be_visible()
    page.locator(f"#caption-{other.pk}").fill("Có chú thích")
    expect(missing).to_be_hidden()
    page.locator("[data-photo]").nth(1).locator("[data-move=up]").tap()
    expect(page.locator("[data-photo] input[name=photo]").first).to_have_value(str(other.pk))
    with page.expect_navigation():
        page.locator(".quick-send button[value=save]").tap()
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu")
    body = workflow.fresh(piece).get_latest_revision_as_object().body.raw_data
    assert next(block["value"]["image"] for block in body if block["type"] == "photo") == other.pk
