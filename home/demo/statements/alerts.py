"""Urgent alerts of the demo city: one that is over, and one that still stands on every page for two days."""

from datetime import timedelta

from home.demo.invented.calendar import moment_of, office_minute
from home.models import AlertPage, AlertsPage
from submissions.kept.clock import standing_at
from submissions.statements import measure, publishing
from vietnamese.dates import start_of_day

WRITER, HEAD = "phoban.thao", "truongban.khanh"
# Office minutes: how long before the city's day the second one was written, and until it was read.
BEFORE, READ_AFTER = 120, 55


def raise_alerts(residents, *, as_of):
    """Write and publish them as on the days before `as_of` (a date)."""
    over, morning = office_minute(as_of - timedelta(days=9)), start_of_day(as_of)
    alert(
        residents,
        minute=over,
        ends=moment_of(over) + timedelta(days=2),
        level=AlertPage.Level.WARNING,
        title="Mưa lớn, triều cường: người dân ven sông Cà Ty, cửa biển Đức Long chủ động kê cao tài sản",
        text="Không đi qua ngầm tràn, đường ngập.\n\nCần giúp đỡ: gọi UBND phường, xã nơi ở hoặc số 114.",
    )
    alert(
        residents,
        minute=office_minute(as_of) - BEFORE,
        ends=morning + timedelta(days=2),
        level=AlertPage.Level.NOTE,
        title="Sốt xuất huyết tăng: mỗi nhà diệt lăng quăng, đậy kín dụng cụ chứa nước trong tuần này",
        text="Sốt cao liên tục trên hai ngày cần đến trạm y tế.\n\nTrạm y tế phun hóa chất theo lịch của khu phố.",
    )


def alert(residents, *, minute, **fields):
    """One alert, written at the office `minute` and published by the head soon after."""
    writer, head = residents.by_username[WRITER], residents.by_username[HEAD]
    with standing_at(moment_of(minute)):
        page = AlertPage(owner=writer, **fields)
        AlertsPage.objects.get().add_child(instance=page)
        page.save_revision(user=writer, log_action=True)
    with standing_at(moment_of(minute + READ_AFTER)):
        publishing.publish(pk=page.pk, user=head, position=measure.position(page))
