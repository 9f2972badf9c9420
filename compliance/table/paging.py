"""A table of thousands of units in pages: some units of one block under its sums, and the sums of all on each."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from vietnamese.numbers import whole

# So many units stand on one page; of more, so many.
AT_MOST, AT_ONCE = 1_000, 500


@dataclass(frozen=True)
class TablePage:
    """Some of the lines; `of` is the Block whose units they are, or None, `first` and `last` are the units' numbers."""

    lines: tuple
    of: object = None
    first: int = 0
    last: int = 0

    @cached_property
    def title(self):
        span = _("units %(first)s to %(last)s") % {"first": whole(self.first), "last": whole(self.last)}
        return f"{self.of.number}. {self.of.title}: {span}" if self.of else span


def pages_of(lines):
    """`lines` (of a Report, Year or ScoreBook: the lines of units, those of sums among them) as TablePages.

    The sums were made over all units before: a page leaves lines out, it counts nothing.
    """
    if sum(line.is_unit for line in lines) <= AT_MOST:
        return [TablePage(tuple(lines))]
    pages, totals = [], [line for line in lines if line.level == "total"]
    for block, units in _blocks(lines):
        for first in range(0, len(units), AT_ONCE):
            some = units[first : first + AT_ONCE]
            above = [block] if block else []
            of = block.of if block else None
            pages.append(TablePage((*above, *some, *totals), of, first + 1, first + len(some)))
    return pages


def page_of(lines, *, number):
    """The Django page (of one TablePage) that `number` (text from the address, or None) asks for."""
    return Paginator(pages_of(lines), 1).get_page(number)


def _blocks(lines):
    """[(the line of a block or None, [the lines of its units])] in order."""
    blocks = []
    for line in lines:
        if line.level == "block" or not blocks:
            blocks.append((line if line.level == "block" else None, []))
        if line.is_unit:
            blocks[-1][1].append(line)
    return blocks
