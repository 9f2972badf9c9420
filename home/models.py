"""The public face's own pages, and what its head and foot say about the agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from home.front import front_page
from home.search.entry import SearchEntry

__all__ = ["AgencyDetails", "HomePage", "SearchEntry"]


class HomePage(Page):
    """The front page of the site."""

    max_count = 1
    subpage_types = ["submissions.NewsIndexPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | front_page()


@register_setting(icon="home")
class AgencyDetails(BaseSiteSetting):
    """Who runs the site and how to reach them, as Circular 32/2017/TT-BTTTT, Article 16, wants it on every page."""

    agency = models.CharField(_("agency"), max_length=150, default="Ủy ban nhân dân thành phố Phan Thiết")
    site_name = models.CharField(_("name of the site"), max_length=150, default="Trang Thông tin điện tử")
    responsible = models.CharField(
        _("responsible for the content"),
        max_length=150,
        default="Trưởng Ban Biên tập Trang Thông tin điện tử thành phố",
    )
    address = models.CharField(_("address"), max_length=255, default="Thành phố Phan Thiết, tỉnh Bình Thuận")
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), default="bbt@phanthiet.example")
    description = models.CharField(
        _("description for search engines"),
        max_length=250,
        default="Tin tức, thông báo và hoạt động của các cơ quan, đơn vị, phường, xã thành phố Phan Thiết.",
    )

    panels = [
        MultiFieldPanel([FieldPanel("agency"), FieldPanel("site_name"), FieldPanel("description")], _("Head")),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("address"), FieldPanel("telephone"), FieldPanel("email")],
            _("Foot"),
        ),
    ]

    class Meta:
        verbose_name = _("agency and contact")
        verbose_name_plural = _("agency and contact")
