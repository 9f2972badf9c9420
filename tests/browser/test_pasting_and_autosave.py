"""What is pasted from a word processor keeps its layout; what is typed lies on the server soon, and stays one piece."""

import pytest
from playwright.sync_api import expect

from submissions.models import NewsPage
from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import findings
from tests.workflow import fresh

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db]

HTML = """<h2>Kết quả</h2><p class="MsoNormal">Trong <b>hai ngày</b>, xem <a href="https://phanthiet.example/tin">cổng</a>.</p>
<ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>
<table><tr><td><b>Tổ</b></td><td><b>Số người</b></td></tr><tr><td>4</td><td>12</td></tr></table><p>Đoạn cuối.</p>"""
PLAIN = "Kết quả\nTrong hai ngày, xem cổng.\nHai tấn rác\nNăm mươi cây dừa\nTổ\tSố người\n4\t12\nĐoạn cuối."
TO_CLIPBOARD = """async ([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob([text], {type: "text/plain"})})])"""
# What kept.js waits: 0.3 s until it is kept in the browser, 15 s more until it is saved on the server.
SAVED_AFTER = 16_000


def paste(page, field, html=HTML, text=PLAIN):
    """Put both forms on the clipboard, as a word processor does, and press Ctrl-V in `field`."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(TO_CLIPBOARD, [html, text])
    field.focus()
    page.keyboard.press("Control+V")


def take_over(page):
    offer = page.get_by_role("button", name="Lấy vào, giữ nguyên bảng và đề mục")
    expect(offer).to_be_visible()
    with page.expect_navigation():
        offer.click()


def blocks(piece):
    body = fresh(piece).get_latest_revision_as_object().body.raw_data
    return [(block["type"], block["value"]["data"] if block["type"] == "table" else block["value"]) for block in body]


PASTED_BLOCKS = [
    "<h2>Kết quả</h2><p>Trong <b>hai ngày</b>, xem "
    '<a href="https://phanthiet.example/tin">cổng</a>.</p><ul><li>Hai tấn rác</li><li>Năm mươi cây dừa</li></ul>',
    [["Tổ", "Số người"], ["4", "12"]],
    "<p>Đoạn cuối.</p>",
]


@pytest.mark.parametrize("device", [PHONE, DESK])
def test_a_paste_into_a_new_piece_keeps_headings_lists_tables_and_links(window, site, unit, writer, device):
    page = window(device, user=writer)
    page.goto(f"{site}/admin/tin-bai/viet/{unit.pk}/")
    page.locator("#id_title").fill("Ra quân")
    page.locator("#id_lead").fill("Sáng 12/4, phường ra quân.")
    paste(page, page.locator("#id_text-0"))
    expect(page.locator("#id_text-0")).to_have_value(PLAIN)
    expect(page.locator("#paste-offer")).to_be_visible()
    assert list(findings(page)) == []
    take_over(page)
    expect(page.locator(".quick-kept table")).to_contain_text("Số người")
    assert [value for _kind, value in blocks(NewsPage.objects.get())] == PASTED_BLOCKS


def test_a_paste_into_a_saved_draft_stands_where_it_was_pasted(window, site, unit, writer):
    piece = factories.news(unit, owner=writer, text="<p>Đầu.</p><p>Cuối.</p>")
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/tin-bai/{piece.pk}/viet/")
    field = page.locator("#id_text-0")
    field.evaluate("field => { field.focus(); field.setSelectionRange(4, 4); }")
    page.keyboard.insert_text("\n\nGiữa 😀\n\n")
    paste(page, field)
    # Typed on after it: its words are found all the same.
    field.evaluate("field => field.setSelectionRange(0, 0)")
    take_over(page)
    assert [value for _kind, value in blocks(piece)] == ["<p>Đầu.</p><p>Giữa 😀</p>", *PASTED_BLOCKS, "<p>Cuối.</p>"]


def test_nobody_has_to_press_it(window, site, unit, writer):
    page = window(PHONE, user=writer)
    page.goto(f"{site}/admin/tin-bai/viet/{unit.pk}/")
    page.locator("#id_title").fill("Ra quân")
    paste(page, page.locator("#id_text-0"))
    with page.expect_navigation():
        page.locator(".quick-send button[value=save]").tap()
    assert [kind for kind, _value in blocks(NewsPage.objects.get())] == ["text"]
    assert "Năm mươi cây dừa" in str(blocks(NewsPage.objects.get()))


class TestAutosave:
    """By Playwright's clock: nobody sleeps."""

    @pytest.fixture
    def page(self, window, site, unit, writer):
        page = window(PHONE, user=writer)
        page.clock.install()
        page.goto(f"{site}/admin/tin-bai/viet/{unit.pk}/")
        return page

    def type(self, page, field, words):
        page.locator(field).focus()
        page.keyboard.insert_text(words)

    def is_kept(self, page):
        page.clock.run_for(400)
        expect(page.locator("[data-state]")).to_contain_text("Đã giữ trên máy này")

    def is_saved(self, page):
        page.clock.run_for(SAVED_AFTER)
        expect(page.locator("[data-state]")).to_contain_text("Đã lưu")

    def test_a_draft_lies_on_the_server_15_seconds_after_the_last_word(self, page):
        self.type(page, "#id_title", "Ra quân")
        self.is_kept(page)
        page.clock.run_for(14_000)
        assert not NewsPage.objects.exists()
        self.is_saved(page)
        piece = NewsPage.objects.get()
        assert (piece.title, piece.live, piece.current_workflow_state) == ("Ra quân", False, None)
        assert page.url.endswith(f"/{piece.pk}/viet/")
        self.type(page, "#id_lead", "Sáng 12/4, phường ra quân.")
        self.is_kept(page)
        self.is_saved(page)
        expect(page.locator("#id_title")).to_have_value("Ra quân")
        assert NewsPage.objects.get().get_latest_revision_as_object().lead == "Sáng 12/4, phường ra quân."
        assert piece.revisions.count() == 2

    def test_without_a_line_it_says_so_and_saves_later(self, page):
        page.context.set_offline(True)
        self.type(page, "#id_title", "Ra quân")
        self.is_kept(page)
        page.clock.run_for(SAVED_AFTER)
        expect(page.locator("[data-state]")).to_contain_text("Chưa có mạng")
        page.context.set_offline(False)
        self.type(page, "#id_lead", "Dẫn.")
        self.is_kept(page)
        self.is_saved(page)
        assert NewsPage.objects.get().get_latest_revision_as_object().lead == "Dẫn."

    def test_a_paste_taken_over_after_it_is_the_same_piece(self, page):
        self.type(page, "#id_title", "Ra quân")
        self.type(page, "#id_lead", "Dẫn.")
        paste(page, page.locator("#id_text-0"))
        self.is_kept(page)
        self.is_saved(page)
        piece = NewsPage.objects.get()
        assert [kind for kind, _value in blocks(piece)] == ["text"]
        take_over(page)
        assert NewsPage.objects.get() == piece
        assert [value for _kind, value in blocks(piece)] == PASTED_BLOCKS


def test_the_full_editor_says_what_a_paste_loses(window, site, unit, writer):
    piece = factories.news(unit, owner=writer, text="<p>Đầu.</p>")
    page = window(DESK, user=writer)
    page.goto(f"{site}/admin/pages/{piece.pk}/edit/")
    editor = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("Control+End")
    paste(page, editor)
    expect(editor).to_contain_text("Đoạn cuối.")
    note = page.locator("[data-contentpath=body] .tb-note[role=status]")
    expect(note).to_contain_text("Bảng và ảnh không đi theo khi dán vào đây")
