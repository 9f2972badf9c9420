"""Officers of the units from a file: all of it or nothing, every bad line reported at once (docs/register.md)."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from submissions.accounts.password_reset import send_invitation
from submissions.models import UnitMembership, User
from submissions.units.known_people import KnownPeople
from submissions.units.member_lines import ABOUT_A_PERSON, COLUMNS, REQUIRED, KnownUnits, MemberLineForm
from vietnamese.dates import today
from vietnamese.files.table_files import Table, TableFileError, TableLine, changes, read_table, refuse_problems


@dataclass(kw_only=True)
class MemberLine(TableLine):
    """A line of the file, with the person and the membership that it means, and what it changes of the latter."""

    user: User | None = None
    membership: UnitMembership | None = None
    changed: dict = field(default_factory=dict)

    @property
    def is_filled_in(self):
        return any(self.values.get(name) for name in ABOUT_A_PERSON)


@transaction.atomic
def load_members(path, *, skip=()):
    """Register the officers in the file at `path` (members_in); return a Counter of what was done (register)."""
    return register(members_in(path, skip=skip))


def members_in(path, *, skip=()):
    """The Table of MemberLine in the file at `path`, each with whom and what it means; nothing is changed by it.

    `skip` are the headings of columns to leave out. Raises TableFileError when anything in the file is wrong.
    """
    table = read_table(path, columns=COLUMNS, required=REQUIRED, skip=skip)
    lines = [MemberLine(**vars(line)) for line in table.lines]
    lines = [line for line in lines if line.is_filled_in or line.problems]
    if not lines:
        raise TableFileError([_("The file contains nobody.")])
    units, people, memberships = KnownUnits(), KnownPeople(), KnownMemberships()
    for line in lines:
        check(line, units=units, people=people, memberships=memberships)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def register(table):
    """Register the officers of `table` (members_in); return a Counter of accounts, created, changed, unchanged.

    Each new account gets a mail with a link to choose a password. What the file does not say is left as it is, and
    so is who does not stand in it. To be called in the transaction in which `table` was read.
    """
    return sum((apply(line) for line in table.lines), Counter())


def check(line, *, units, people, memberships):
    """Find whom and what `line` means, or note why that cannot be."""
    form = MemberLineForm(line.values, units=units)
    if not form.is_valid():
        line.problems += form.problems()
        return
    person = {name: form.cleaned_data[name] for name in ("full_name", "email", "username", "unit")}
    line.user, problem = people.find(**person)
    if problem:
        line.problems.append(problem)
        return
    line.user = line.user or people.plan(**person)
    memberships.place(line, unit=person["unit"], role=form.cleaned_data["role"], given=form.membership_values())


class KnownMemberships:
    """All memberships by person, unit and role, and those that the lines read so far will make."""

    def __init__(self):
        self.known = defaultdict(list)
        self.line_of = {}
        for membership in UnitMembership.objects.own().select_related("user"):
            self.known[self.key_of(membership)].append(membership)

    @staticmethod
    def key_of(membership):
        # A user name, because an account that is not saved yet has no key.
        return membership.user.username.lower(), membership.unit_id, membership.role

    def place(self, line, *, unit, role, given):
        """Give `line` the membership that it means, changed as it says."""
        wanted = UnitMembership(user=line.user, unit=unit, role=role, **given)
        key = self.key_of(wanted)
        meant = [held for held in self.known[key] if "valid_from" not in given or meet(held, wanted)]
        if len(meant) > 1 and "valid_from" in given:
            line.problems.append(_("the person is registered more than once in the time that is named."))
            return
        line.membership = max(meant, key=beginning, default=None)
        if line.membership is None:
            self.add(line, wanted=wanted, key=key)
        else:
            self.change(line, given=given)
        earlier = self.line_of.setdefault(id(line.membership), line.number)
        if earlier != line.number:
            line.problems.append(_("this person already stands on line %(earlier)s.") % {"earlier": earlier})
        note_refusal(line)

    def add(self, line, *, wanted, key):
        if not line.user.is_active:
            line.problems.append(
                _("the account “%(username)s” is no longer in use.") % {"username": line.user.username}
            )
        wanted.valid_from = wanted.valid_from or today()
        self.known[key].append(wanted)
        line.membership = wanted

    def change(self, line, *, given):
        line.changed = changes(line.membership, given)
        for name, (_before, value) in line.changed.items():
            setattr(line.membership, name, value)


def beginning(membership):
    return membership.valid_from or datetime.date.min


def meet(one, other):
    """Whether two memberships have a day in common."""
    ends = [membership.valid_to or datetime.date.max for membership in (one, other)]
    return beginning(one) < ends[1] and beginning(other) < ends[0]


def note_refusal(line):
    """Note what the model itself refuses, such as an end before the beginning."""
    try:
        line.membership.clean()
    except ValidationError as error:
        line.problems.extend(error.messages)


def apply(line):
    """Save what `line` says; return a Counter of what was done."""
    done = Counter()
    if line.user.pk is None:
        line.user.save()
        log(instance=line.user, action="wagtail.create")
        send_invitation(line.user)
        done["accounts"] = 1
    is_new = line.membership.pk is None
    if is_new:
        # The account had no key when the membership was made.
        line.membership.user = line.user
    if is_new or line.changed:
        line.membership.save()
        log(instance=line.membership, action="wagtail.create" if is_new else "wagtail.edit")
    done["created" if is_new else "changed" if line.changed else "unchanged"] += 1
    return done
