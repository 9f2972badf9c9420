"""What the accountant of the demonstration has entered by hand: allotted budgets and costs of keeping the site."""

import datetime
from dataclasses import dataclass

from royalties.models import Allocation, BudgetSource, MaintenanceCost
from royalties.models.budget import Purpose

State = MaintenanceCost.State
ALLOTTED = {
    Purpose.ROYALTY: 240_000_000,
    Purpose.REMUNERATION: 48_000_000,
    Purpose.MAINTENANCE: 60_000_000,
}
IN_JANUARY = (1, 8), "15/QĐ-UBND"
SUPPLEMENT = (7, 15), "2147/QĐ-UBND", Purpose.MAINTENANCE, 15_000_000
# A cost is paid two weeks after it was approved.
UNTIL_PAID = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Cost:
    month: int
    day: int
    subject: str
    amount: int


COSTS = (
    Cost(1, 20, "Duy trì tên miền năm", 450_000),
    Cost(1, 26, "Thuê máy chủ ảo 6 tháng đầu năm", 13_200_000),
    Cost(2, 12, "Chứng thư số SSL một năm", 3_500_000),
    Cost(4, 15, "Sao lưu dữ liệu ngoài trụ sở quý I", 1_800_000),
    Cost(7, 10, "Thuê máy chủ ảo 6 tháng cuối năm", 13_200_000),
    Cost(7, 20, "Sao lưu dữ liệu ngoài trụ sở quý II", 1_800_000),
    Cost(9, 18, "Kiểm tra, đánh giá an toàn thông tin", 9_900_000),
    Cost(10, 15, "Sao lưu dữ liệu ngoài trụ sở quý III", 1_800_000),
    Cost(11, 20, "Thay ổ cứng máy trạm biên tập", 2_350_000),
    Cost(12, 15, "Sao lưu dữ liệu ngoài trụ sở quý IV", 1_800_000),
)


def enter_budget(year, *, as_of):
    """Enter the budget of `year` (int) as it stands on `as_of` (a date)."""
    source = BudgetSource.objects.first()
    given = [(IN_JANUARY[0], IN_JANUARY[1], purpose, amount) for purpose, amount in ALLOTTED.items()]
    for day, number, purpose, amount in [*given, SUPPLEMENT]:
        decided_on = datetime.date(year, *day)
        if decided_on <= as_of:
            Allocation.objects.create(
                year=year,
                source=source,
                purpose=purpose,
                amount=amount,
                document_number=number,
                document_date=decided_on,
                note="Giao bổ sung" if amount == SUPPLEMENT[-1] else "",
            )
    begun = [cost for cost in COSTS if datetime.date(year, cost.month, cost.day) <= as_of]
    for number, cost in enumerate(COSTS, start=1):
        day = datetime.date(year, cost.month, cost.day)
        state = _state_of(day, as_of=as_of, is_latest=cost in begun[-1:])
        MaintenanceCost.objects.create(
            year=year,
            source=source,
            subject=cost.subject,
            amount=cost.amount,
            state=state,
            day=day + UNTIL_PAID if state == State.PAID else day,
            voucher_number=f"UNC-DT{number:02}" if state == State.PAID else "",
        )


def _state_of(day, *, as_of, is_latest):
    """Paid in time, but for the latest cost, whose payment is under way."""
    if day > as_of:
        return State.EXPECTED
    return State.APPROVED if is_latest or day + UNTIL_PAID > as_of else State.PAID
