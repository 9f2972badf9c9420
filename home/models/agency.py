"""What head and foot of every page say about the agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


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

    def __str__(self):
        return f"{self.site_name} {self.agency}"
