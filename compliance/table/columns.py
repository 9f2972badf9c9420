"""The columns of the table of a period, once for the screen, the XLSX and the CSV."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from compliance.counting.counts import LISTED, NUMBERS


@dataclass(frozen=True)
class ReportColumn:
    """A column by its name, that of a number of Counts or of an attribute of Line; `group` is over several headings."""

    name: str
    heading: str
    group: str = ""
    # What a narrow screen shows first, whatever the value; other numbers only where they are not 0.
    is_key: bool = False

    @property
    def is_number(self):
        return self.name in NUMBERS

    @property
    def opens_list(self):
        """Whether pieces lie behind the number."""
        return self.name in LISTED

    @property
    def full_heading(self):
        """The heading with its group, for where there is only one line of headings."""
        return f"{self.group}: {self.heading}" if self.group else str(self.heading)


SENT = _("News sent")
PUBLISHED = _("News published")

COLUMNS = (
    ReportColumn("number", _("No.")),
    ReportColumn("title", _("Agency, unit")),
    ReportColumn("minimum", pgettext_lazy("quota", "Minimum"), is_key=True),
    ReportColumn("sent", _("Total"), SENT),
    ReportColumn("sent_published", _("Published of these"), SENT),
    ReportColumn("waiting", _("Waiting for editing or publication"), SENT),
    ReportColumn("returned", _("Sent back"), SENT),
    ReportColumn("withdrawn", _("Withdrawn"), SENT),
    ReportColumn("published", _("Total"), PUBLISHED),
    ReportColumn("short", _("Short news"), PUBLISHED),
    ReportColumn("long", _("Articles"), PUBLISHED),
    ReportColumn("with_photo", _("With photo"), PUBLISHED),
    ReportColumn("counted", _("Counted"), is_key=True),
    ReportColumn("shortfall", _("Still missing"), is_key=True),
    ReportColumn("result", _("Result"), is_key=True),
    ReportColumn("year_counted", _("Since the beginning of the year")),
)
OPENING = {column.name: column for column in COLUMNS if column.opens_list}


def heading_groups():
    """The upper line of headings: pairs (group or "", its columns), in order."""
    groups = []
    for column in COLUMNS:
        if column.group and groups and groups[-1][0] == column.group:
            groups[-1][1].append(column)
        else:
            groups.append((column.group, [column]))
    return groups
