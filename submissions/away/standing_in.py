"""A leader who is away names a stand-in: a dated entry of its own, which the leader may end (docs/units.md)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from submissions.kept.one_at_a_time import take_turn
from submissions.kept.outbox import outbox_row
from submissions.models import Locality, UnitMembership, User
from submissions.rights import roles
from submissions.screens.refusals import AlreadyDone, Refusal
from vietnamese.dates import today

ONE_DAY = datetime.timedelta(days=1)
# A quarter of a year: who is away longer is replaced by the administrator.
LONGEST = 92
FARTHEST = datetime.timedelta(days=366)
MAIL = "submissions/away/mail/stand_in.txt"


def candidates(leadership):
    """The Users who may stand in for the leader of `leadership` today: who belongs to the unit without leading it."""
    members = UnitMembership.objects.own().in_office().filter(unit=leadership.unit)
    leaders = members.filter(role=UnitMembership.Role.LEADER)
    return User.objects.filter(pk__in=members.values("user")).exclude(pk__in=leaders.values("user"))


def stand_ins_of(user):
    """The stand-ins, of today and of later, in the units of `user` (a list of UnitMemberships)."""
    return list(UnitMembership.objects.stand_ins().filter(unit__in=roles.units_of(user)))


@transaction.atomic
def name_stand_in(*, leader, leadership, person, first_day, last_day, signs, document_number):
    """Register `person` (a User) as stand-in of `leader` (a User) by `leadership` (the key of the leader's own entry).

    From `first_day` to the end of `last_day` (dates), signing as `signs` (UnitMembership.Signs) says. Returns the
    UnitMembership; raises ValidationError with what is wrong, and Refusal when `leader` leads nothing there.
    """
    take_turn("submissions", "unitmembership")
    own = UnitMembership.objects.own().in_office().filter(pk=leadership, user=leader, role="leader").first()
    if own is None:
        raise Refusal(_("Only a leader of the unit names a stand-in."))
    check_days(first_day, last_day, own=own)
    until = last_day + ONE_DAY
    check_person(person, own=own, first_day=first_day, until=until)
    others = UnitMembership.objects.filter(stands_in_for__isnull=False, unit=own.unit)
    for taken in others.overlapping(valid_from=first_day, valid_to=until).select_related("user"):
        if taken.valid_to > taken.valid_from and (taken.stands_in_for_id == own.pk or taken.user_id == person.pk):
            raise ValidationError(
                _("%(person)s stands in already %(span)s.") % {"person": taken.user, "span": taken.span}
            )
    held = UnitMembership.objects.own().filter(user=person, unit=own.unit).valid_on(first_day).order_by("pk").first()
    row = UnitMembership(
        user=person,
        unit=own.unit,
        role=UnitMembership.Role.LEADER,
        post=held.post,
        valid_from=first_day,
        valid_to=until,
        document_number=document_number,
        stands_in_for=own,
        signs=signs,
    )
    row.save()
    log(instance=row, action="wagtail.create", user=leader)
    if person.email:
        outbox_row(MAIL, recipient=person, context={"row": row, "leader": leader, "site": Locality.load().site_title})
    return row


def check_days(first_day, last_day, *, own):
    """Raise ValidationError unless the days are ones on which the leader of `own` can be stood in for."""
    if first_day < today():
        raise ValidationError({"first_day": _("This day is past.")})
    if first_day > today() + FARTHEST:
        raise ValidationError({"first_day": _("This day is more than a year away.")})
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day must not lie before the first one.")})
    if (last_day - first_day).days >= LONGEST:
        raise ValidationError(
            {
                "last_day": _("At most %(number)d days at a time; for longer, ask the administrator.")
                % {"number": LONGEST}
            }
        )
    if own.valid_to is not None and own.valid_to <= last_day:
        raise ValidationError({"last_day": _("Your own term as the unit's leader ends before that day.")})


def check_person(person, *, own, first_day, until):
    """Raise ValidationError unless `person` belongs to the unit of `own` all those days, and is no leader there."""
    if person.pk == own.user_id:
        raise ValidationError({"person": _("Nobody stands in for themselves.")})
    held = UnitMembership.objects.own().filter(user=person, unit=own.unit, user__is_active=True)
    covering = [m for m in held.valid_on(first_day) if m.valid_to is None or m.valid_to >= until]
    if not covering:
        raise ValidationError({"person": _("This person is not registered in the unit for all of these days.")})
    if any(m.role == m.Role.LEADER for m in covering):
        raise ValidationError(
            {"person": _("This person is a leader of the unit already and needs no stand-in's entry.")}
        )


@transaction.atomic
def end_stand_in(*, leader, pk):
    """End the stand-in `pk` of `leader` (a User) from this moment on; raises Refusal."""
    take_turn("submissions", "unitmembership")
    row = UnitMembership.objects.filter(pk=pk, stands_in_for__user=leader).first()
    if row is None:
        raise Refusal(_("This stand-in is not yours to end."))
    if row.valid_to <= max(row.valid_from, today()):
        raise AlreadyDone(_("This stand-in has ended already."))
    row.valid_to = max(row.valid_from, today())
    row.save(update_fields=["valid_to"])
    log(instance=row, action="wagtail.edit", user=leader)
