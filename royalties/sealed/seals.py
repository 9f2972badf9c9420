"""What is approved, and refused by the database itself when somebody changes it (submissions/kept/sealing.py)."""

from submissions.kept.sealing import Seal, Seals


def paper(table, *, locked):
    """A Seal of `table`, a row of which is locked as soon as `locked` (SQL on OLD) is true of it."""
    return Seal(table=table, update=locked, delete=locked)


def unless(other):
    """SQL on NEW: whether the table `other` says of the same payment list how it ended."""
    return f"EXISTS (SELECT 1 FROM {other} WHERE payment_list_id = NEW.payment_list_id)"


# Of a list that was sent back, its tables are released, and nothing else of a row changes.
RELEASED = (
    "EXISTS (SELECT 1 FROM royalties_sendingback WHERE payment_list_id = OLD.payment_list_id)"
    " AND NEW.id = OLD.id AND NEW.payment_list_id = OLD.payment_list_id"
    " AND OLD.table_id IS NOT NULL AND NEW.table_id IS NULL AND COALESCE(NEW.released_id, 0) = OLD.table_id"
)


# Of an amount that nobody collected, what was entered by mistake about its end is taken off, and nothing else changes:
# with the row that keeps it, as it was.
KEPT_ENDING = " AND ".join(
    f"COALESCE(CAST(r.{name} AS text), '') = COALESCE(CAST(OLD.{name} AS text), '')"
    for name in ("outcome", "ended_on", "document", "budget_year", "ended_by_id", "ended_at")
)
TAKEN_BACK = (
    "OLD.outcome IN ('collected', 'transferred') AND NEW.outcome = '' AND NEW.ended_by_id IS NULL"
    " AND NEW.ended_at IS NULL AND NEW.id = OLD.id AND NEW.line_id = OLD.line_id"
    " AND NEW.waits_since = OLD.waits_since AND NEW.reason = OLD.reason"
    " AND NEW.entered_at = OLD.entered_at AND NEW.entered_by_id = OLD.entered_by_id"
    f" AND EXISTS (SELECT 1 FROM royalties_unclaimedreversal r WHERE r.unclaimed_id = OLD.id AND {KEPT_ENDING})"
)


def part(table, *, of, column, but="1 = 0"):
    """A Seal of `table`, whose rows are locked, and none added, when the paper in the table `of` is approved.

    `but` (SQL on OLD and NEW) is the one change that passes.
    """
    old, new = (f"(SELECT approved_at FROM {of} WHERE id = {row}.{column}) IS NOT NULL" for row in ("OLD", "NEW"))
    return Seal(table=table, update=f"({old} OR {new}) AND NOT ({but})", delete=old, insert=new)


SEALED = Seals(
    seals=(
        paper("royalties_royaltytable", locked="OLD.approved_at IS NOT NULL"),
        part("royalties_royaltyline", of="royalties_royaltytable", column="table_id"),
        paper("royalties_paymentlist", locked="OLD.approved_at IS NOT NULL"),
        part("royalties_paymentline", of="royalties_paymentlist", column="payment_list_id"),
        part("royalties_listedtable", of="royalties_paymentlist", column="payment_list_id", but=RELEASED),
        Seal(table="royalties_disbursement", insert=unless("royalties_sendingback")),
        Seal(table="royalties_sendingback", insert=unless("royalties_disbursement")),
        Seal(
            table="royalties_unclaimedpayment",
            update=f"OLD.outcome <> '' AND NOT ({TAKEN_BACK})",
            delete="OLD.outcome <> ''",
        ),
        Seal(table="royalties_unclaimedreversal"),
        Seal(table="royalties_unclaimednotice"),
        paper("royalties_maintenancecost", locked="OLD.state = 'paid'"),
    ),
    refusal="what is approved is neither changed nor deleted",
)
