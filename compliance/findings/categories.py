"""What a period published under each category, for part I of the report."""

from collections import Counter

from compliance.counting.pieces import pieces_behind
from compliance.models import ClosedItem
from vietnamese.collation import collation_key


def by_category(report, *, ledger):
    """[(title of the category, number of pieces)] of what `report` counts as published, the most first; one query.

    Of a closed period as it was closed; nothing for one closed before items kept their category.
    """
    if report.closed:
        listed = ClosedItem.objects.filter(row__period=report.closed, is_published=True)
        titles = listed.order_by().values_list("category", flat=True)
    else:
        units = [row.unit for row in report.rows]
        found = pieces_behind("published", period=report.period, units=units, ledger=ledger)
        titles = found.order_by().values_list("category__title", flat=True)
    numbers = Counter(title for title in titles if title)
    return sorted(numbers.items(), key=lambda item: (-item[1], collation_key(item[0])))
