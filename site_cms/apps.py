from django.apps import AppConfig

from site_cms import checks, logs


class SiteConfig(AppConfig):
    name = "site_cms"

    def ready(self):
        checks.register_checks()
        logs.guard_access_log()
