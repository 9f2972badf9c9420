"""What follows from Wagtail's own events: mails, and files held. Wagtail's workflow mails are replaced by ours."""

from wagtail.models import WorkflowState
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


def connect():
    """Connect ours and disconnect Wagtail's; called once, when all apps are ready."""
    from submissions.models import ClearanceState, NewsPage

    for signal, uid in WAGTAIL_MAILS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
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
    from submissions import files, notifications

    if instance.live:
        files.hold_files_of(instance)
        notifications.published(instance)
