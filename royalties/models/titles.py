"""Under which titles the papers of royalties are signed: every office has its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def title(label, default):
    return models.CharField(label, max_length=80, default=default)


@register_setting(icon="pick", order=335)
class RoyaltyTitles(BaseGenericSetting):
    """The titles above the signatures; papers write them in capitals."""

    preparer = title(_("who prepares the table"), "Người chấm")
    table_approver = title(_("who approves the coefficients"), "Trưởng Ban Biên tập")
    list_maker = title(_("who draws up the payment list"), "Người lập biểu")
    accountant = title(_("who checks the payment list"), "Kế toán")
    office_head = title(_("who approves the payment"), "Thủ trưởng đơn vị")

    panels = [
        MultiFieldPanel([FieldRowPanel([FieldPanel("preparer"), FieldPanel("table_approver")])], _("Royalty table")),
        MultiFieldPanel(
            [FieldPanel("list_maker"), FieldRowPanel([FieldPanel("accountant"), FieldPanel("office_head")])],
            _("Payment list"),
        ),
    ]

    class Meta:
        verbose_name = _("signatures under royalty papers")
        verbose_name_plural = _("signatures under royalty papers")
        default_permissions = ("change",)
