"""The public face's own pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The front page of the site."""

    max_count = 1
    subpage_types = ["submissions.NewsIndexPage"]

    class Meta:
        verbose_name = _("home page")
