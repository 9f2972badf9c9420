from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from royalties.sealed.seals import SEALED


class RoyaltiesConfig(AppConfig):
    name = "royalties"
    verbose_name = _("Royalties")

    def ready(self):
        from royalties import checks
        from royalties.assessing import signals

        checks.register_checks()
        SEALED.connect(self)
        signals.connect()
