"""The words of urgent alerts at the head of every page, and when pages change by themselves because of them."""

from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from home.models import AlertPage
from home.models.alerts import shown_now, turns_ahead
from home.page_cache.version import turn_at


def connect():
    """Connect ours; called once, when this app is ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(on_alert, sender=AlertPage, dispatch_uid="home.frame.alerts")


def on_alert(sender, **kwargs):
    """Behind the commit, so that what others see by then is what is counted with."""
    transaction.on_commit(note_turns, robust=True)


def note_turns():
    turn_at(turns_ahead())


def words_of_alerts():
    """What stands at the head of every page now: [AlertPage, …]."""
    return shown_now()
