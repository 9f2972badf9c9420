"""What the units supplied in the closed periods, as a table of open data; there only while the city shows it."""

import datetime

from django.utils.translation import gettext_lazy as _

from compliance.counting.counts import Result
from compliance.models import ClosedRow, PublicSupply
from submissions.public.open_data import DAY, MOMENT, NUMBER, STRING, Column, Dataset, numbered, told
from vietnamese.dates import day_of

DAY_BEFORE = datetime.timedelta(days=-1)


class SupplyTable(Dataset):
    slug = "cung-cap-tin-bai"
    title = _("News supplied by agencies and units")
    about = _("A row for each unit and each closed period, as it was closed; the newest period first.")
    columns = (
        Column("nam", NUMBER, _("Year of the period.")),
        Column("thang", NUMBER, _("Month of the period.")),
        Column("tu_ngay", DAY, _("First day of the period.")),
        Column("den_ngay", DAY, _("Last day of the period.")),
        Column("don_vi", STRING, _("Code of the unit, as in the table of units.")),
        Column("ten_don_vi", STRING, _("Name of the unit when the period was closed.")),
        Column("nhom", STRING, _("Group of units under which it stood.")),
        Column("chi_tieu", NUMBER, _("How many pieces were asked of it; 0 where none were.")),
        Column("duoc_tinh", NUMBER, _("How many pieces were counted.")),
        Column("ket_qua", STRING, _("How the unit stands to what was asked.")),
        Column("chot_luc", MOMENT, _("When the period was closed, with the time zone.")),
    )

    def page(self, request):
        rows = ClosedRow.objects.select_related("period", "unit")
        rows = rows.order_by("-period__year", "-period__month", "place")
        found, behind = numbered(rows, request)
        return [self.row(row, row.period) for row in found], behind

    def row(self, row, period):
        result = Result(row.result)
        return {
            "nam": period.year,
            "thang": period.month,
            "tu_ngay": day_of(period.start).isoformat(),
            "den_ngay": (day_of(period.end) + DAY_BEFORE).isoformat(),
            "don_vi": row.unit.slug,
            "ten_don_vi": row.unit_name,
            "nhom": row.block.title,
            "chi_tieu": 0 if result == Result.NOT_ASKED else row.minimum,
            "duoc_tinh": row.counted,
            "ket_qua": str(result.label),
            "chot_luc": told(period.closed_at),
        }


def tables():
    """The table where the city shows it."""
    return [SupplyTable()] if PublicSupply.is_on() else []
