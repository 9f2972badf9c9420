"""What was true when a period was closed: the period, one row for each unit, and the pieces behind its numbers.

Written once, by compliance/closing/closing.py, and never changed: these models refuse it, and so does the database
(compliance/closing/seals.py). Names and titles are copies, because units are renamed and pieces corrected later.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import WHOLE_NAME, Block, NewsPage, Unit
from vietnamese.dates import day_of

# The headings while kinds of unit were fixed in the code: what was closed then stood under these.
OFFICES = Block(1, "Các cơ quan, đơn vị thuộc UBND thành phố")
BLOCKS_BEFORE = {
    "division": OFFICES,
    "service_unit": OFFICES,
    "ward": Block(2, "UBND các phường"),
    "commune": Block(3, "UBND các xã"),
    "radio": Block(4, "Đài Truyền thanh Phan Thiết"),
}


class Sealed(Exception):
    """Something would change or delete closed figures."""

    def __init__(self):
        super().__init__(_("Closed figures are neither changed nor deleted."))


class SealedQuerySet(models.QuerySet):
    """Reads and adds, and nothing else."""

    def update(self, **kwargs):
        raise Sealed

    def delete(self):
        raise Sealed

    def bulk_update(self, objs, fields, batch_size=None):
        raise Sealed


class SealedModel(models.Model):
    """A record that is only ever added."""

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Sealed
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Sealed


class ClosedPeriod(SealedModel):
    """A closed month of account. `digest` covers it with its rows and items, and the period closed before it."""

    year = models.PositiveSmallIntegerField(gettext_lazy("year"))
    month = models.PositiveSmallIntegerField(gettext_lazy("month"))
    start = models.DateTimeField(gettext_lazy("begins"))
    end = models.DateTimeField(gettext_lazy("ends before"), unique=True)
    report_date = models.DateField(gettext_lazy("day of the report"))
    closed_at = models.DateTimeField(gettext_lazy("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("closed by"),
    )
    # Empty where the period closed by itself.
    closed_by_name = models.CharField(gettext_lazy("name of who closed it"), max_length=WHOLE_NAME, blank=True)
    row_count = models.PositiveIntegerField(gettext_lazy("number of units"))
    previous_digest = models.CharField(gettext_lazy("check sum of the period before"), max_length=64, blank=True)
    digest = models.CharField(gettext_lazy("check sum"), max_length=64)

    class Meta:
        verbose_name = gettext_lazy("closed period")
        verbose_name_plural = gettext_lazy("closed periods")
        ordering = ["-year", "-month"]
        default_permissions = ()
        permissions = [("close_period", "Closes the figures of a period")]
        constraints = [models.UniqueConstraint(fields=["year", "month"], name="period_closed_once")]

    def __str__(self):
        return f"{self.month}/{self.year}"

    @classmethod
    def of(cls, period):
        """The ClosedPeriod of `period` (a ReportingPeriod), or None while its figures are open."""
        return cls.objects.filter(year=period.year, month=period.month).first()

    @property
    def key(self):
        """The period in addresses, as ReportingPeriod.key: "2026-11"."""
        return f"{self.year:04}-{self.month:02}"


class ClosedRow(SealedModel):
    """One unit's numbers, by the names of counts.Counts, and the terms under which they were judged."""

    period = models.ForeignKey(ClosedPeriod, on_delete=models.PROTECT, related_name="rows")
    place = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="closed_rows")
    unit_name = models.CharField(max_length=255)
    # The code of a UnitKind.
    unit_kind = models.CharField(max_length=20)
    minimum = models.PositiveIntegerField()
    photo_required = models.BooleanField()
    quota_basis = models.CharField(max_length=255, blank=True)
    exempt_because = models.CharField(max_length=400, blank=True)
    is_valid_throughout = models.BooleanField()
    sent = models.PositiveIntegerField()
    sent_published = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    withdrawn = models.PositiveIntegerField()
    published = models.PositiveIntegerField()
    short = models.PositiveIntegerField()
    long = models.PositiveIntegerField()
    with_photo = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    shortfall = models.PositiveIntegerField()
    year_counted = models.PositiveIntegerField()
    # A counting.Result.
    result = models.CharField(max_length=20)
    item_count = models.PositiveIntegerField()
    # Under which heading it stood; null in what was closed before it was kept (BLOCKS_BEFORE).
    block_place = models.PositiveSmallIntegerField(null=True)
    block_title = models.CharField(max_length=150, null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("closed figures of a unit")
        verbose_name_plural = gettext_lazy("closed figures of units")
        ordering = ["period", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="unit_closed_once"),
            models.UniqueConstraint(fields=["period", "place"], name="closed_row_in_its_place"),
        ]

    def __str__(self):
        return f"{self.unit_name}, {self.period}"

    @property
    def block(self):
        """The Block under which its unit stood when the period was closed."""
        return block_closed(self)


def block_closed(row):
    """The Block of `row`, a ClosedRow or its fields by their names."""
    if row.block_title is None:
        return BLOCKS_BEFORE[row.unit_kind]
    return Block(row.block_place, row.block_title)


class ClosedItem(SealedModel):
    """A piece behind the numbers of a row: sent in the period (`sent_state`), first published in it, or both."""

    row = models.ForeignKey(ClosedRow, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveIntegerField()
    piece = models.ForeignKey(NewsPage, on_delete=models.PROTECT, related_name="closed_items")
    # Of published pieces only: what was never public is nobody's to read here.
    title = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=500, blank=True)
    # Null in what was closed before it was kept, and of what was never public.
    category = models.CharField(max_length=255, null=True)
    genre = models.CharField(max_length=20, choices=NewsPage.Genre.choices)
    sent_at = models.DateTimeField(null=True)
    # A counting.SentState, or empty when it was sent in another period.
    sent_state = models.CharField(max_length=20, blank=True)
    published_at = models.DateTimeField(null=True)
    is_published = models.BooleanField()
    is_live = models.BooleanField()
    has_photo = models.BooleanField()
    is_counted = models.BooleanField()
    # Why a published piece does not count, in words.
    why_not = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = gettext_lazy("closed piece of news")
        verbose_name_plural = gettext_lazy("closed pieces of news")
        ordering = ["row", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["row", "place"], name="closed_item_in_its_place"),
            models.UniqueConstraint(
                fields=["piece"], condition=Q(is_published=True), name="published_piece_closed_once"
            ),
            models.UniqueConstraint(fields=["piece"], condition=~Q(sent_state=""), name="sent_piece_closed_once"),
        ]

    def __str__(self):
        return self.title or f"{self.piece_id}"


def last_closed_day():
    """The last day (a date, in Việt Nam) of the newest closed period, or None while nothing has been closed."""
    end = ClosedPeriod.objects.order_by("-end").values_list("end", flat=True).first()
    return end and day_of(end) - datetime.timedelta(days=1)
