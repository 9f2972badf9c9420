from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoorsConfig(AppConfig):
    name = "doors"
    verbose_name = _("Log-in and security")

    def ready(self):
        from doors import checks
        from doors.factors import factors
        from doors.presence import sessions
        from doors.resetting import administrators
        from submissions.kept.encrypted import ELSEWHERE, KeptElsewhere

        checks.register_checks()
        sessions.connect()
        administrators.connect()
        ELSEWHERE.add(KeptElsewhere(factors.Authenticator, factors.secrets, factors.encrypt_anew))
