from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from royalties.sealed.sealing import seal, unseal


class RoyaltiesConfig(AppConfig):
    name = "royalties"
    verbose_name = _("Royalties")

    def ready(self):
        from royalties import signals

        pre_migrate.connect(unseal, sender=self, dispatch_uid="royalties.unseal")
        post_migrate.connect(seal, sender=self, dispatch_uid="royalties.seal")
        signals.connect()
