"""What somebody means to do: which units end with which day, and who and what goes where."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models import Unit, UnitEnding, UnitMembership, User

ONE_DAY = datetime.timedelta(days=1)


class Fate(models.TextChoices):
    """What becomes of a person's membership; MOVE is followed by the place of the successor."""

    MOVE = "move", _("moves to the successor")
    END = "end", _("ends")
    LEAVE = "leave", _("stays as it is")


@dataclass(kw_only=True)
class Ending:
    """Units that end with `last_day`, and what follows. `successors` may hold Units that are not saved yet.

    `people` says for the key of a membership what becomes of it (`fate_of`). `by` is the User who does it, or None
    for a command.
    """

    units: list
    last_day: datetime.date
    document_number: str = ""
    document_date: datetime.date | None = None
    successors: list = field(default_factory=list)
    people: dict = field(default_factory=dict)
    pieces: str = UnitEnding.Pieces.PASS
    pieces_place: int = 0
    # Those of the successors that were made for this.
    made: list = field(default_factory=list)
    by: User | None = None

    @property
    def end_day(self):
        """The first day on which the units are no more, and their successors go on."""
        return self.last_day + ONE_DAY

    @property
    def keys(self):
        return [unit.pk for unit in self.units]

    @property
    def pieces_to(self):
        """The Unit that goes on with what was not finished, or None."""
        if self.pieces == UnitEnding.Pieces.LEAVE or not self.successors:
            return None
        return self.successors[self.pieces_place]

    @cached_property
    def members(self):
        """The administrator's entries that hold, or begin, after the last day: what is decided about."""
        held = (
            UnitMembership.objects.own().filter(unit__in=self.keys).overlapping(valid_from=self.end_day, valid_to=None)
        )
        return list(held.select_related("user", "unit").order_by("unit", "role", "user", "pk"))

    @cached_property
    def stand_ins(self):
        """The stand-ins that would go on after the last day: they end with the unit."""
        held = UnitMembership.objects.filter(stands_in_for__isnull=False, unit__in=self.keys, valid_to__gt=self.end_day)
        return list(held.select_related("user", "unit", "stands_in_for__user").order_by("unit", "pk"))

    def fate_of(self, member):
        """(Fate, the Unit that the person moves to or None) of `member` (a UnitMembership)."""
        if self.is_own(member):
            return Fate.LEAVE, None
        fate, _dash, place = self.people.get(member.pk, self.usual_fate(member)).partition("-")
        return Fate(fate), self.successors[int(place)] if fate == Fate.MOVE else None

    def usual_fate(self, member):
        """What becomes of `member` where nothing is said: the person moves on, whose account is closed does not."""
        return f"{Fate.MOVE}-0" if self.successors and member.user.is_active else str(Fate.END)

    def is_own(self, member):
        """Whether `member` is the membership of who does it: nobody but a superuser appoints themselves."""
        return self.by is not None and not self.by.is_superuser and member.user_id == self.by.pk

    def fates(self):
        """What a person's membership may become: [(value, words)]."""
        moves = [(f"{Fate.MOVE}-{place}", unit) for place, unit in enumerate(self.successors)]
        words = [(value, _("moves to %(unit)s") % {"unit": called(unit)}) for value, unit in moves]
        return [*words, (str(Fate.END), Fate.END.label), (str(Fate.LEAVE), Fate.LEAVE.label)]

    @cached_property
    def known_there(self):
        """{(user, unit, role)} of who is registered at an existing successor on the first day."""
        saved = [unit.pk for unit in self.successors if unit.pk]
        held = UnitMembership.objects.own().filter(unit__in=saved).valid_on(self.end_day)
        return set(held.order_by().values_list("user", "unit", "role"))

    def moves(self):
        """[(member, Unit, whether a new entry is made)] of all that move: nobody is registered twice in one role."""
        found, seen = [], {(user, unit, role) for user, unit, role in self.known_there}
        for member in self.members:
            fate, unit = self.fate_of(member)
            if fate != Fate.MOVE:
                continue
            key = (member.user_id, unit.pk or id(unit), member.role)
            found.append((member, unit, key not in seen))
            seen.add(key)
        return found


def called(unit):
    """The name of `unit` (str), told from one of the same name that ends where it is still to be made."""
    return unit.name if unit.pk else _("%(unit)s (new)") % {"unit": unit.name}


def role_of(member):
    """The role of `member` within a sentence (str)."""
    label = str(member.get_role_display())
    return label[:1].lower() + label[1:]


def is_left(unit):
    """Whether `unit` is closed already, and the assistant only clears away what it left."""
    return unit.valid_to is not None


def units_to_end():
    """The Units that the assistant is for: in force, or closed by hand with people that stayed; none that it ended."""
    held = UnitMembership.objects.own().valid_today().order_by().values("unit")
    return (
        Unit.objects.filter(ending=None).filter(models.Q(valid_to=None) | models.Q(pk__in=held)).select_related("page")
    )


def user_can_end_units(user):
    """Whether `user` may end units: who keeps units and members, makes new ones included."""
    return user.is_active and user.has_perms(
        [
            "submissions.add_unit",
            "submissions.change_unit",
            "submissions.add_unitmembership",
            "submissions.change_unitmembership",
        ]
    )
