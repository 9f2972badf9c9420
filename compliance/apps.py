from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from compliance.closing.seals import SEALED


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = _("Compliance")

    def ready(self):
        SEALED.connect(self)
