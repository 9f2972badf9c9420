"""Tables as CSV that Excel opens rightly and safely by a double click on a Vietnamese machine, and that we read again.

There the comma divides a number from its decimals, and the semicolon columns; the mark at the beginning says UTF-8.
"""

import csv
import io
import re
from decimal import Decimal

from vietnamese.numbers import decimal
from vietnamese.text import printable

DELIMITER = ";"
# What a spreadsheet would take for a formula when it opens a CSV; the wide ones too, as some read them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Before such a text, so that it is one. Excel shows it, our own reader takes it away (`spared`).
TEXT_MARK = "'"
NUMBER = re.compile(r"-[0-9.]+(,[0-9]+)?( %)?")


def csv_table(headings, rows):
    """The file (bytes) of a table: `headings` (texts) and `rows` of texts and numbers."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=DELIMITER, lineterminator="\r\n")
    for row in [headings, *rows]:
        writer.writerow([as_cell(value) for value in row])
    return target.getvalue().encode("utf-8-sig")


def as_cell(value):
    """`value` as Excel reads it: numbers with a comma before their decimals, text that looks like a formula marked."""
    if isinstance(value, Decimal):
        return decimal(value, grouped=False)
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"{TEXT_MARK}{text}" if text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text) else text


def spared(cell):
    """What `as_cell` made `cell` (a text) of."""
    return cell[1:] if cell.startswith(TEXT_MARK) and cell[1:].startswith(FORMULA_STARTS) else cell
