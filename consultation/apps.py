from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from consultation.sealed import SEALED


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = _("Public consultation")

    def ready(self):
        SEALED.connect(self)
