"""Who is paid: people, not accounts. What identifies them lies apart, encrypted, for the accountant alone."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from submissions.kept.encrypted import EncryptedCharField
from submissions.models import Unit
from vietnamese.database import in_order_of_people
from vietnamese.text import fold, normalise


class Author(models.Model):
    """Somebody who may be paid: an author, a photographer, an editor."""

    class Kind(models.TextChoices):
        # Decree 18/2014/NĐ-CP, Article 4 point 11, and the law on personal income tax treat them differently; so that
        # somebody says which it is before the first payment, and nothing guesses it.
        UNKNOWN = "unknown", _("not known yet: asked before the first payment")
        OUTSIDE = "outside", _("outside author: tax is withheld by the rule")
        STAFF = "staff", _("own staff: gross only, the accountant enters the tax")

    name = models.CharField(_("full name"), max_length=150)
    pen_name = models.CharField(_("pen name"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="royalty_authors", verbose_name=_("unit")
    )
    kind = models.CharField(_("paid as"), max_length=10, choices=Kind.choices, default=Kind.UNKNOWN)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="royalty_author",
        verbose_name=_("account"),
        help_text=_("With it the person sees their own royalties in the back office."),
    )
    is_checked = models.BooleanField(
        _("checked"),
        default=False,
        help_text=_("Whether somebody has looked that this is a person of their own, and who it is."),
    )

    class Meta:
        verbose_name = _("author (royalties)")
        verbose_name_plural = _("authors (royalties)")
        ordering = [*in_order_of_people("name"), "pk"]

    def __str__(self):
        return f"{self.name} ({self.pen_name})" if self.pen_name else self.name

    def clean(self):
        super().clean()
        self.name, self.pen_name = (" ".join(normalise(name).split()) for name in (self.name, self.pen_name))

    @property
    def folded_names(self):
        """The name and the pen name without marks, to compare by (a set of str)."""
        return {fold(name) for name in (self.name, self.pen_name) if name}

    def delete(self, *args, **kwargs):
        """Refuse who stands in a table: what was paid to whom must stay known."""
        if self.royalty_lines.exists():
            raise ProtectedError("stands in a table of royalties", {self})
        return super().delete(*args, **kwargs)


# The encrypted fields of a person, here and on the lines of payment lists.
NUMBERS = ("tax_code", "identity_number", "bank_account")


class PersonalDetails(models.Model):
    """What the payment list and the bank need of an author. A table of its own, so that no other query reads it."""

    author = models.OneToOneField(Author, primary_key=True, on_delete=models.CASCADE, related_name="personal_details")
    tax_code = EncryptedCharField(
        _("tax code"), max_length=14, blank=True, validators=[RegexValidator(r"^\d{10}(-\d{3})?$|^\d{12}$")]
    )
    identity_number = EncryptedCharField(
        _("identity number"), max_length=12, blank=True, validators=[RegexValidator(r"^\d{9}$|^\d{12}$")]
    )
    bank_account = EncryptedCharField(
        _("bank account"), max_length=30, blank=True, validators=[RegexValidator(r"^[0-9A-Za-z]{4,30}$")]
    )
    bank = models.CharField(_("bank and branch"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("personal details of an author")
        verbose_name_plural = _("personal details of authors")
        default_permissions = ()
        permissions = [("see_personal_details", "Sees and enters identity, tax and bank numbers of authors")]

    def __str__(self):
        return str(self.author)
