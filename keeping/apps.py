from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    name = "keeping"
    verbose_name = _("Backups")

    def ready(self):
        from keeping.checks import register_checks
        from keeping.keys.secret import write_first_mark

        register_checks()
        post_migrate.connect(write_first_mark, sender=self)
