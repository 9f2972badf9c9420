"""The register of officers on a day: one row for each unit and person, and first the units that registered nobody."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions.models import RegisterDeadline, Unit, UnitKind, UnitMembership, User
from submissions.officers.appointing import document_in_words
from vietnamese.dates import short_date, today
from vietnamese.numbers import whole

Role = UnitMembership.Role
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A person in a unit, by the memberships (one for each role) that hold on the day; or a unit without anybody."""

    number: int
    of: Unit
    person: User | None = None
    memberships: tuple = ()
    remarks: tuple = ()

    @property
    def is_registered(self):
        return self.person is not None

    @property
    def note(self):
        return capfirst("; ".join(self.remarks))

    @property
    def unit(self):
        return self.of.name

    @property
    def full_name(self):
        return str(self.person) if self.person else ""

    @property
    def email(self):
        return self.person.email if self.person else ""

    @property
    def post(self):
        return self._first("post")

    @property
    def telephone(self):
        return self._first("telephone")

    @property
    def document(self):
        words = (document_in_words(m.document_number, m.document_date) for m in self.memberships)
        return "; ".join(dict.fromkeys(word for word in words if word))

    def _first(self, name):
        return next((value for m in self.memberships if (value := getattr(m, name))), "")


@dataclass(frozen=True)
class Register:
    """The register as it is asked for: the day, the block of units, and whom it lists. Three queries at any size."""

    day: datetime.date = field(default_factory=today)
    block: str = ""
    with_leaders: bool = False
    only_missing: bool = False

    @cached_property
    def deadline(self):
        return RegisterDeadline.load()

    @cached_property
    def blocks(self):
        """The Block of each kind of unit, by its code."""
        return UnitKind.objects.blocks()

    @property
    def block_title(self):
        """The heading of the block that is asked for."""
        return next(block.title for block in self.blocks.values() if block.number == self.block)

    @cached_property
    def all_units(self):
        """The units of the block, whenever they are valid, in the order of protocol, with all their people ever."""
        people = UnitMembership.objects.own().select_related("user").order_by("role", "user", "valid_from", "pk")
        units = Unit.objects.prefetch_related(Prefetch("memberships", queryset=people, to_attr="people"))
        if self.block:
            units = units.filter(kind__in=[code for code, block in self.blocks.items() if block.number == self.block])
        return list(units)

    def lists(self, membership):
        return self.with_leaders or membership.role == Role.CONTRIBUTOR

    def holds(self, membership):
        """Whether it is in force on the day; an account that was switched off counts for the past only."""
        in_use = membership.user.is_active or self.day < today()
        return in_use and membership.is_valid_on(self.day)

    @cached_property
    def units(self):
        """The units that are valid on the day."""
        return [unit for unit in self.all_units if unit.is_valid_on(self.day)]

    @cached_property
    def missing(self):
        """Those of them that nobody is in charge of."""
        return [unit for unit in self.units if not any(self.holds(m) for m in contributors(unit))]

    @cached_property
    def rows(self):
        """Units without anybody first, then everybody registered; both in the order of protocol."""
        found = [{"of": unit, "remarks": (self.missing_words(unit),)} for unit in self.missing]
        if not self.only_missing:
            found += [row for unit in self.units for row in self.people_of(unit)]
        return [Row(number=number, **row) for number, row in enumerate(found, start=1)]

    def people_of(self, unit):
        by_person = {}
        for membership in unit.people:
            if self.lists(membership) and self.holds(membership):
                by_person.setdefault(membership.user, []).append(membership)
        for person, held in by_person.items():
            remarks = [remark for remark in self.remarks(unit, held) if remark]
            yield {"of": unit, "person": person, "memberships": tuple(held), "remarks": tuple(remarks)}

    def remarks(self, unit, held):
        """What the note says of a person: as what, from when to when, and whether that was late."""
        if any(m.role == Role.LEADER for m in held):
            yield from (str(m.get_role_display()) for m in held)
        yield from dict.fromkeys(interval_in_words(m) for m in held)
        if any(self.is_late(unit, m) for m in held):
            yield _("registered after the deadline")

    def is_late(self, unit, membership):
        """Whether `membership` is the first in charge of `unit`, and was assigned only when the deadline was over.

        What counts is the document or the first day, whichever is earlier. Whoever follows the first is a change
        and not late, and so is nobody of a unit that came after the deadline.
        """
        if membership.role != Role.CONTRIBUTOR or self.came_after_deadline(unit):
            return False
        first = min(assigned_on(m) for m in contributors(unit))
        return assigned_on(membership) == first >= self.deadline.day

    def came_after_deadline(self, unit):
        return unit.valid_from is not None and unit.valid_from >= self.deadline.day

    def missing_words(self, unit):
        """What stands beside a unit without anybody: how late it is, or since when nobody has followed."""
        before = [m for m in contributors(unit) if assigned_on(m) <= self.day]
        ends = [m.valid_to for m in before if m.valid_to and m.valid_to <= self.day]
        if ends and len(ends) == len(before):
            return _("Nobody in charge since %(day)s") % {"day": short_date(max(ends))}
        if before:
            return _("Nobody in charge with an account in use")
        if self.came_after_deadline(unit):
            return _("Not registered yet")
        left = self.deadline.days_left(self.day)
        if left > 0:
            words = ngettext("Not registered yet, %(days)s day left", "Not registered yet, %(days)s days left", left)
            return words % {"days": whole(left)}
        over = 1 - left
        words = ngettext("Not registered yet, %(days)s day overdue", "Not registered yet, %(days)s days overdue", over)
        return words % {"days": whole(over)}

    @cached_property
    def deadline_words(self):
        """Until when the list is due, and by what document."""
        words = _("Due before %(day)s") % {"day": short_date(self.deadline.day)}
        return f"{words} ({self.deadline.legal_basis})" if self.deadline.legal_basis else words


def contributors(unit):
    return [membership for membership in unit.people if membership.role == Role.CONTRIBUTOR]


def assigned_on(membership):
    """The earlier of the document's date and the first day; the beginning of time where neither is known."""
    days = [day for day in (membership.document_date, membership.valid_from) if day]
    return min(days, default=datetime.date.min)


def interval_in_words(membership):
    """From when to when `membership` holds: "từ ngày 05/4/2019 đến hết ngày 30/6/2019"; "" without either."""
    words = {"first": membership.valid_from, "last": membership.valid_to and membership.valid_to - ONE_DAY}
    shown = {name: short_date(day) for name, day in words.items() if day}
    if len(shown) == 2:
        return _("from %(first)s to the end of %(last)s") % shown
    if "first" in shown:
        return _("from %(first)s on") % shown
    return _("until the end of %(last)s") % shown if shown else ""
