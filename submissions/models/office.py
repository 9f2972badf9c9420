"""What the office sets: how leaders approve, which photos it takes, when lists are due, its head."""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from submissions.media.photos import emblem_of


@register_setting(icon="success", order=310)
class ApprovalRules(BaseGenericSetting):
    """How the city's units approve their news: also their own pieces, and who is told of what waits (docs/chain.md)."""

    forbids_own_piece = models.BooleanField(
        _("nobody approves their own piece"),
        default=False,
        help_text=_(
            "A leader who wrote a piece, sent it in or is named among its authors then leaves it to another leader of "
            "the unit. Where this is not set, such an approval is marked."
        ),
    )

    remind_leader_after = models.PositiveSmallIntegerField(
        _("remind the leader after working days"),
        default=1,
        validators=[MaxValueValidator(30)],
        help_text=_("From the day on which the piece was submitted, which is not counted. 0: nobody is reminded."),
    )
    remind_others_after = models.PositiveSmallIntegerField(
        _("then the other leaders of the unit after"), default=2, validators=[MaxValueValidator(30)]
    )
    tell_desk_after = models.PositiveSmallIntegerField(
        _("then the intake desk after"),
        default=3,
        validators=[MaxValueValidator(30)],
        help_text=_("The desk is told the unit and the number of days, and nothing of the piece."),
    )

    panels = [
        FieldPanel("forbids_own_piece"),
        MultiFieldPanel(
            [
                FieldPanel("remind_leader_after"),
                FieldPanel("remind_others_after"),
                FieldPanel("tell_desk_after"),
            ],
            _("A piece that waits at the leader"),
        ),
    ]

    class Meta:
        verbose_name = _("rules of the leaders' approval")
        verbose_name_plural = _("rules of the leaders' approval")
        default_permissions = ("change",)


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


@register_setting(icon="globe", order=325)
class Locality(BaseGenericSetting):
    """How the place and its site are called in mails, papers and on the site; who gets the papers.

    City, ward or commune: the words are the office's, so that no text of ours fixes one.
    """

    emblem = models.ImageField(
        _("emblem"),
        upload_to="emblem/",
        blank=True,
        help_text=_("A square picture of at least 192 × 192 pixels. Empty: the one that the site came with."),
    )
    site_title = models.CharField(
        _("whole name of the site"),
        max_length=150,
        default="Trang Thông tin điện tử thành phố Phan Thiết",
        help_text=_("At the log-in, at the head of the back office and in mails."),
    )
    website = models.CharField(_("the site in papers"), max_length=150, default="Trang Thông tin điện tử thành phố")
    authority = models.CharField(
        _("the authority in short"),
        max_length=100,
        default="UBND thành phố",
        help_text=_("As papers speak of it, without the name of the place."),
    )
    suppliers = models.CharField(
        _("who supplies news"), max_length=150, default="cơ quan, đơn vị, phường, xã", help_text=_("In small letters.")
    )
    localities = models.CharField(
        _("heading over the places' news"),
        max_length=100,
        default="Từ các phường, xã",
        help_text=_("On the front page, over the newest piece of each place where people live."),
    )
    basis = models.CharField(
        _("by which document news is supplied"),
        max_length=200,
        default="Công văn 2485/UBND-VX ngày 04/4/2019",
        help_text=_("Named at the beginning of the letters, and proposed for new minimums."),
    )
    report_recipients = models.TextField(
        _("recipients of the monthly report"),
        default="Như trên;\nPhòng Nội vụ;\nBan Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT",
    )
    urging_recipients = models.TextField(
        _("recipients of the letter that urges"),
        default=(
            "Như trên;\nUBND thành phố Phan Thiết (để báo cáo);\n"
            "Ban Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT"
        ),
    )
    correcting_recipients = models.TextField(
        _("recipients of the letter that corrects"),
        default=(
            "Như trên;\nTT. Thành ủy, HĐND thành phố (để báo cáo);\nCT, các PCT UBND thành phố;\nPhòng Nội vụ;\n"
            "Phòng Văn hóa và Thông tin;\nBan Biên tập Trang Thông tin điện tử thành phố;\nLưu: VT, VX"
        ),
    )
    points_recipients = models.TextField(_("recipients of the points for emulation"), default="Phòng Nội vụ;\nLưu: VT")
    register_recipients = models.TextField(
        _("recipients of the register of officers"),
        default=(
            "UBND thành phố;\nBan Biên tập Trang Thông tin điện tử thành phố;\n"
            "Các cơ quan, đơn vị, phường, xã;\nLưu: VT"
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("site_title"),
                FieldPanel("emblem"),
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("authority"), FieldPanel("suppliers")]),
                FieldPanel("localities"),
                FieldPanel("basis"),
            ],
            _("How things are called"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("One on a line, as they stand under “Nơi nhận”.")),
                FieldPanel("report_recipients"),
                FieldPanel("urging_recipients"),
                FieldPanel("correcting_recipients"),
                FieldPanel("points_recipients"),
                FieldPanel("register_recipients"),
            ],
            _("Recipients of papers"),
        ),
    ]

    class Meta:
        verbose_name = _("names of the locality")
        verbose_name_plural = _("names of the locality")
        default_permissions = ("change",)

    def clean(self):
        """A new emblem is kept small, as PNG, and under a name of its own, so that nobody is shown the one before."""
        super().clean()
        if self.emblem and not self.emblem._committed:
            try:
                content = emblem_of(self.emblem)
            except ValueError as refusal:
                raise ValidationError({"emblem": str(refusal)}) from None
            self.emblem = ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:16]}.png")

    @property
    def emblem_address(self):
        """Where the emblem lies (str)."""
        return self.emblem.url if self.emblem else static("img/emblem.svg")

    @property
    def icon_address(self):
        """Where its small picture for the head of pages lies (str)."""
        return self.sign("emblem-192.png") if self.emblem else static("img/emblem.svg")

    def sign(self, name):
        """Where the emblem lies (str) as `name` says, one of the drawn sizes in site_cms/static/img.

        Until those of a new emblem are drawn, and for an office without one, it is what the site came with.
        """
        if self.emblem and self.emblem.storage.is_there(self.sign_file(name)):
            return self.emblem.storage.url(self.sign_file(name))
        return static(f"img/{name}")

    def sign_file(self, name):
        """Under which name (str) the size `name` of the own emblem is kept."""
        return f"{self.emblem.name.rpartition('.')[0]}/{name}"

    @property
    def words(self):
        """What our texts name by placeholders: %(authority)s, %(website)s, %(suppliers)s."""
        return {"authority": self.authority, "website": self.website, "suppliers": self.suppliers}

    def recipients_of(self, paper):
        """Who gets the paper by which the field is named ("report"), without the marks at the ends of lines."""
        lines = getattr(self, f"{paper}_recipients").splitlines()
        return [line.strip(" ;.-") for line in lines if line.strip(" ;.-")]


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


@register_setting(icon="image", order=345)
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
