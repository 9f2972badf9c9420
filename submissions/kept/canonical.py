"""Records in a canonical form, and check sums over it: what is closed or approved proves that nobody changed it.

A record is one line: a JSON array of its fields in a given order, in UTF-8, without blanks, letters as they are;
moments in UTC with microseconds, dates as YYYY-MM-DD, decimals as text without zeros at the end. A check sum is the
SHA-256 of such lines, joined by "\\n", in hexadecimal.
"""

import datetime
import hashlib
import json
from decimal import Decimal


def canonical_line(record, names, added=()):
    """The fields `names` of `record` as one line (str), and after them those of `added` that the record has.

    A field that is kept since a later version is one of `added`, and null where it was not kept: a record from before
    reads as it did, and its check sum stays.
    """
    names = (*names, *(name for name in added if getattr(record, name) is not None))
    values = [_plain(getattr(record, name)) for name in names]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def check_sum(*lines):
    """The check sum (str, 64 hexadecimal digits) of `lines`."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value.as_tuple().exponent < 0 else f"{value:f}"
    return value
