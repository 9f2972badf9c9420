"""The closed periods of a year as the public reads them: the lines of the year's table, without what is still open."""

from compliance.models import ClosedPeriod
from compliance.table.cells import shown
from compliance.year.columns import columns_of
from compliance.year.matrix import Cell, make_year

# After the name: who reads on a telephone has the sums in sight before the table is moved.
FIRST = ("title", "counted", "met_of_asked")


def closed_years():
    """The years (ints) that have a closed period, the newest first."""
    return list(ClosedPeriod.objects.order_by("-year").values_list("year", flat=True).distinct())


class Supply:
    """What is told of `year` (int): `columns` (YearColumns), `lines` (YearLines), `periods` (ReportingPeriods)."""

    def __init__(self, year):
        found = make_year(year, with_open=False)
        by_name = {column.name: column for column in columns_of(found)}
        self.year = year
        self.lines = found.lines
        self.periods = [period for period in found.periods if period.month in found.closed_months]
        self.columns = [by_name[name] for name in FIRST] + [by_name[f"month_{one.month}"] for one in self.periods]
        self.closed_at = ClosedPeriod.objects.filter(year=year).latest("closed_at").closed_at

    def cells(self):
        """The table as the page and the CSV have it: (YearLine, texts and numbers in the order of `columns`)."""
        return [(line, [plain(column.cell(line)) for column in self.columns]) for line in self.lines]


def plain(value):
    return shown(value.text if isinstance(value, Cell) else value, grouped=False)
