"""Whose mail it is, and whether it becomes a draft by itself: the register decides, and the receiving server's word."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from post_office.models import Email

from submissions.letters import automatic, trust
from submissions.mail_in.addresses import own_addresses, units_addressed
from submissions.models import IncomingLetter, Unit, UnitMembership, User
from vietnamese.dates import day_of

Cause = IncomingLetter.Cause


@dataclass(frozen=True)
class Verdict:
    """`cause` (a Cause) is why a mail is no draft by itself, "" if it is one, of `unit` and owned by `owner`.

    `owner` is there only where it is known and proven who sent it: an answer reaches that person and nobody else.
    """

    cause: str = ""
    unit: Unit | None = None
    owner: User | None = None

    @property
    def is_answered(self):
        """A mail beyond the day's number is not: two programmes would write to each other for ever."""
        return self.owner is not None and self.cause != Cause.TOO_MANY


def judge(letter, *, row):
    """The Verdict on `letter` (a Letter, its head is enough), which stands in `row` (an IncomingLetter)."""
    if not letter.sender:
        return Verdict(Cause.NO_SENDER)
    if automatic.is_automatic(letter.message, own=own_addresses()):
        return Verdict(Cause.AUTOMATIC)
    if Email.objects.filter(message_id__in=automatic.answers(letter.message)).exists():
        return Verdict(Cause.ANSWER)
    units = units_addressed(letter.message)
    unit = units[0] if units and len(units) == 1 else None
    held = memberships_of(letter.sender)
    if not held:
        return Verdict(Cause.UNKNOWN, unit)
    if not trust.is_proven(letter.message, sender=letter.sender, server=settings.MAIL_IN_AUTHSERV_ID):
        return Verdict(Cause.UNPROVEN, unit)
    writer = owner_among(held)
    if sent_today(letter.sender, but=row) >= settings.MAIL_IN_PER_DAY:
        return Verdict(Cause.TOO_MANY, unit, writer)
    if units == []:
        # It went to the mailbox itself: that of the only unit that the sender works for.
        unit = held[0].unit if len({membership.unit_id for membership in held}) == 1 else None
    if unit is None:
        return Verdict(Cause.NO_UNIT, owner=writer)
    owner = owner_among([membership for membership in held if membership.unit_id == unit.pk])
    if owner is None:
        return Verdict(Cause.OTHER_UNIT, unit, writer)
    if row.size > settings.MAIL_IN_MEGABYTES * 1024 * 1024:
        return Verdict(Cause.TOO_LARGE, unit, owner)
    return Verdict("", unit, owner)


def memberships_of(address):
    """The memberships in office today of the accounts whose e-mail is `address`."""
    held = UnitMembership.objects.in_office().filter(user__email__iexact=address)
    return list(held.select_related("unit", "user").order_by("role", "pk"))


def owner_among(memberships):
    """Who owns the draft of a mailbox that several accounts of a unit share: its contributor before its leader.

    Of several contributors the one registered first. `memberships` are in that order; None where there are none.
    """
    contributor = UnitMembership.Role.CONTRIBUTOR
    return next(
        (member.user for member in sorted(memberships, key=lambda member: member.role != contributor)),
        None,
    )


def sent_today(sender, *, but):
    """How many mails of `sender` came today, besides `but` (an IncomingLetter)."""
    today = day_of(timezone.now())
    return IncomingLetter.objects.filter(sender=sender, received_at__date=today).exclude(pk=but.pk).count()
