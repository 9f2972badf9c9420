from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("News and units")

    def ready(self):
        from submissions import admin_fields, checks, policies, signals  # registers on import
        from vietnamese.database import teach_sqlite

        teach_sqlite()
        admin_fields.register()
        policies.install()
        signals.connect()
        checks.register_checks()
