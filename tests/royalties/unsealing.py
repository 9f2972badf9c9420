"""What is approved taken away behind the back of the models and the triggers."""

from django.db import connection

from royalties.sealed import sealing

# What refers to others comes first.
TABLES = (
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
    with connection.cursor() as cursor:
        for trigger in sealing.triggers():
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger['table']}_locked_{trigger['action']}")
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
    sealing.seal(sender=None, using=connection.alias)
