"""The columns of coverage, once for the screen and the XLSX."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CoverageColumn:
    """A column by its name, an attribute of CoverageLine; `share` is its part of the width of a page."""

    name: str
    heading: str
    share: int


COLUMNS = (
    CoverageColumn("title", _("Category"), 20),
    CoverageColumn("legal_basis", _("Legal basis"), 16),
    CoverageColumn("state_text", _("State"), 14),
    CoverageColumn("number", _("News in the period"), 9),
    CoverageColumn("last_day", _("Last fed on"), 12),
    CoverageColumn("last_title", _("Newest piece"), 22),
    CoverageColumn("deadline", _("Deadline"), 16),
    CoverageColumn("late_text", _("Late"), 24),
)
