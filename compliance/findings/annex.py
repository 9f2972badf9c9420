"""The annex that is signed: twelve of the table's columns, on A4 landscape, and a note on what is not published yet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.table.columns import COLUMNS, PUBLISHED
from vietnamese.numbers import in_prose


@dataclass(frozen=True)
class AnnexColumn:
    """A column of the annex: a name of columns.COLUMNS, the field that a template has for it, its width in mm."""

    name: str
    field: str
    width: int

    @property
    def column(self):
        return BY_NAME[self.name]

    @property
    def group(self):
        """The heading above, where one stands over several columns."""
        return PUBLISHED if self.column.group == PUBLISHED else ""

    @property
    def heading(self):
        """Of what was sent only the total is here, so that the group's heading is its own."""
        return str(self.column.heading if self.group or not self.column.group else self.column.group)


BY_NAME = {column.name: column for column in COLUMNS}
ANNEX = (
    AnnexColumn("number", "tt", 10),
    AnnexColumn("title", "don_vi", 60),
    AnnexColumn("minimum", "chi_tieu", 15),
    AnnexColumn("sent", "gui", 18),
    AnnexColumn("published", "dang", 15),
    AnnexColumn("short", "tin", 13),
    AnnexColumn("long", "bai", 13),
    AnnexColumn("with_photo", "co_anh", 14),
    AnnexColumn("counted", "duoc_tinh", 17),
    AnnexColumn("shortfall", "con_thieu", 17),
    AnnexColumn("result", "ket_qua", 38),
    AnnexColumn("year_counted", "luy_ke", 22),
)
NUMBERS = tuple(place for place, column in enumerate(ANNEX) if column.column.is_number)
PUBLISHED_PLACES = tuple(place for place, column in enumerate(ANNEX) if column.group)
GROUPS = ((PUBLISHED_PLACES[0], PUBLISHED_PLACES[-1], PUBLISHED),)

# Stands above what happened after closing.
AMENDED = gettext_lazy("Amendments after closing (the figures above stay as they are):")


@dataclass(frozen=True)
class AnnexLine:
    """A line of the annex as text; sums are bold. `level` is the Line's."""

    cells: tuple[str, ...]
    level: str

    @property
    def is_bold(self):
        return self.level != "unit"


def annex_lines(report):
    """The AnnexLines of `report`: the lines of the screen, with fewer columns."""
    return [AnnexLine(tuple(line.shown(column.name) for column in ANNEX), line.level) for line in report.lines]


def headings():
    """The headings of the columns (str); GROUPS has what stands above some of them."""
    return [column.heading for column in ANNEX]


def annex_notes(report):
    """For each unit with pieces that wait or were sent back, how many, in words (str); numbers padded, as in prose."""
    return [f"{row.name}: {words}" for row in report.rows if (words := not_published(row))]


def not_published(row):
    """What of the sent pieces of `row` waits or was sent back, in words (str); "" where there is none."""
    words = []
    if row.waiting:
        words.append(_("%(number)s waiting for editing or publication") % {"number": in_prose(row.waiting)})
    if row.returned:
        words.append(_("%(number)s sent back") % {"number": in_prose(row.returned)})
    return "; ".join(words)
