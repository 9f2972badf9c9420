"""Wagtail's admin, without the workflow mails that it sends by rules of its own: ours replace them."""

from django.core.exceptions import ImproperlyConfigured
from wagtail.admin.apps import WagtailAdminAppConfig
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

WAGTAIL_MAILS = (
    (workflow_submitted, "workflow_state_submitted_email_notification"),
    (workflow_rejected, "workflow_state_rejected_email_notification"),
    (workflow_approved, "workflow_state_approved_email_notification"),
)


class NewsroomAdminConfig(WagtailAdminAppConfig):
    def ready(self):
        """Wagtail connects its mails here, so they can be disconnected only after it."""
        super().ready()
        disconnect_wagtail_mails()
        hide_their_switches()


def disconnect_wagtail_mails():
    """A handler that is not there any more is an error."""
    from wagtail.models import WorkflowState

    for signal, uid in WAGTAIL_MAILS:
        if not signal.disconnect(sender=WorkflowState, dispatch_uid=uid):
            raise ImproperlyConfigured(f"Wagtail no longer connects {uid}: look for the mails that it sends now.")


def hide_their_switches():
    """An account's own screen would offer to switch off mails that are never sent, some of them about comments."""
    from wagtail.admin.views.account import NotificationsSettingsPanel

    NotificationsSettingsPanel.is_active = lambda panel: False
