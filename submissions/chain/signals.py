"""What follows from Wagtail's own events: mails, files held, photos drawn."""

from wagtail.signals import page_published, page_unpublished, task_rejected, task_submitted

from submissions.body import piece_files
from submissions.chain import drawing, notifications
from submissions.models import ClearanceState, NewsPage


def connect():
    """Connect ours; called once, when this app is ready."""
    task_submitted.connect(on_step_started, sender=ClearanceState, dispatch_uid="submissions.step_started")
    task_rejected.connect(on_sent_back, sender=ClearanceState, dispatch_uid="submissions.sent_back")
    page_published.connect(on_published, sender=NewsPage, dispatch_uid="submissions.published")
    page_unpublished.connect(on_taken_down, sender=NewsPage, dispatch_uid="submissions.taken_down")


def on_step_started(sender, instance, user, **kwargs):
    notifications.step_started(instance, user=user)


def on_sent_back(sender, instance, user, **kwargs):
    notifications.sent_back(instance, user=user)


def on_published(sender, instance, **kwargs):
    if instance.live:
        piece_files.hand_files_to_board(instance)
        drawing.have_drawn(instance)
        notifications.published(instance)


def on_taken_down(sender, instance, **kwargs):
    drawing.have_taken_away(instance)
