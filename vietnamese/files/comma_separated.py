"""Tables as CSV that a spreadsheet opens rightly and safely: UTF-8 with a byte order mark, no formulas."""

import csv
import io

# What a spreadsheet would take for a formula when it opens a CSV.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_table(headings, rows):
    """The file (bytes) of a table: `headings` (texts) and `rows` of texts and numbers."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in [headings, *rows]:
        writer.writerow([neutralised(value) for value in row])
    return target.getvalue().encode("utf-8-sig")


def neutralised(value):
    """`value` so that no spreadsheet runs it: numbers as they are, text that looks like a formula quoted."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
