from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoorsConfig(AppConfig):
    name = "doors"
    verbose_name = _("Log-in and security")

    def ready(self):
        from doors import checks
        from doors.presence import sessions

        checks.register_checks()
        sessions.connect()
