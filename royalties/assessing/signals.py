"""A piece that is taken down leaves the tables that are still open; on approved ones nothing changes."""

from django.db import transaction
from wagtail.signals import page_unpublished

from royalties.models import RoyaltyLine, RoyaltyTable
from submissions.models import NewsPage


def connect():
    """Called once, when this app is ready."""
    page_unpublished.connect(on_taken_down, sender=NewsPage, dispatch_uid="royalties.taken_down")


@transaction.atomic
def on_taken_down(sender, instance, **kwargs):
    """Waits for who is approving such a table at this moment: an approved one is then left as it is."""
    concerned = RoyaltyTable.objects.filter(lines__piece_id=instance.pk)
    still_open = RoyaltyTable.objects.filter(pk__in=concerned.values("pk"), approved_at__isnull=True)
    lines = RoyaltyLine.objects.filter(piece_id=instance.pk, table__in=list(still_open.select_for_update()))
    lines.exclude(kind__in=RoyaltyLine.CORRECTIONS).delete()
