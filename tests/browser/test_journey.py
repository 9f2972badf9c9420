"""One piece of news from a ward office to the reader and into the table, through the screens that people use."""

import io
import re
from urllib.parse import urlsplit

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import expect
from post_office.models import Email

from compliance.table.columns import COLUMNS
from home.demo.drawn.pictures import draw
from submissions.models import NewsImage
from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

UNIT = "UBND phường Phú Thủy"
TITLE = "Phú Thủy ra quân dọn vệ sinh bãi biển"
LEAD = "Sáng nay, hơn 100 đoàn viên của phường tham gia dọn rác ven biển."
TEXT = "Lực lượng đoàn viên đã thu gom gần hai tấn rác trên đoạn bờ biển dài ba cây số."
CAPTION = "Đoàn viên thu gom rác trên bãi biển"
GPS = 0x8825


class Office:
    """The browser of everyone in the story: each person has a device and a session of their own."""

    def __init__(self, *, browser, address):
        self.browser = browser
        self.address = address
        self.devices = []

    def device(self, **device):
        context = self.browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **device)
        self.devices.append(context)
        return context.new_page()

    def close(self):
        for device in self.devices:
            device.close()

    def log_in(self, user, *, to="/admin/", **device):
        """The page at `to`, which the log-in form stands before."""
        page = self.device(**device)
        page.goto(self.address + to if to.startswith("/") else to)
        page.get_by_role("textbox", name="Tên đăng nhập").fill(user.username)
        page.locator("input[type=password]").fill(factories.PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        return page


@pytest.fixture
def people(live_server, settings):
    """Everyone in the story, and mails that lead to this server."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    unit = factories.UnitFactory(name=UNIT, slug="phuong-phu-thuy")
    return {
        "contributor": factories.contributor_of(unit),
        "leader": factories.leader_of(unit),
        "editor": factories.editor(),
        "official": factories.UserFactory(groups=["Người xem báo cáo"]),
    }


@pytest.fixture
def office(chromium, live_server):
    office = Office(browser=chromium, address=live_server.url)
    yield office
    office.close()


@pytest.fixture
def photo(tmp_path):
    """A photo as a telephone takes it: with the place written into the file."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (10.0, 56.0, 0.0), 3: "E", 4: (108.0, 6.0, 0.0)}
    path = tmp_path / "bai-bien.jpg"
    Image.open(io.BytesIO(draw("harbour", 1))).convert("RGB").save(path, "JPEG", exif=exif)
    assert place_written_in(path)
    return path


def place_written_in(file):
    """The place of taking that the picture in `file` (open for reading) carries; empty without one."""
    with Image.open(file) as picture:
        return picture.getexif().get_ifd(GPS)


def write_piece(office, *, contributor, photo):
    """The contributor writes on the telephone and submits; the address of the piece."""
    page = office.log_in(contributor, **PHONE)
    page.get_by_role("main").get_by_role("link", name="Viết tin, bài").click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_lead").fill(LEAD)
    page.locator("[name=text-0]").fill(TEXT)
    page.locator("[name=photos]").set_input_files(photo)
    expect(page.locator("[data-photo]")).to_have_count(1)
    expect(page.locator("[data-upload-state]")).to_have_count(0)
    page.locator("[name^=caption-]").fill(CAPTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(page.locator(".tb-where")).to_contain_text("Chờ lãnh đạo đơn vị duyệt")
    return page.url


def follow_the_mail(office, *, leader):
    """The mail's link leads the leader past the log-in form to where the piece is decided."""
    message = Email.objects.get(to=leader.email).message
    page = office.log_in(leader, to=re.search(r"http\S+", message)[0], **PHONE)
    expect(page).to_have_url(re.compile(r"/duyet-qua-thu/\d+/$"))
    expect(page.get_by_role("button", name="Duyệt", exact=True)).to_be_visible()


def approve(office, *, leader, piece):
    """The leader finds the piece on the dashboard and approves it: two taps."""
    page = office.log_in(leader, **PHONE)
    page.get_by_role("link", name="Xem và quyết định").filter(has_text=TITLE).click()
    expect(page).to_have_url(piece)
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".tb-where")).to_contain_text("Đã chuyển Ban Biên tập")


def publish(office, *, editor, piece):
    """The editor opens the piece from the queue and publishes it."""
    page = office.log_in(editor, **DESK)
    page.get_by_role("link", name="Biên tập tin, bài đang chờ").click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page).to_have_url(piece)
    page.get_by_role("button", name="Đăng ngay", exact=True).click()
    expect(page.locator(".tb-where")).to_contain_text("Đã đăng")


def read_publicly(office):
    """A citizen finds the piece on the front page; the photo is there, tells no place, and nobody else is asked."""
    page = office.device(**PHONE)
    asked = []
    # Requests, not responses: where there is no network, another host would be asked in vain and give none.
    page.on("request", lambda request: asked.append(request.url))
    page.goto(office.address)
    page.get_by_role("link", name=TITLE).first.click()
    article = page.locator("article.article")
    expect(article.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(article).to_contain_text(TEXT)
    expect(article).to_contain_text(CAPTION)
    shown = article.locator("img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert shown.evaluate("image => image.naturalWidth") > 0
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(office.address).netloc}
    sent = page.request.get(shown.evaluate("image => image.currentSrc")).body()
    assert not place_written_in(io.BytesIO(sent))
    assert not place_written_in(NewsImage.objects.get().file.open())


def read_table(office, *, official):
    """The official sees the unit's one counted piece, on the screen and in the spreadsheet."""
    page = office.log_in(official, **DESK)
    page.get_by_role("button", name="Báo cáo").click()
    page.get_by_role("link", name="Tổng hợp tin, bài").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=UNIT))
    expect(row.get_by_role("link", name=f"1 – Được tính – {UNIT}")).to_have_text("1")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải XLSX").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    place = [column.name for column in COLUMNS].index
    lines = [line for line in sheet.iter_rows(values_only=True) if line[place("title")] == UNIT]
    assert [line[place("counted")] for line in lines] == [1]


def test_from_the_ward_to_the_reader_and_the_table(office, people, photo):
    piece = write_piece(office, contributor=people["contributor"], photo=photo)
    follow_the_mail(office, leader=people["leader"])
    approve(office, leader=people["leader"], piece=piece)
    publish(office, editor=people["editor"], piece=piece)
    read_publicly(office)
    read_table(office, official=people["official"])


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_on_the_log_in_page(office, device):
    page = office.device(**device)
    page.goto(f"{office.address}/admin/login/")
    assert violations(page) == []
