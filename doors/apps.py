from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoorsConfig(AppConfig):
    name = "doors"
    verbose_name = _("Log-in and security")

    def ready(self):
        from doors import checks
        from doors.factors import factors
        from doors.presence import sessions
        from submissions.kept.encrypted import WRITTEN_ANEW

        checks.register_checks()
        sessions.connect()
        if factors.encrypt_anew not in WRITTEN_ANEW:
            WRITTEN_ANEW.append(factors.encrypt_anew)
