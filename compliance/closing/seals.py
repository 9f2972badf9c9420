"""What is closed, and refused by the database itself when somebody changes it (submissions/kept/sealing.py).

What a period was closed with is complete when its transaction ends: `row_count` and `item_count` say how much that is,
and nothing more is taken in.
"""

from submissions.kept.sealing import Seal, Seals


def complete(table, *, of, column, number):
    """A Seal of `table` that takes no more rows for one in the table `of` than that one's `number` says."""
    there = f"(SELECT COUNT(*) FROM {table} WHERE {column} = NEW.{column})"
    return Seal(table=table, insert=f"{there} >= (SELECT {number} FROM {of} WHERE id = NEW.{column})")


SEALED = Seals(
    seals=(
        Seal(table="compliance_closedperiod"),
        complete("compliance_closedrow", of="compliance_closedperiod", column="period_id", number="row_count"),
        complete("compliance_closeditem", of="compliance_closedrow", column="row_id", number="item_count"),
    ),
    refusal="closed figures are neither changed nor deleted",
    unused=("compliance_refuse_sealed", "compliance_closedrow_refuse_more", "compliance_closeditem_refuse_more"),
)
