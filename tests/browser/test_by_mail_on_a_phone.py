"""A leader's phone: from the mail to "Đã duyệt" without a log-in, in two taps; and how mail and page look there."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail import hooks

from home.demo.drawn.pictures import draw
from submissions.rights.stages import Stage, stage_of
from submissions.standing.not_counted import HOOK
from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import CUT_OFF, violations
from tests.submissions.by_mail.visitor import known_visitor, mail_to
from tests.workflow import fresh, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Counted in the browser: what a finger touches and what is typed.
COUNTING = """
addEventListener('click', event => event.isTrusted && note('taps'), true);
addEventListener('input', event => note('typed'), true);
function note(name) { localStorage.setItem(name, 1 + Number(localStorage.getItem(name))); }
"""
TITLE = "Phú Thủy ra quân dọn vệ sinh bãi biển, trồng thêm hai trăm cây xanh ven đường Nguyễn Đình Chiểu"


@pytest.fixture
def story(site, settings):
    settings.WAGTAILADMIN_BASE_URL = site
    unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    writer, leader = factories.contributor_of(unit), factories.leader_of(unit)
    image = factories.photo(unit, file=ContentFile(draw("harbour", 1), name="anh.jpg"))
    draft = factories.news(unit, owner=writer, image=image, title=TITLE)
    with hooks.register_temporarily(HOOK, lambda page: ["Tin này chưa có ngày diễn ra sự kiện."]):
        return {"leader": leader, "page": submit(draft, writer)}


def mail_in(page, leader):
    """Show the mail to `leader` as a web mail does: its HTML, the photo that lies in it left out."""
    mail = mail_to(leader)
    page.set_content(re.sub(r"cid:[\w-]+", f"data:image/svg+xml,{PLACEHOLDER}", mail.html_message))


PLACEHOLDER = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><rect width='3' height='2' fill='teal'/></svg>".replace(
        "#", "%23"
    )
)


def mark_of(leader):
    return known_visitor(leader).cookies["known_device"].value


def test_from_the_mail_to_approved_in_two_taps_and_nothing_typed(window, site, story, capsys):
    page = window(PHONE)
    page.context.add_cookies([{"name": "known_device", "value": mark_of(story["leader"]), "url": site}])
    page.context.add_init_script(COUNTING)
    # A mail program opens links by itself; this one is a page of another origin.
    mail_in(page, story["leader"])
    taps = 0
    page.get_by_role("link", name="Xem và quyết định").tap()
    taps += 1
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert "?t=" not in page.url
    approve = page.get_by_role("button", name="Duyệt", exact=True)
    expect(approve).to_be_in_viewport()
    approve.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã duyệt")
    taps += page.evaluate("Number(localStorage.getItem('taps'))")
    typed = page.evaluate("Number(localStorage.getItem('typed'))")
    assert stage_of(fresh(story["page"])) == Stage.AT_BOARD
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    with capsys.disabled():
        print(f"\nFrom the mail to “Đã duyệt” on a known phone, no session: {taps} taps, {typed} fields typed")
    assert (taps, typed) == (2, 0)


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_all_can_be_read(window, site, story, device, scheme):
    page = window(device, color_scheme=scheme)
    mail_in(page, story["leader"])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.add_cookies([{"name": "known_device", "value": mark_of(story["leader"]), "url": site}])
    link = mail_to(story["leader"]).message
    page.goto(re.search(r"http\S+", link)[0])
    looked_at(page)
    page.locator("summary").click()
    looked_at(page)
    page.get_by_label("Cần sửa những gì").fill("Thiếu giờ bắt đầu.")
    page.get_by_role("button", name="Trả lại với lý do này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã trả lại")
    looked_at(page)
    page.goto(f"{site}/duyet-qua-thu/?t=khong-co")
    looked_at(page)


def looked_at(page):
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(CUT_OFF.replace("#main", "#noi-dung")) == []


def test_axe_finds_nothing_in_the_list_of_devices(open_on, story):
    client = Client()
    client.force_login(story["leader"])
    factories.known_device(story["leader"])
    for device in ("desk", "phone"):
        assert violations(open_on(story["leader"])(reverse("devices:own"), device), within="#main") == []
