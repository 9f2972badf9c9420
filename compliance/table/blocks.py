"""Rows under the headings of the office: as they were closed, or by the kinds of unit as they are now."""

from collections import defaultdict

from submissions.models import UnitKind


def in_blocks(rows):
    """The `rows` (UnitRows or YearRows) as [(Block, (row, …)), …] in the order of the blocks, without empty ones.

    A query only where one of them is not closed.
    """
    now = UnitKind.objects.blocks() if any(row.block is None for row in rows) else {}
    found = defaultdict(list)
    for row in rows:
        found[row.block or now[row.kind]].append(row)
    return [(block, tuple(found[block])) for block in sorted(found)]
