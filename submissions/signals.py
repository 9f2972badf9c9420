"""What follows from Wagtail's own events: mails, files held, photos made ready. Wagtail's workflow mails give way."""

from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.signals import (
    page_published,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

WAGTAIL_MAILS = (
    (workflow_submitted, "workflow_state_submitted_email_notification"),
    (workflow_rejected, "workflow_state_rejected_email_notification"),
    (workflow_approved, "workflow_state_approved_email_notification"),
)


def disconnect_wagtail_mails():
    """Called once Wagtail's admin is ready (admin_app.py). A handler that is not there any more is an error."""
    from wagtail.models import WorkflowState

    for signal, uid in WAGTAIL_MAILS:
        if not signal.disconnect(sender=WorkflowState, dispatch_uid=uid):
            raise ImproperlyConfigured(f"Wagtail no longer connects {uid}: look for the mails that it sends now.")


def connect():
    """Connect ours; called once, when this app is ready."""
    from submissions.models import ClearanceState, NewsPage

    task_submitted.connect(on_step_started, sender=ClearanceState, dispatch_uid="submissions.step_started")
    task_rejected.connect(on_sent_back, sender=ClearanceState, dispatch_uid="submissions.sent_back")
    page_published.connect(on_published, sender=NewsPage, dispatch_uid="submissions.published")


def on_step_started(sender, instance, user, **kwargs):
    from submissions import notifications

    notifications.step_started(instance, user=user)


def on_sent_back(sender, instance, user, **kwargs):
    from submissions import notifications

    notifications.sent_back(instance, user=user)


def on_published(sender, instance, **kwargs):
    from submissions import files, notifications, renditions

    if instance.live:
        files.hand_files_to_board(instance)
        transaction.on_commit(partial(renditions.make_ready, instance.pk), robust=True)
        notifications.published(instance)
