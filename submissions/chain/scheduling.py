"""Publishing at the set time: each piece once, however many runs start at the same moment."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due():
    """Publish every revision whose time has come; returns (published, failed) as two numbers.

    Wagtail's own loop reads the list once and publishes from it, so two runs at once published twice. Here each
    page's row is taken first, and whether the revision is still due is asked under it. One that fails is logged,
    undone by itself, and tried again by the next run.
    """
    published = failed = 0
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    for number, page in due.values_list("pk", "object_id"):
        try:
            published += publish_once(number, page_id=page)
        except Exception:
            logger.exception("Scheduled publishing of revision %s failed", number)
            failed += 1
    return published, failed


@transaction.atomic
def publish_once(number, *, page_id):
    """Publish revision `number` of page `page_id` if it is still due; returns whether it was published now."""
    Page.objects.select_for_update(of=("self",)).get(pk=page_id)
    revision = Revision.objects.filter(pk=number, approved_go_live_at__lte=timezone.now()).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
