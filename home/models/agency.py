"""What head and foot of every page say about the agency."""

from functools import partial

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from home.page_cache import store

ADDRESS = RegexValidator(
    r"^(/(?!/)|https?://)", _("Write an address of this site from its first “/” on, or a whole one.")
)
ACCESSIBILITY_STATEMENT = "\n\n".join(
    (
        "Trang này được làm để mọi người đều đọc được, theo mức AA của WCAG 2.2 và Thông tư 32/2017/TT-BTTTT.",
        "Trang dùng được bằng bàn phím và phần mềm đọc màn hình, phóng to được đến 200 %, có giao diện sáng và tối "
        "theo máy của người đọc, không có chữ chạy, không có phần nào tự chuyển động. Ảnh có lời mô tả.",
        "Tệp tải về (PDF, Word, Excel) do các cơ quan, đơn vị soạn, có tệp chưa dùng được với phần mềm đọc màn hình. "
        "Ai cần nội dung của một tệp ở dạng khác, hoặc gặp phần nào khó dùng, xin báo cho Ban Biên tập theo địa chỉ "
        "dưới đây.",
    )
)


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

    service_portal = models.URLField(
        _("public-service portal"),
        blank=True,
        default="https://dichvucong.gov.vn/",
        help_text=_("Decree 43, Article 18."),
    )
    hotline = models.CharField(_("hotline"), max_length=40, blank=True)
    introduction = models.CharField(
        _("address of the introduction"),
        max_length=200,
        blank=True,
        validators=[ADDRESS],
        help_text=_("Empty: the introduction of this site, as soon as something of it is public."),
    )
    accessibility_statement = models.TextField(
        _("accessibility statement"), blank=True, default=ACCESSIBILITY_STATEMENT
    )

    panels = [
        MultiFieldPanel([FieldPanel("agency"), FieldPanel("site_name"), FieldPanel("description")], _("Head")),
        MultiFieldPanel(
            [FieldPanel("introduction"), FieldPanel("service_portal"), FieldPanel("hotline")], _("Head and foot")
        ),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("address"), FieldPanel("telephone"), FieldPanel("email")],
            _("Foot"),
        ),
        FieldPanel("accessibility_statement"),
    ]

    class Meta:
        verbose_name = _("agency and contact")
        verbose_name_plural = _("agency and contact")

    def __str__(self):
        return f"{self.site_name} {self.agency}"

    @classmethod
    def for_request(cls, request):
        """As it is shown on every page: kept like these."""
        site = Site.find_for_request(request)
        cached = cls.get_cache_attr_name()
        if not hasattr(request, cached):
            setattr(request, cached, store.once(request, ("agency", site and site.pk), partial(cls.for_site, site)))
        return getattr(request, cached)
