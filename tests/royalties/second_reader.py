"""A second reader of approved papers: makes the check sums again from SQL alone, as docs/royalties.md has them."""

import datetime
import hashlib
import json
from decimal import Decimal

from django.db import connection

# Written out once more, from docs/royalties.md, and not taken from the code that is tested.
TABLE = (
    "kind, first_day, last_day, source_id, budget_year, submitted_at, approved_at, prepared_by_name, "
    "approved_by_name, line_count, total"
)
TABLE_LINE = (
    "place, piece_id, kind, author_id, signed_as, author_name, title, address, unit_id, unit_name, genre, origin, "
    "with_photo, published_at, share, coefficient, usual_coefficient, factor, unit_value, applied, base, percent, "
    "reason, unpaid_because, corrects_id, amount"
)
LIST = (
    "pay_day, checked_at, approved_at, created_by_name, checked_by_name, approved_by_name, threshold, rate, "
    "line_count, gross, tax, net"
)
LIST_LINE = (
    "place, author_id, author_name, unit_id, unit_name, kind, piece_count, gross, tax, net, bank, tax_code, "
    "identity_number, bank_account"
)
# They end a line that has them filled.
ADDED = {
    "royalties_royaltyline": "decision_number, decision_date, surcharge, proposed",
    "royalties_paymentline": "mark, day_gross, day_tax",
}
BOOLEANS = {"with_photo"}
MOMENTS = {"submitted_at", "approved_at", "checked_at", "published_at"}
DECIMALS = {"coefficient", "usual_coefficient", "factor", "applied", "percent", "rate"}


def table_digest(key):
    """The check sum of the approved table with this primary key."""
    own = lines_of(TABLE, "royalties_royaltytable", f"id = {key}")
    return sha256([*own, *lines_of(TABLE_LINE, "royalties_royaltyline", f"table_id = {key} ORDER BY place")])


def list_digest(key):
    """The check sum of the approved list with this primary key, over those of its tables and over its lines."""
    own = lines_of(LIST, "royalties_paymentlist", f"id = {key}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT royalties_royaltytable.digest FROM royalties_listedtable "
            "JOIN royalties_royaltytable ON royalties_royaltytable.id IN (table_id, released_id) "
            f"WHERE payment_list_id = {key} ORDER BY royalties_royaltytable.id"
        )
        tables = [digest for (digest,) in cursor.fetchall()]
    lines = lines_of(LIST_LINE, "royalties_paymentline", f"payment_list_id = {key} ORDER BY place")
    return sha256([*own, *tables, *lines])


def lines_of(columns, table, condition):
    names = [name.strip() for name in columns.split(",")]
    added = [name.strip() for name in ADDED.get(table, "").split(",") if name]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*names, *added])} FROM {table} WHERE {condition}")
        rows = cursor.fetchall()
    lines = []
    for row in rows:
        later = [(name, value) for name, value in zip(added, row[len(names) :], strict=True) if value is not None]
        filled = [*names, *(name for name, _value in later)]
        lines.append(line(filled, [*row[: len(names)], *(value for _name, value in later)]))
    return lines


def line(names, row):
    values = [plain(name, value) for name, value in zip(names, row, strict=True)]
    return "[" + ",".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


def plain(name, value):
    """SQLite keeps booleans and decimals as numbers, and moments as text in UTC."""
    if value is None:
        return None
    if name in BOOLEANS:
        return bool(value)
    if name in DECIMALS:
        whole, _point, rest = f"{Decimal(str(value)):f}".partition(".")
        return f"{whole}.{rest.rstrip('0')}".removesuffix(".")
    if name in MOMENTS:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
        moment = moment.replace(tzinfo=None) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"
    return str(value) if isinstance(value, datetime.date) else value


def sha256(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
