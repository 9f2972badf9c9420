"""What the office sets: until when the list of officers is due, how its documents are headed, which photos it takes."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="date", order=320)
class RegisterDeadline(BaseGenericSetting):
    """Before which day each unit registers who is in charge; the letter 2485/UBND-VX, point 1, unless changed."""

    day = models.DateField(
        _("due before the day"),
        default=datetime.date(2019, 4, 10),
        help_text=_("The day itself is already late, as in “trước ngày 10/4/2019”."),
    )
    legal_basis = models.CharField(
        _("legal basis"), max_length=200, default="Công văn số 2485/UBND-VX ngày 04/4/2019, điểm 1", blank=True
    )

    panels = [FieldPanel("day"), FieldPanel("legal_basis")]

    class Meta:
        verbose_name = _("deadline of the list of officers")
        verbose_name_plural = _("deadlines of the list of officers")
        default_permissions = ("change",)

    def days_left(self, day):
        """How many days (int) remain on `day`, itself included: 1 on the last one, 0 or less when it is over."""
        return (self.day - day).days


@register_setting(icon="doc-full", order=330)
class Letterhead(BaseGenericSetting):
    """Who issues the official documents that are made here, where, and who signs them.

    The office that runs the desk is a role and changes its name with every reform, so none is written into the code.
    """

    parent = models.CharField(_("superior agency"), max_length=150, default="UBND thành phố Phan Thiết")
    agency = models.CharField(_("agency that issues it"), max_length=150, default="Phòng Văn hóa và Thông tin")
    symbol = models.CharField(
        _("abbreviation of the agency"),
        max_length=20,
        default="VHTT",
        help_text=_("In the numbers of documents, as in 05/BC-VHTT."),
    )
    place = models.CharField(_("place name"), max_length=60, default="Phan Thiết")
    authority = models.CharField(
        _("on whose behalf"),
        max_length=100,
        blank=True,
        help_text=_("Above the post, where the signer does not sign as head: KT., TL., TUQ. …"),
    )
    signer_post = models.CharField(_("post of the signer"), max_length=100, default="Trưởng phòng")
    signer_name = models.CharField(_("full name of the signer"), max_length=100, blank=True)
    parent_symbol = models.CharField(
        _("abbreviation in its documents"),
        max_length=20,
        default="UBND-VX",
        help_text=_("In the number of the letter of correction, as in 2485/UBND-VX."),
    )
    parent_authority = models.CharField(_("on whose behalf"), max_length=100, default="TM. Ủy ban nhân dân", blank=True)
    parent_signer_post = models.CharField(_("post of the signer"), max_length=100, default="Chủ tịch")
    parent_signer_name = models.CharField(_("full name of the signer"), max_length=100, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("parent"),
                FieldPanel("agency"),
                FieldRowPanel([FieldPanel("symbol"), FieldPanel("place")]),
            ],
            _("Head of the document"),
        ),
        MultiFieldPanel(
            [FieldPanel("authority"), FieldRowPanel([FieldPanel("signer_post"), FieldPanel("signer_name")])],
            _("Signature"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("parent_symbol"),
                FieldPanel("parent_authority"),
                FieldRowPanel([FieldPanel("parent_signer_post"), FieldPanel("parent_signer_name")]),
            ],
            _("Letters that the superior agency signs"),
        ),
    ]

    class Meta:
        verbose_name = _("official documents")
        verbose_name_plural = _("official documents")
        default_permissions = ("change",)


@register_setting(icon="image", order=340)
class PhotoRules(BaseGenericSetting):
    """What the office asks of a photo."""

    least_side = models.PositiveIntegerField(
        _("least length of the longer side (pixels)"),
        default=600,
        help_text=_("Smaller photos are refused with a sentence. 0 takes every size; readers are shown up to 1,200."),
    )

    panels = [FieldPanel("least_side")]

    class Meta:
        verbose_name = _("what photos must be like")
        verbose_name_plural = _("what photos must be like")
        default_permissions = ("change",)
