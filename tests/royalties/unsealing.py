"""What is approved taken away behind the back of the models and the triggers."""

from django.db import connection

from royalties.sealed.seals import SEALED

# What refers to others comes first.
TABLES = (
    "royalties_unclaimednotice",
    "royalties_unclaimedreversal",
    "royalties_unclaimedpayment",
    "royalties_sendingback",
    "royalties_disbursement",
    "royalties_listedtable",
    "royalties_paymentline",
    "royalties_paymentlist",
    "royalties_royaltyline",
    "royalties_royaltytable",
    "royalties_maintenancecost",
)


def take_away():
    """Empty the sealed tables, and seal them again: SQLite's triggers let no test's tables be flushed."""
    SEALED.lift(using=connection.alias)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
    SEALED.put(using=connection.alias)
