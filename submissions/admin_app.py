"""Wagtail's admin, without the workflow mails that it sends by rules of its own: ours replace them."""

from wagtail.admin.apps import WagtailAdminAppConfig


class NewsroomAdminConfig(WagtailAdminAppConfig):
    def ready(self):
        """Wagtail connects its mails here, so they can be disconnected only after it."""
        from submissions.signals import disconnect_wagtail_mails

        super().ready()
        disconnect_wagtail_mails()
