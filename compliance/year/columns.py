"""The columns of the year's table, once for the screen, the XLSX and the CSV."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True)
class YearColumn:
    """A column by its name; `month` for that of a period, `share` its part of the width of a page."""

    name: str
    heading: str
    share: int
    month: int = 0

    def cell(self, line):
        """The content in `line` (a YearLine): a Cell, a number or text."""
        return line.month(self.month) if self.month else getattr(line, self.name)


def columns_of(year):
    """The YearColumns of a Year: a period that runs, or has not begun, says so in its heading."""
    return (
        YearColumn("number", gettext_lazy("No."), 4),
        YearColumn("title", gettext_lazy("Agency, unit"), 22),
        *(YearColumn(f"month_{p.month}", heading_of(p, year=year), 8, month=p.month) for p in year.periods),
        YearColumn("counted", pgettext_lazy("year", "Counted in all"), 7),
        YearColumn("met_of_asked", pgettext_lazy("year", "Periods met"), 7),
        YearColumn("share", pgettext_lazy("year", "Share met (%)"), 7),
    )


def heading_of(period, *, year):
    name = _("Month %(month)s") % {"month": period.month}
    if period == year.running:
        return _("%(month)s (running)") % {"month": name}
    if period in year.waiting:
        return _("%(month)s (not closed)") % {"month": name}
    return name
