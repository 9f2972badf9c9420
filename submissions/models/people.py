"""The people, and who belongs to which unit from when to when."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, F, OuterRef, ProtectedError, Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from submissions.kept.one_at_a_time import span_in_words
from submissions.kept.validity import Validity, ValidityQuerySet
from vietnamese.database import in_vietnamese_order
from vietnamese.dates import today
from vietnamese.text import normalise

from .units import Unit

# The most letters of a whole name: family and middle names, a blank, the given name.
WHOLE_NAME = 301


class User(AbstractUser):
    """An account. People log in by user name, because two officers may share a ward's mailbox."""

    # A Vietnamese full name is family and middle names first, the given name last: Wagtail's and Django's
    # `first_name last_name` then reads in the right order, and `last_name` is what people are sorted by.
    first_name = models.CharField(_("family and middle names"), max_length=150, blank=True)
    last_name = models.CharField(_("given name"), max_length=150, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        ordering = [in_vietnamese_order("last_name"), in_vietnamese_order("first_name"), "pk"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.get_full_name() or self.username

    def clean(self):
        """Names in the form in which they are stored, whichever form they come from: the register or one's own."""
        super().clean()
        self.first_name, self.last_name = normalise(self.first_name), normalise(self.last_name)


@receiver(pre_delete, sender=User)
def refuse_to_delete_accounts(sender, instance, **kwargs):
    """Who decided what must stay known. By a signal, which comes also for each row of a queryset."""
    raise ProtectedError(_("Accounts are deactivated, not deleted: decisions must keep their names."), {instance})


class MembershipQuerySet(ValidityQuerySet):
    def valid_on(self, day):
        """Rows in force on `day`; a stand-in's only while leader and stand-in belong to the unit in their own right.

        Asked each time, so that a stand-in's rights end with the leader's term, or the own one, with nothing to run.
        """
        own = ValidityQuerySet(self.model).valid_on(day).filter(stands_in_for=None, user__is_active=True)
        leader = own.filter(pk=OuterRef("stands_in_for"), role="leader")
        member = own.filter(user=OuterRef("user"), unit=OuterRef("unit"))
        return super().valid_on(day).filter(Q(stands_in_for=None) | Q(Exists(leader), Exists(member)))

    def held_today(self):
        """The list of those in force today, with their units, pages and collections: what every request asks first.

        Mostly it is one entry of somebody who stands in for nobody. In which order they come, and whether a stand-in's
        still holds, is asked where there is more.
        """
        rows = self.select_related("unit__page", "unit__collection")
        found = list(super(MembershipQuerySet, rows).valid_on(today()).order_by())
        if len(found) > 1 or any(row.stands_in_for_id for row in found):
            return list(rows.valid_today().select_related("stands_in_for"))
        return found

    def own(self):
        """Those that the administrator registered: no stand-ins."""
        return self.filter(stands_in_for=None)

    def stand_ins(self):
        """The stand-ins in force today and of later, the first to begin first; none that was taken back before."""
        begun = Q(pk__in=self.valid_today().values("pk"))
        rows = self.filter(begun | Q(valid_from__gt=today()), stands_in_for__isnull=False, valid_to__gt=F("valid_from"))
        return rows.select_related("user", "unit", "stands_in_for__user").order_by("valid_from", "pk")

    def in_office(self):
        """Those that give a right today: valid, and of an active account."""
        return self.valid_today().filter(user__is_active=True)


class UnitMembership(Validity):
    """Who belongs to which unit, as what, from when to when: the single source of a person's rights there."""

    class Role(models.TextChoices):
        CONTRIBUTOR = "contributor", _("contributor")
        LEADER = "leader", _("leader")

    class Signs(models.TextChoices):
        """How a stand-in signs for a leader, as in official documents."""

        FOR = "KT.", _("KT. – a deputy signs for the head")
        BY_ORDER = "TL.", _("TL. – signs by the head's order")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("account"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.CONTRIBUTOR)
    post = models.CharField(_("post"), max_length=120, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    document_number = models.CharField(_("number of the appointing document"), max_length=60, blank=True)
    document_date = models.DateField(_("date of the appointing document"), null=True, blank=True)
    # Of a stand-in, whom a leader named: the leader's own entry, and how the stand-in signs for the leader.
    stands_in_for = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="stood_in_by"
    )
    signs = models.CharField(max_length=5, choices=Signs.choices, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a unit")
        verbose_name_plural = _("members of units")
        ordering = ["unit", "role", "user", "pk"]
        permissions = [("read_register", "Reads and exports the register of officers")]
        indexes = [models.Index(fields=["user", "role"])]

    def __str__(self):
        return f"{self.user} – {self.unit}"

    @property
    def span(self):
        """From when to when it holds, in words (str)."""
        return span_in_words(self.valid_from, self.valid_to)

    @property
    def acting_post(self):
        """The post as it stands beside a decision (str): a stand-in's is the leader's, after "KT." or "TL."."""
        if self.stands_in_for is None:
            return self.post
        return f"{self.signs} {self.stands_in_for.post or self.stands_in_for.get_role_display()}"
