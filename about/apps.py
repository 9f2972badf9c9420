from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published, page_unpublished


class AboutConfig(AppConfig):
    name = "about"
    verbose_name = _("Introduction of the place")

    def ready(self):
        from about.photos.drawing import on_published, on_unpublished

        page_published.connect(on_published, dispatch_uid="about.photos")
        page_unpublished.connect(on_unpublished, dispatch_uid="about.photos")
