"""What follows from Wagtail's own events: mails, files held, photos drawn."""

from wagtail.signals import page_published, task_rejected, task_submitted

from submissions.body import piece_files
from submissions.chain import drawing, notifications
from submissions.models import ClearanceState, NewsPage


def connect():
    """Connect ours; called once, when this app is ready."""
    task_submitted.connect(on_step_started, sender=ClearanceState, dispatch_uid="submissions.step_started")
    task_rejected.connect(on_sent_back, sender=ClearanceState, dispatch_uid="submissions.sent_back")
    page_published.connect(on_published, sender=NewsPage, dispatch_uid="submissions.published")


def on_step_started(sender, instance, user, **kwargs):
    notifications.step_started(instance, user=user)


def on_sent_back(sender, instance, user, **kwargs):
    notifications.sent_back(instance, user=user)


def on_published(sender, instance, **kwargs):
    if instance.live:
        piece_files.hand_files_to_board(instance)
        drawing.have_drawn(instance)
        notifications.published(instance)
