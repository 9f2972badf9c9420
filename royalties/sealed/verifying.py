"""Whether what was approved is still what was approved: the check sums, computed again (docs/royalties.md)."""

from royalties.models import PaymentList, RoyaltyTable
from royalties.sealed.check_sums import list_check_sum, table_check_sum


def approved_papers():
    """(paper, its check sum computed now) of each approved table and list, oldest first."""
    for table in RoyaltyTable.objects.filter(approved_at__isnull=False).order_by("approved_at", "pk"):
        yield table, table_check_sum(table)
    for payment_list in PaymentList.objects.filter(approved_at__isnull=False).order_by("approved_at", "pk"):
        yield payment_list, list_check_sum(payment_list)
