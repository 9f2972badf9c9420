from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Public site")

    def ready(self):
        from home.finding.site_address import keep_site_address
        from home.frame import alerts
        from home.page_cache import events
        from home.search import indexing
        from home.sharing import drawing

        # First of all that waits for the commit: nothing may keep a piece that was taken down in sight.
        events.connect()
        alerts.connect()
        drawing.connect()
        indexing.connect()
        post_migrate.connect(keep_site_address, sender=self)
