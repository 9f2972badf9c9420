from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from feedback.sealed import SEALED


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Questions of citizens")

    def ready(self):
        SEALED.connect(self)
