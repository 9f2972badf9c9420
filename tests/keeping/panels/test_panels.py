"""What the administrator reads of backups on the first page, and who else does not."""

import datetime
import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keeping.records.records import BACKUP, EXAMINATION, REHEARSAL, note
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
NOW = "2026-11-30 09:00:00+07:00"


@told
def administrator():
    return factories.UserFactory(groups=["Quản trị"])


@pytest.fixture(autouse=True)
def watched(settings, tmp_path):
    settings.VAR_DIR, settings.BACKUP_LATE_HOURS, settings.REHEARSAL_LATE_DAYS = tmp_path, 36, 40


def panel(user):
    """(what the panel says, its place among the others), or None where there is none."""
    client = Client()
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_home"))
    names = [getattr(one, "name", "") for one in response.context["panels"]]
    if "backups" not in names:
        return None
    shown = soup_of(response).find(attrs={"aria-labelledby": "backups-title"})
    return " ".join(shown.get_text(" ", strip=True).split()), names.index("backups")


def noted(kind, *, days, problems=()):
    with time_machine.travel(timezone.now() - datetime.timedelta(days=days), tick=False):
        note(kind, "2026-11-29_020000", begun_at=timezone.now(), size=3 * 1024**3, problems=problems)


@time_machine.travel(NOW, tick=False)
def test_a_site_without_any_backup_is_warned_of_first(administrator):
    said, place = panel(administrator)
    assert "Trang này chưa được sao lưu lần nào. Nếu máy chủ hỏng lúc này thì mọi nội dung sẽ mất." in said
    assert "Chưa ai thử xem có khôi phục được trang" in said
    assert place <= 1


@time_machine.travel(NOW, tick=False)
def test_what_is_as_it_should_be_stands_last(administrator):
    noted(BACKUP, days=1)
    noted(REHEARSAL, days=20)
    said, _place = panel(administrator)
    assert said == (
        "Sao lưu Lần sao lưu tốt gần nhất: 09:00 29/11/2026, 3,0 GB. "
        "Lần diễn tập khôi phục tốt gần nhất: 09:00 10/11/2026, với bản sao lưu 2026-11-29_020000."
    )


@time_machine.travel(NOW, tick=False)
def test_what_is_old_or_failed_is_told_with_its_reason(administrator):
    noted(BACKUP, days=2)
    noted(BACKUP, days=0, problems=["Ổ đĩa đã đầy."])
    noted(REHEARSAL, days=41)
    noted(REHEARSAL, days=0, problems=["Mã kiểm khác đi."])
    said, _place = panel(administrator)
    assert "Đã hơn 36 giờ trang chưa được sao lưu." in said
    assert "những gì viết từ đó tới nay sẽ mất." in said
    assert "Lần sao lưu cuối (09:00 30/11/2026) không thành: Ổ đĩa đã đầy." in said
    assert "Đã hơn 40 ngày chưa ai thử" in said
    assert "thấy bản sao lưu có lỗi: Mã kiểm khác đi." in said


@time_machine.travel(NOW, tick=False)
def test_what_the_doctor_last_found(administrator):
    noted(BACKUP, days=0)
    noted(REHEARSAL, days=0)
    noted(EXAMINATION, days=0, problems=["Chứng thư: hết hạn <hôm qua>. → certbot renew"])
    said, place = panel(administrator)
    assert "09:00 30/11/2026" in said and "Chứng thư: hết hạn <hôm qua>. → certbot renew" in said
    assert place <= 1
    noted(EXAMINATION, days=0)
    said, _place = panel(administrator)
    assert "09:00 30/11/2026" in said and "không có gì hỏng" in said and "certbot" not in said


def test_files_that_nothing_needs_are_counted(administrator, settings):
    assert "tệp thừa" not in panel(administrator)[0]
    since = json.dumps({f"media/{number}.jpg": "2026-11-01T00:00:00+00:00" for number in range(3)})
    (settings.VAR_DIR / "leftovers.json").write_text(since, encoding="utf-8")
    assert "Số tệp thừa, không nội dung nào trên trang dùng đến: 3." in panel(administrator)[0]


def test_nobody_else_and_nothing_in_development(administrator, settings):
    for other in (factories.editor(), factories.UserFactory(groups=["Thường trực Ban Biên tập"])):
        assert panel(other) is None
    settings.BACKUP_LATE_HOURS = 0
    assert panel(administrator) is None
