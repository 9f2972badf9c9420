"""Wagtail's admin, without the workflow mails that it sends by rules of its own: ours replace them."""

from wagtail.admin.apps import WagtailAdminAppConfig


class NewsroomAdminConfig(WagtailAdminAppConfig):
    def ready(self):
        """Wagtail connects its mails here, so they can be disconnected only after it."""
        from submissions.signals import disconnect_wagtail_mails

        super().ready()
        disconnect_wagtail_mails()
        hide_their_switches()


def hide_their_switches():
    """An account's own screen would offer to switch off mails that are never sent, some of them about comments."""
    from wagtail.admin.views.account import NotificationsSettingsPanel

    NotificationsSettingsPanel.is_active = lambda panel: False
