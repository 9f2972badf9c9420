"""A second reader of closed figures: makes the check sums again from SQL alone, as docs/closing.md has them."""

import datetime
import hashlib
import json

from django.db import connection

# Written out once more, from docs/closing.md, and not taken from the code that is tested.
PERIOD = 'year, month, start, "end", report_date, closed_at, closed_by_name, row_count, previous_digest'
ROW = (
    "place, unit_id, unit_name, unit_kind, minimum, photo_required, quota_basis, exempt_because, is_valid_throughout, "
    'sent, sent_published, waiting, returned, withdrawn, published, short, "long", with_photo, counted, shortfall, '
    "year_counted, result, item_count"
)
ITEM = (
    "place, piece_id, title, address, genre, sent_at, sent_state, published_at, is_published, is_live, has_photo, "
    "is_counted, why_not"
)
# What ends the line of a record that has it, in the order in which it came; records of earlier periods have none.
ADDED = {
    "compliance_closedperiod": "",
    "compliance_closedrow": "block_place, block_title",
    "compliance_closeditem": "category",
}
BOOLEANS = {"photo_required", "is_valid_throughout", "is_published", "is_live", "has_photo", "is_counted"}
MOMENTS = {"start", "end", "closed_at", "sent_at", "published_at"}


def read(columns, table, condition):
    """The canonical lines of a table, from SQL; SQLite keeps booleans as numbers and moments as text in UTC."""
    names, added = names_in(columns), names_in(ADDED[table])
    wanted = ", ".join(["id", columns, *added])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {wanted} FROM {table} WHERE {condition}")
        rows = cursor.fetchall()
    return [(key, line(said(dict(zip([*names, *added], values, strict=True)), added))) for key, *values in rows]


def names_in(columns):
    return [name.strip().strip('"') for name in columns.split(",") if name]


def said(values, added):
    """What the line of a record with these `values` says: of the `added` names those that have something."""
    return [plain(name, value) for name, value in values.items() if name not in added or value is not None]


def plain(name, value):
    if value is None:
        return None
    if name in BOOLEANS:
        return bool(value)
    if name in MOMENTS:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
        moment = moment.replace(tzinfo=None) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"
    return str(value) if isinstance(value, datetime.date) else value


def line(values):
    return "[" + ",".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


def sha256(lines):
    return hashlib.sha256(b"\n".join(text.encode() for text in lines)).hexdigest()


def digest_of(key):
    """The check sum of the closed period with this primary key, from its own line, its rows' and their items'."""
    [(_key, own)] = read(PERIOD, "compliance_closedperiod", f"id = {key}")
    sums = []
    for row, text in read(ROW, "compliance_closedrow", f"period_id = {key} ORDER BY place"):
        items = read(ITEM, "compliance_closeditem", f"row_id = {row} ORDER BY place")
        sums.append(sha256([text, *(item for _key, item in items)]))
    return sha256([own, *sums])
