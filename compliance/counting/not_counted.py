"""What keeps a piece that is still being written from counting, told while it can be put right."""

from django.utils.translation import gettext as _

from compliance.counting.counting import empty_row
from compliance.counting.queries import with_exemptions
from compliance.counting.quota_book import QuotaBook
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.body.blocks import image_ids
from submissions.models import NewsPage, Unit


def not_counted_because(page):
    """Sentences for `page` (a version as a NewsPage): by the minimum in force for its unit in the running period.

    The conditions of counts.COUNTABLE that the writer can do something about; none where nothing is asked of the unit.
    """
    period = ReportingPeriod.current(rules=all_rules())
    unit = with_exemptions(Unit.objects.filter(pk=page.unit_id), day=period.last_day).get()
    row = empty_row(unit, period=period, book=QuotaBook(), exempt_because=unit.exempt_because)
    if row.minimum == 0:
        return []
    sentences = []
    if row.needs_photo and not any(image_ids(page.body)):
        sentences.append(_("There is no photo: this piece will not count towards the minimum."))
    if page.origin == NewsPage.Origin.REPRINTED:
        sentences.append(_("It is reprinted from another press body: this piece will not count towards the minimum."))
    return sentences
