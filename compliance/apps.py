from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from compliance.closing.seals import SEALED
from submissions.public.places import public_changed


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = _("Compliance")

    def ready(self):
        SEALED.connect(self)
        for name in ("ClosedPeriod", "PublicSupply"):
            post_save.connect(tell_public, sender=self.get_model(name), dispatch_uid="compliance.public_supply")


def tell_public(sender, **kwargs):
    """Whoever keeps public pages learns that those of `compliance.public_supply` are others now."""
    public_changed.send(sender)
