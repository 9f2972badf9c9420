"""Urgent alerts of the demo city: one that is over, and one that still stands on every page for two days."""

from datetime import timedelta

from home.models import AlertPage, AlertsPage
from submissions.kept.clock import standing_at
from submissions.statements import measure, publishing
from vietnamese.dates import start_of_day

WRITER, HEAD = "phoban.thao", "truongban.khanh"
OVER, STANDING = timedelta(days=9), timedelta(hours=17)


def raise_alerts(residents, *, as_of):
    """Write and publish them as on the days before `as_of` (a date)."""
    morning = start_of_day(as_of)
    alert(
        residents,
        at=morning - OVER,
        lasts=timedelta(days=2),
        level=AlertPage.Level.WARNING,
        title="Mưa lớn, triều cường: người dân ven sông Cà Ty, cửa biển Đức Long chủ động kê cao tài sản",
        text="Không đi qua ngầm tràn, đường ngập.\n\nCần giúp đỡ: gọi UBND phường, xã nơi ở hoặc số 114.",
    )
    alert(
        residents,
        at=morning - STANDING,
        lasts=timedelta(days=3),
        level=AlertPage.Level.NOTE,
        title="Sốt xuất huyết tăng: mỗi nhà diệt lăng quăng, đậy kín dụng cụ chứa nước trong tuần này",
        text="Sốt cao liên tục trên hai ngày cần đến trạm y tế.\n\nTrạm y tế phun hóa chất theo lịch của khu phố.",
    )


def alert(residents, *, at, lasts, **fields):
    """One alert, written at the moment `at`, published an hour later, and shown until `lasts` after that."""
    writer, head = residents.by_username[WRITER], residents.by_username[HEAD]
    with standing_at(at):
        page = AlertPage(owner=writer, ends=at + lasts, **fields)
        AlertsPage.objects.get().add_child(instance=page)
        page.save_revision(user=writer, log_action=True)
    with standing_at(at + timedelta(hours=1)):
        publishing.publish(pk=page.pk, user=head, position=measure.position(page))
