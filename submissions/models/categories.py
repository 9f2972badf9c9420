"""The categories of Decree 43/2011/NĐ-CP, Articles 10–12, under which every piece is filed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from submissions.kept.validity import Validity


class Category(Validity):
    """One point of the decree's list of what a state website carries.

    The list has changed twice in fifteen years (Decrees 43/2011, 42/2022, 224/2026), hence data with a
    legal basis and dates. `deadline_days` are working days counted from `counted_from` (Decree 43 Article 17).
    """

    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Article, clause, point: 10.1.b"))
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    legal_basis = models.CharField(_("legal basis"), max_length=255)
    is_binding = models.BooleanField(
        _("binding for this city"),
        default=True,
        help_text=_("Points that bind only ministries and provinces are never shown as missing."),
    )
    deadline_days = models.PositiveSmallIntegerField(_("deadline in working days"), null=True, blank=True)
    counted_from = models.CharField(_("counted from"), max_length=120, blank=True)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["display_order", "code"]

    def __str__(self):
        return self.title


class CategorisedPage(Page):
    """A page that is filed under a category; tables of coverage read its subclasses.

    `PUBLISHED_AT` and `IS_LIVE` name the columns that say when it was first published and whether it is live; a type
    that keeps copies of them beside its category names those.
    """

    PUBLISHED_AT = "first_published_at"
    IS_LIVE = "live"

    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"), null=True
    )
    milestone_date = models.DateField(
        _("milestone date"),
        null=True,
        blank=True,
        help_text=_("The day from which the decree counts the deadline, for example the document's date of issue."),
    )

    class Meta:
        abstract = True
