"""The canonical form of closed figures, over which their check sums are made (docs/closing.md).

Each record is one line (submissions/kept/canonical.py) of its fields in the order below. A row's check sum covers its
own line and its items' by place; a period's covers its own line and its rows' sums by place. So whatever is changed,
added or taken away shows, and in which row.
"""

from submissions.kept.canonical import canonical_line, check_sum

PERIOD = ("year", "month", "start", "end", "report_date", "closed_at", "closed_by_name", "row_count", "previous_digest")
ROW = (
    "place",
    "unit_id",
    "unit_name",
    "unit_kind",
    "minimum",
    "photo_required",
    "quota_basis",
    "exempt_because",
    "is_valid_throughout",
    "sent",
    "sent_published",
    "waiting",
    "returned",
    "withdrawn",
    "published",
    "short",
    "long",
    "with_photo",
    "counted",
    "shortfall",
    "year_counted",
    "result",
    "item_count",
)
ITEM = (
    "place",
    "piece_id",
    "title",
    "address",
    "genre",
    "sent_at",
    "sent_state",
    "published_at",
    "is_published",
    "is_live",
    "has_photo",
    "is_counted",
    "why_not",
)
# Kept since a later version of the site: they end the line of a record that has them, in the order in which they came;
# what was closed before has None there, and reads as it did.
ADDED_TO_PERIOD = ()
ADDED_TO_ROW = ("block_place", "block_title")
ADDED_TO_ITEM = ("category",)


def row_digest(row, items):
    """The check sum (str, 64 hexadecimal digits) of a ClosedRow and its ClosedItems, which are in order of place."""
    items = (canonical_line(item, ITEM, ADDED_TO_ITEM) for item in items)
    return check_sum(canonical_line(row, ROW, ADDED_TO_ROW), *items)


def period_digest(period, row_digests):
    """The check sum of a ClosedPeriod over its own line and the check sums of its rows, in order of place."""
    return check_sum(canonical_line(period, PERIOD, ADDED_TO_PERIOD), *row_digests)
