"""The second paper, Danh sách chi trả nhuận bút: what each person gets in one payment, and that it was paid."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.kept.encrypted import EncryptedCharField
from submissions.models import WHOLE_NAME, Unit
from vietnamese.dates import screen_date

from .authors import NUMBERS, Author
from .locked import Locked
from .tables import RoyaltyTable
from .tax_marks import TaxMark


class PaymentListQuerySet(models.QuerySet):
    def on_the_way(self):
        """Those that are neither paid nor sent back after the approval."""
        return self.filter(disbursement=None, sending_back=None)


class PaymentList(models.Model):
    """One payment out of approved tables. Drawn up, checked by the accountant, approved for payment: then locked."""

    pay_day = models.DateField(
        gettext_lazy("day of payment"),
        help_text=gettext_lazy("The rule of tax of this day is applied. Paying on another day may need another list."),
    )
    created_at = models.DateTimeField(gettext_lazy("drawn up at"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(gettext_lazy("checked at"), null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    returned_because = models.CharField(gettext_lazy("sent back because"), max_length=400, blank=True)
    approved_at = models.DateTimeField(gettext_lazy("approved for payment at"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)
    checked_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)
    approved_by_name = models.CharField(max_length=WHOLE_NAME, blank=True)
    threshold = models.PositiveIntegerField(gettext_lazy("tax withheld from (đồng)"))
    rate = models.DecimalField(gettext_lazy("rate (%)"), max_digits=5, decimal_places=2)
    line_count = models.PositiveIntegerField(default=0)
    gross = models.BigIntegerField(gettext_lazy("amount (đồng)"), default=0)
    tax = models.BigIntegerField(gettext_lazy("tax (đồng)"), default=0)
    net = models.BigIntegerField(gettext_lazy("to be paid (đồng)"), default=0)
    digest = models.CharField(gettext_lazy("check sum"), max_length=64, blank=True)

    objects = PaymentListQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("payment list")
        verbose_name_plural = gettext_lazy("payment lists")
        ordering = ["-pay_day", "-pk"]
        default_permissions = ()
        permissions = [
            ("check_lists", "Draws up and checks payment lists, and enters what was paid"),
            ("approve_lists", "Approves lists for payment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, digest="") | Q(approved_at__isnull=False) & ~Q(digest=""),
                name="approved_list_has_check_sum",
            ),
        ]

    def __str__(self):
        return _("Payment list of %(day)s") % {"day": screen_date(self.pay_day)}

    def save(self, *args, **kwargs):
        """Refuse to change a list that is approved for payment (Locked)."""
        if self.pk and is_approved(self.pk):
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if is_approved(self.pk):
            raise Locked
        return super().delete(*args, **kwargs)

    @property
    def is_approved(self):
        return self.approved_at is not None

    @property
    def is_sent_back(self):
        """Whether it was sent back after the approval: nothing is paid by it any more."""
        return hasattr(self, "sending_back")

    @property
    def tables(self):
        """The RoyaltyTables that it pays, or would have paid before it was sent back (a queryset, by their keys)."""
        paid = self.listed.order_by().values(paid=Coalesce("table", "released"))
        return RoyaltyTable.objects.filter(pk__in=paid).order_by("pk")


class ListedTable(models.Model):
    """An approved table that a list pays; each is paid once.

    When the list is sent back after its approval, the table moves to `released`, and another list can pay it.
    """

    payment_list = models.ForeignKey(PaymentList, on_delete=models.CASCADE, related_name="listed")
    table = models.OneToOneField(RoyaltyTable, null=True, on_delete=models.PROTECT, related_name="listed")
    released = models.ForeignKey(RoyaltyTable, null=True, on_delete=models.PROTECT, related_name="released")

    class Meta:
        verbose_name = gettext_lazy("table in a payment list")
        verbose_name_plural = gettext_lazy("tables in payment lists")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(table__isnull=False, released=None) | Q(table=None, released__isnull=False),
                name="table_is_listed_or_released",
            ),
        ]

    def __str__(self):
        return str(self.table or self.released)

    def save(self, *args, **kwargs):
        if is_approved(self.payment_list_id):
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if is_approved(self.payment_list_id):
            raise Locked
        return super().delete(*args, **kwargs)


class PaymentLineQuerySet(models.QuerySet):
    def with_stored_tokens(self):
        """Lines with their encrypted fields as they are stored, under "stored_…", and not decrypted."""
        tokens = {f"stored_{name}": Cast(name, models.TextField()) for name in NUMBERS}
        return self.defer(*NUMBERS).annotate(**tokens)


class PaymentLine(models.Model):
    """What one person gets.

    `tax` and `net` are empty for own staff until the accountant has entered the tax, and while nobody has said whether
    the person is own staff.
    """

    payment_list = models.ForeignKey(PaymentList, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="payment_lines")
    author_name = models.CharField(gettext_lazy("full name"), max_length=300)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(gettext_lazy("unit"), max_length=255, blank=True)
    kind = models.CharField(gettext_lazy("paid as"), max_length=10, choices=Author.Kind.choices)
    piece_count = models.PositiveIntegerField(gettext_lazy("number of pieces"))
    gross = models.BigIntegerField(gettext_lazy("amount (đồng)"))
    tax = models.BigIntegerField(gettext_lazy("tax (đồng)"), null=True)
    net = models.BigIntegerField(gettext_lazy("to be paid (đồng)"), null=True)
    # What the person declared that day, and what is paid to them elsewhere on it: together they make the tax.
    mark = models.CharField(gettext_lazy("declared"), max_length=10, choices=TaxMark.Kind.choices, null=True)
    day_gross = models.BigIntegerField(gettext_lazy("paid by other lists that day (đồng)"), null=True)
    day_tax = models.BigIntegerField(gettext_lazy("withheld by other lists that day (đồng)"), null=True)
    # As they were when the list was checked.
    tax_code = EncryptedCharField(gettext_lazy("tax code"), max_length=14, blank=True)
    identity_number = EncryptedCharField(gettext_lazy("identity number"), max_length=12, blank=True)
    bank_account = EncryptedCharField(gettext_lazy("bank account"), max_length=30, blank=True)
    bank = models.CharField(gettext_lazy("bank and branch"), max_length=150, blank=True)

    objects = PaymentLineQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("line of a payment list")
        verbose_name_plural = gettext_lazy("lines of a payment list")
        ordering = ["payment_list", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["payment_list", "author"], name="person_once_in_a_payment"),
            models.CheckConstraint(condition=Q(gross__gte=0), name="nobody_pays_back_in_a_list"),
        ]

    def __str__(self):
        return self.author_name

    def save(self, *args, **kwargs):
        if is_approved(self.payment_list_id):
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if is_approved(self.payment_list_id):
            raise Locked
        return super().delete(*args, **kwargs)


class Disbursement(models.Model):
    """That a list was paid: when, by which voucher. Written once."""

    payment_list = models.OneToOneField(PaymentList, on_delete=models.PROTECT, related_name="disbursement")
    paid_on = models.DateField(gettext_lazy("paid on"))
    voucher_number = models.CharField(gettext_lazy("voucher number"), max_length=60)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("payment")
        verbose_name_plural = gettext_lazy("payments")
        default_permissions = ()

    def __str__(self):
        return self.voucher_number

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Locked


class SendingBack(models.Model):
    """That an approved list was sent back before it was paid: why, and by whom. Written once; the list stays."""

    payment_list = models.OneToOneField(PaymentList, on_delete=models.PROTECT, related_name="sending_back")
    reason = models.CharField(gettext_lazy("sent back because"), max_length=400)
    sent_back_at = models.DateTimeField(auto_now_add=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=WHOLE_NAME)

    class Meta:
        verbose_name = gettext_lazy("approved list that was sent back")
        verbose_name_plural = gettext_lazy("approved lists that were sent back")
        default_permissions = ()

    def __str__(self):
        return self.reason

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Locked
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Locked


def is_approved(payment_list_id):
    """Whether the list (by its key) is approved for payment, and so locked."""
    return PaymentList.objects.filter(pk=payment_list_id, approved_at__isnull=False).exists()
