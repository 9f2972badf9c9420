"""News by mail on a phone without scripts: from the page of a ward to the last press."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect
from post_office.models import Email

from feedback.shield import forms as shield
from submissions.models import Category
from subscriptions.models import Subscription
from subscriptions.telling.batches import tell
from tests import factories
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import CUT_OFF, violations
from tests.subscriptions.stories import ADDRESS, path_in, publish, subscribe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def ward(site, settings, monkeypatch):
    settings.WAGTAILADMIN_BASE_URL = site
    # A person reads the form first; how long is what tests/feedback/shield asks.
    monkeypatch.setattr(shield, "LEAST_SECONDS", 0)
    for number in range(40):
        factories.UnitFactory(name=f"Trung tâm Ứng dụng và Dịch vụ kỹ thuật nông nghiệp khu vực số {number}")
    ward = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")
    publish(ward)
    return ward


def looked_at(page):
    """What is wrong with the page as it is now."""
    found = [*violations(page, within="main"), *page.evaluate(CUT_OFF)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("the page is wider than the window")
    return found


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_is_wrong_with_the_form(window, site, ward, device):
    page = window(device)
    page.goto(f"{site}/nhan-tin/?don-vi=phu-thuy")
    assert looked_at(page) == []
    page.get_by_role("button", name="Đăng ký nhận tin").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa gửi")
    assert looked_at(page) == []


def test_from_the_ward_s_page_to_the_last_press(window, site, ward):
    page = window(PHONE, java_script_enabled=False)
    page.goto(site + ward.page.url)
    page.get_by_role("link", name="Nhận tin qua thư điện tử").first.click()
    expect(page.get_by_label("UBND phường Phú Thủy")).to_be_checked()
    page.get_by_label("Địa chỉ thư điện tử").fill(ADDRESS)
    page.get_by_label("Nhận thư ngay khi đăng").check()
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Đăng ký nhận tin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vui lòng mở hộp thư để xác nhận")
    page.goto(site + path_in(Email.objects.get().message, "xac-nhan"))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("status")).to_contain_text("Đã xác nhận")
    page.get_by_label("Tất cả thông báo").check()
    page.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    assert Subscription.objects.get().all_announcements
    page.get_by_role("button", name="Thôi nhận tin").click()
    expect(page.get_by_role("status")).to_contain_text("địa chỉ đã được xóa")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_own_pages_and_the_mail(window, site, ward, device):
    subscribe(units=[ward], categories=[Category.objects.valid_today().first()])
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        publish(ward, "Phú Thủy phun thuốc diệt muỗi tại các khu phố ven sông Cà Ty và chợ Phú Thủy trong ba ngày tới")
        publish(ward, "Lịch tiếp công dân tháng sau của Chủ tịch UBND phường")
        assert tell() == 1
    mail, page = Email.objects.get(), window(device)
    for kind in ("cua-toi", "thoi"):
        page.goto(site + path_in(mail.message, kind))
        assert looked_at(page) == [], kind
    page.goto("about:blank")  # a mailbox has no policy of ours
    page.set_content(mail.html_message)
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
