"""What is approved, and refused by the database itself when somebody changes it (submissions/kept/sealing.py)."""

from submissions.kept.sealing import Seal, Seals


def paper(table, *, locked):
    """A Seal of `table`, a row of which is locked as soon as `locked` (SQL on OLD) is true of it."""
    return Seal(table=table, update=locked, delete=locked)


def part(table, *, of, column):
    """A Seal of `table`, whose rows are locked, and none added, when the paper in the table `of` is approved."""
    old, new = (f"(SELECT approved_at FROM {of} WHERE id = {row}.{column}) IS NOT NULL" for row in ("OLD", "NEW"))
    return Seal(table=table, update=f"{old} OR {new}", delete=old, insert=new)


SEALED = Seals(
    seals=(
        paper("royalties_royaltytable", locked="OLD.approved_at IS NOT NULL"),
        part("royalties_royaltyline", of="royalties_royaltytable", column="table_id"),
        paper("royalties_paymentlist", locked="OLD.approved_at IS NOT NULL"),
        part("royalties_paymentline", of="royalties_paymentlist", column="payment_list_id"),
        part("royalties_listedtable", of="royalties_paymentlist", column="payment_list_id"),
        Seal(table="royalties_disbursement"),
        paper("royalties_unclaimedpayment", locked="OLD.outcome <> ''"),
        Seal(table="royalties_unclaimednotice"),
        paper("royalties_maintenancecost", locked="OLD.state = 'paid'"),
    ),
    refusal="what is approved is neither changed nor deleted",
)
