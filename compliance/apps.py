from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = _("Compliance")

    def ready(self):
        from compliance.closing.sealing import seal, unseal

        pre_migrate.connect(unseal, sender=self, dispatch_uid="compliance.unseal")
        post_migrate.connect(seal, sender=self, dispatch_uid="compliance.seal")
