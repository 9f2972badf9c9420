"""The check sums of approved tables and lists: over the paper's own line and its lines by place (docs/royalties.md).

Encrypted fields are covered as they are stored, so that a check needs no key.
"""

from submissions.kept.canonical import canonical_line, check_sum

TABLE = (
    "kind",
    "first_day",
    "last_day",
    "source_id",
    "budget_year",
    "submitted_at",
    "approved_at",
    "prepared_by_name",
    "approved_by_name",
    "line_count",
    "total",
)
TABLE_LINE = (
    "place",
    "piece_id",
    "kind",
    "author_id",
    "signed_as",
    "author_name",
    "title",
    "address",
    "unit_id",
    "unit_name",
    "genre",
    "origin",
    "with_photo",
    "published_at",
    "share",
    "coefficient",
    "usual_coefficient",
    "factor",
    "unit_value",
    "applied",
    "base",
    "percent",
    "reason",
    "unpaid_because",
    "corrects_id",
    "amount",
)
LIST = (
    "pay_day",
    "checked_at",
    "approved_at",
    "created_by_name",
    "checked_by_name",
    "approved_by_name",
    "threshold",
    "rate",
    "line_count",
    "gross",
    "tax",
    "net",
)
LIST_LINE = (
    "place",
    "author_id",
    "author_name",
    "unit_id",
    "unit_name",
    "kind",
    "piece_count",
    "gross",
    "tax",
    "net",
    "bank",
    "stored_tax_code",
    "stored_identity_number",
    "stored_bank_account",
)
# Kept since a later version of the site: they end the line of a record that has them, in the order in which they came;
# what was approved before has null there, and reads as it did.
ADDED_TO_TABLE = ()
ADDED_TO_TABLE_LINE = ("decision_number", "decision_date", "surcharge", "proposed")
ADDED_TO_LIST = ()
ADDED_TO_LIST_LINE = ("mark", "day_gross", "day_tax")


def table_check_sum(table):
    """The check sum (str) of a RoyaltyTable with its lines, as the database has them."""
    return sum_of_table(table, table.lines.order_by("place"))


def list_check_sum(payment_list):
    """The check sum (str) of a PaymentList with its tables and lines, as the database has them."""
    tables = payment_list.tables.values_list("digest", flat=True)
    return sum_of_list(payment_list, tables, payment_list.lines.order_by("place").with_stored_tokens())


def sum_of_table(table, lines):
    """The check sum of `table` with `lines`, which are in order of place."""
    lines = (canonical_line(line, TABLE_LINE, ADDED_TO_TABLE_LINE) for line in lines)
    return check_sum(canonical_line(table, TABLE, ADDED_TO_TABLE), *lines)


def sum_of_list(payment_list, tables, lines):
    """The check sum of `payment_list` with the check sums of its `tables`, and `lines` in order of place."""
    lines = (canonical_line(line, LIST_LINE, ADDED_TO_LIST_LINE) for line in lines)
    return check_sum(canonical_line(payment_list, LIST, ADDED_TO_LIST), *tables, *lines)
