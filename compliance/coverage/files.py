"""Coverage as .xlsx: the lines of the screen."""

from django.utils.translation import gettext as _

from compliance.coverage.columns import COLUMNS
from vietnamese.dates import screen_moment
from vietnamese.files.spreadsheet import OfficeBook


def head_lines(coverage):
    """The lines above the table: title, period, moment, and of which units it is."""
    lines = [
        _("NEWS BY CATEGORY, %(documents)s") % {"documents": "; ".join(coverage.legal_bases)}
        if coverage.legal_bases
        else _("NEWS BY CATEGORY"),
        _("Reporting period %(name)s (%(label)s)") % {"name": coverage.period.name, "label": coverage.period.label},
        _("Counted at %(moment)s") % {"moment": screen_moment(coverage.taken_at)},
    ]
    if coverage.units is not None:
        lines[-1] += " – " + "; ".join(unit.name for unit in coverage.units)
    return lines


def coverage_xlsx(coverage):
    """`coverage` (a Coverage) as an XLSX file (bytes)."""
    titles = head_lines(coverage)
    book = OfficeBook(title=titles[0])
    book.add_table(
        coverage.period.key,
        titles=titles,
        headings=[str(column.heading) for column in COLUMNS],
        shares=[column.share for column in COLUMNS],
        rows=[[getattr(line, column.name) for column in COLUMNS] for line in coverage.lines],
    )
    return book.content()
