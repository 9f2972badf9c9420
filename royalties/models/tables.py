"""The first paper, Bảng chấm nhuận bút: which piece is worth how much to whom, and who approved it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from royalties.money.decree import SurchargeKind
from submissions.models import WHOLE_NAME, NewsPage, Unit
from vietnamese.dates import screen_date

from .authors import Author
from .budget import BudgetSource
from .locked import Locked
from .rates import genres


class RoyaltyTable(models.Model):
    """Pieces first published from `first_day` to the end of `last_day`, with what is due for them.

    Prepared, handed in, approved: from the approval on neither the table nor its lines change; the models refuse it
    (royalties/models/locked.py), and so does the database (royalties/sealed/seals.py). `digest` covers both.
    """

    class Kind(models.TextChoices):
        ROYALTY = "royalty", gettext_lazy("Royalties")
        REMUNERATION = "remuneration", gettext_lazy("Remuneration of editors")

    kind = models.CharField(gettext_lazy("kind"), max_length=15, choices=Kind.choices, default=Kind.ROYALTY)
    first_day = models.DateField(gettext_lazy("pieces published from"))
    last_day = models.DateField(gettext_lazy("to the end of"))
    source = models.ForeignKey(
        BudgetSource, on_delete=models.PROTECT, related_name="tables", verbose_name=gettext_lazy("budget source")
    )
    budget_year = models.PositiveSmallIntegerField(gettext_lazy("budget year"))
    created_at = models.DateTimeField(gettext_lazy("drawn up at"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(gettext_lazy("handed in at"), null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Why it came back, while it is a draft again.
    returned_because = models.CharField(gettext_lazy("sent back because"), max_length=400, blank=True)
    approved_at = models.DateTimeField(gettext_lazy("approved at"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # As they were at the approval, because accounts are renamed.
    prepared_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)
    approved_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)
    line_count = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(gettext_lazy("total (đồng)"), default=0)
    digest = models.CharField(gettext_lazy("check sum"), max_length=64, blank=True)

    class Meta:
        verbose_name = gettext_lazy("royalty table")
        verbose_name_plural = gettext_lazy("royalty tables")
        ordering = ["-first_day", "-pk"]
        default_permissions = ()
        permissions = [
            ("prepare_tables", "Prepares tables of royalties"),
            ("approve_tables", "Approves the coefficients of royalties"),
            ("view_tables", "Sees all tables and payment lists of royalties"),
            ("view_totals", "Sees totals of royalties and the budget"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=models.F("last_day")), name="royalty_table_in_order"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, digest="") | Q(approved_at__isnull=False) & ~Q(digest=""),
                name="approved_table_has_check_sum",
            ),
        ]

    def __str__(self):
        return _("%(kind)s, %(first)s – %(last)s") % {
            "kind": self.get_kind_display(),
            "first": screen_date(self.first_day),
            "last": screen_date(self.last_day),
        }

    def save(self, *args, **kwargs):
        """Refuse to change an approved table (Locked)."""
        if self.pk and RoyaltyTable.objects.filter(pk=self.pk, approved_at__isnull=False).exists():
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse to delete an approved table (Locked)."""
        if RoyaltyTable.objects.filter(pk=self.pk, approved_at__isnull=False).exists():
            raise Locked
        return super().delete(*args, **kwargs)

    @property
    def is_approved(self):
        return self.approved_at is not None

    @property
    def is_draft(self):
        """Whether it is still with who prepares it."""
        return self.submitted_at is None


class RoyaltyLine(models.Model):
    """What one person is due for one piece, with everything that it was computed from.

    Names and titles are copies, because units are renamed and pieces corrected later.
    """

    class Kind(models.TextChoices):
        AUTHOR = "author", gettext_lazy("Author")
        PHOTO = "photo", gettext_lazy("Photo")
        ENCOURAGEMENT = "encouragement", gettext_lazy("Encouragement")
        REMUNERATION = "remuneration", gettext_lazy("Remuneration")
        DEDUCTION = "deduction", pgettext_lazy("royalties", "Deduction")
        RESTORATION = "restoration", pgettext_lazy("royalties", "Put up again after a deduction")
        SURCHARGE = "surcharge", pgettext_lazy("royalties", "Surcharge")

    class Proposed(models.TextChoices):
        RATE = "rate", gettext_lazy("the rate of its genre")
        GENERAL = "general", gettext_lazy("the general rule")
        BOTH = "both", gettext_lazy("rate and general rule")

    # Collected from what was published; the other kinds are a person's decision.
    COLLECTED = (Kind.AUTHOR, Kind.PHOTO, Kind.REMUNERATION)
    # So many per cent of a royalty of the same table, on top of it.
    ON_TOP = (Kind.ENCOURAGEMENT, Kind.SURCHARGE)
    # What corrects a line of an approved table, as often as it takes (royalties/assessing/correcting.py).
    CORRECTIONS = (Kind.DEDUCTION, Kind.RESTORATION)
    # What Article 8 of Decree 18/2014/NĐ-CP measures the fund by.
    ROYALTIES = (Kind.AUTHOR, Kind.PHOTO)

    table = models.ForeignKey(RoyaltyTable, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    piece = models.ForeignKey(NewsPage, on_delete=models.PROTECT, related_name="royalty_lines")
    kind = models.CharField(gettext_lazy("for"), max_length=15, choices=Kind.choices)
    author = models.ForeignKey(
        Author,
        null=True,
        on_delete=models.PROTECT,
        related_name="royalty_lines",
        verbose_name=gettext_lazy("author"),
    )
    # The name under the piece; whose it is stands in `author` as soon as somebody knows.
    signed_as = models.CharField(gettext_lazy("signed as"), max_length=150)
    # Who it was at the approval, because people are renamed.
    author_name = models.CharField(max_length=300, blank=True)
    title = models.CharField(gettext_lazy("title"), max_length=255)
    address = models.CharField(gettext_lazy("address"), max_length=500, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="royalty_lines")
    unit_name = models.CharField(gettext_lazy("unit"), max_length=255)
    genre = models.CharField(gettext_lazy("genre"), max_length=20, choices=genres)
    origin = models.CharField(gettext_lazy("origin"), max_length=20, choices=NewsPage.Origin.choices)
    with_photo = models.BooleanField(gettext_lazy("with photo"), default=False)
    published_at = models.DateTimeField(gettext_lazy("first published"))
    # Whole per cent of the piece's royalty; the shares of a piece add up to 100.
    share = models.PositiveSmallIntegerField(gettext_lazy("share (%)"), default=100)
    # Of authors and photos: coefficient × factor × unit value × applied %.
    coefficient = models.DecimalField(gettext_lazy("coefficient"), max_digits=5, decimal_places=2, null=True)
    usual_coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    factor = models.DecimalField(gettext_lazy("factor"), max_digits=5, decimal_places=2, null=True)
    unit_value = models.PositiveIntegerField(gettext_lazy("value of one unit (đồng)"), null=True)
    applied = models.DecimalField(gettext_lazy("share applied (%)"), max_digits=5, decimal_places=2, null=True)
    # Of remuneration, encouragement and surcharges: so many per cent of an amount.
    base = models.BigIntegerField(gettext_lazy("of an amount of (đồng)"), null=True)
    percent = models.DecimalField(gettext_lazy("per cent"), max_digits=5, decimal_places=2, null=True)
    # Why coefficient or per cent differ from the usual, or what is encouraged or deducted.
    reason = models.CharField(gettext_lazy("reason"), max_length=400, blank=True)
    # Nothing is paid for it, and why: the line stays, so that no later table collects the piece again.
    unpaid_because = models.CharField(gettext_lazy("not paid because"), max_length=400, blank=True)
    # The approved line that a deduction takes from, and that a restoration gives back to.
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    # By which decision something is put up again. Null, like all that was added later, leaves older check sums alone.
    decision_number = models.CharField(gettext_lazy("number of the decision"), max_length=60, null=True)
    decision_date = models.DateField(gettext_lazy("date of the decision"), null=True)
    # For what a surcharge is paid.
    surcharge = models.CharField(gettext_lazy("surcharge"), max_length=20, choices=SurchargeKind.choices, null=True)
    # Which of the rules that it was approved by the city had not decided; null where it had.
    proposed = models.CharField(max_length=10, choices=Proposed.choices, null=True)
    amount = models.BigIntegerField(gettext_lazy("amount (đồng)"))

    class Meta:
        verbose_name = gettext_lazy("line of royalties")
        verbose_name_plural = gettext_lazy("lines of royalties")
        ordering = ["table", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "kind", "signed_as"],
                condition=~Q(kind__in=("deduction", "restoration", "surcharge")),
                name="piece_paid_once_by_signature",
            ),
            models.UniqueConstraint(
                fields=["piece", "kind", "author"],
                condition=Q(author__isnull=False) & ~Q(kind__in=("deduction", "restoration", "surcharge")),
                name="piece_paid_once_to_author",
            ),
            models.UniqueConstraint(fields=["piece", "surcharge", "signed_as"], name="surcharge_once_by_signature"),
            models.UniqueConstraint(fields=["piece", "surcharge", "author"], name="surcharge_once_to_author"),
            models.CheckConstraint(
                condition=Q(kind="surcharge", surcharge__isnull=False) | ~Q(kind="surcharge") & Q(surcharge=None),
                name="surcharge_says_for_what",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0) | Q(kind="deduction"), name="only_deductions_take_away"),
        ]

    def __str__(self):
        return f"{self.signed_as}: {self.title}"

    def save(self, *args, **kwargs):
        """Refuse to change a line of an approved table, or to add one (Locked)."""
        self._refuse_locked()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse to delete a line of an approved table (Locked)."""
        self._refuse_locked()
        return super().delete(*args, **kwargs)

    def _refuse_locked(self):
        tables = {self.table_id}
        if self.pk:
            tables |= set(RoyaltyLine.objects.filter(pk=self.pk).values_list("table_id", flat=True))
        if RoyaltyTable.objects.filter(pk__in=tables, approved_at__isnull=False).exists():
            raise Locked
