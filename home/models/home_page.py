"""The page at the root of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.front.front_page import front_page
from submissions.models import NewsIndexPage
from submissions.models.tree import FindsTypedChildren


class HomePage(FindsTypedChildren, Page):
    """The front page of the site."""

    max_count = 1
    subpage_types = ["submissions.NewsIndexPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def typed_children(self):
        return NewsIndexPage.objects.child_of(self)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | front_page()
