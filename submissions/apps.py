from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("News and units")

    def ready(self):
        from submissions import admin_fields, checks, policies, signals  # registers on import

        admin_fields.register()
        policies.install()
        signals.connect()
        checks.register_checks()
