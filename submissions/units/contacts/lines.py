"""Contact details of units from a file: all of it or nothing, every bad line reported at once (docs/lists.md).

A line names a unit, with its address and numbers, with one of its leaders, or with both. What the file does not say is
left as it is, and nobody is taken away.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from submissions.models import Unit, UnitContact, UnitLeader
from vietnamese.files.table_files import Table, TableFileError, TableLine, changes, read_table, refuse_problems
from vietnamese.text import fold

COLUMNS = {
    "unit": (gettext_lazy("Unit"), "unit"),
    "address": (gettext_lazy("Address"), "address"),
    "telephone": (gettext_lazy("Telephone of the office"), "telephone"),
    "one_stop": (gettext_lazy("One-stop shop"), "one_stop"),
    "one_stop_telephone": (gettext_lazy("Telephone of the one-stop shop"), "one_stop_telephone"),
    "reception": (gettext_lazy("Citizens are received"), "reception"),
    "name": (gettext_lazy("Leader"), gettext_lazy("Full name"), "name"),
    "post": (gettext_lazy("Post"), "post"),
    "leader_telephone": (gettext_lazy("Telephone of the leader"), "leader_telephone"),
    "email": (gettext_lazy("E-mail of the leader"), "email"),
}
REQUIRED = ("unit",)
OF_THE_UNIT = ("address", "telephone", "one_stop", "one_stop_telephone", "reception")
# Our column → the field of a leader.
OF_A_LEADER = {"name": "name", "post": "post", "leader_telephone": "telephone", "email": "email"}


@dataclass(kw_only=True)
class ContactLine(TableLine):
    """A line of the file: the details and the leader that it means, saved or not, and what it changes of each."""

    contact: UnitContact | None = None
    leader: UnitLeader | None = None
    # {field: (before, after)}
    changed: dict = field(default_factory=dict)
    changed_of_leader: dict = field(default_factory=dict)

    def given(self, columns):
        return {name: self.values[name] for name in columns if self.values.get(name)}


class Known:
    """What the lines are compared with, read once for all of them."""

    def __init__(self):
        units = Unit.objects.valid_today().filter(page__isnull=False)
        self.units = {fold(said): unit for unit in units for said in (unit.name, unit.slug)}
        contacts = UnitContact.objects.select_related("unit").prefetch_related("leaders")
        self.contacts = {contact.unit_id: contact for contact in contacts}
        self.leaders = {
            (key, fold(leader.name)): leader
            for key, contact in self.contacts.items()
            for leader in contact.leaders.all()
        }
        self.seen = {}


def contacts_in(path, *, skip=()):
    """The Table of ContactLines in the file at `path`; nothing is changed by it.

    Raises TableFileError when anything in the file is wrong.
    """
    table = read_table(path, columns=COLUMNS, required=REQUIRED, skip=skip)
    if not table.lines:
        raise TableFileError([_("The file contains no unit.")])
    lines = [ContactLine(**vars(line)) for line in table.lines]
    known = Known()
    for line in lines:
        read(line, known=known)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def read(line, *, known):
    """Find or make what `line` means, changed as it says, or note what is wrong with it."""
    said = line.values.get("unit") or ""
    unit = known.units.get(fold(said))
    if unit is None:
        line.problems.append(
            _("no unit “%(name)s” is at work today.") % {"name": said} if said else _("the name of the unit is empty.")
        )
        return
    line.contact = known.contacts.setdefault(unit.pk, UnitContact(unit=unit))
    line.changed = brought_in(line.contact, line.given(OF_THE_UNIT))
    note_repeated(line, known=known)
    note_wrong(line, line.contact, columns={name: name for name in line.given(OF_THE_UNIT)})
    leader = {OF_A_LEADER[name]: value for name, value in line.given(OF_A_LEADER).items()}
    if not leader:
        return
    if lacking := [str(COLUMNS[name][0]) for name in ("name", "post") if not leader.get(name)]:
        line.problems.append(_("empty: %(columns)s.") % {"columns": ", ".join(lacking)})
        return
    key = unit.pk, fold(leader["name"])
    if earlier := known.seen.get(key):
        line.problems.append(_("this person already stands on line %(earlier)s.") % {"earlier": earlier})
        return
    known.seen[key] = line.number
    line.leader = known.leaders.setdefault(key, UnitLeader())
    if line.leader.name:
        # Written with its marks already: the list may have them otherwise.
        del leader["name"]
    line.changed_of_leader = brought_in(line.leader, leader)
    note_wrong(line, line.leader, columns={field: name for name, field in OF_A_LEADER.items()})


def brought_in(row, given):
    """Set the fields `given` of `row`; {field: (before, after)} of those that were otherwise."""
    changed = changes(row, given)
    for name, (_before, after) in changed.items():
        setattr(row, name, after)
    return changed


def note_repeated(line, *, known):
    """Note what another line has said otherwise of the same unit."""
    for name, value in line.given(OF_THE_UNIT).items():
        number, before = known.seen.setdefault((line.contact.unit_id, name), (line.number, value))
        if before != value:
            line.problems.append(
                _("%(column)s is not the same as on line %(earlier)s.")
                % {"column": COLUMNS[name][0], "earlier": number}
            )


def note_wrong(line, row, *, columns):
    """Note what the fields of `row` that the list has (`columns`: {field: our column}) hold that they may not."""
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in columns])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            line.problems.extend(f"{COLUMNS[columns[name]][0]}: {message}" for message in messages)


def enter(table, *, by):
    """Save what the lines of `table` (contacts_in) say, in the transaction in which it was read; a Counter."""
    done = Counter()
    touched = {}
    for line in table.lines:
        contact = line.contact
        touched.setdefault(contact.unit_id, [contact, contact.pk is None, False])
        if contact.pk is None or line.changed:
            contact.save()
            touched[contact.unit_id][2] = True
        if line.leader is not None and (line.leader.pk is None or line.changed_of_leader):
            if line.leader.pk is None:
                line.leader.contact = contact
                line.leader.sort_order = UnitLeader.objects.filter(contact=contact).count()
            line.leader.save()
            touched[contact.unit_id][2] = True
    for contact, is_new, is_changed in touched.values():
        done["created" if is_new else "changed" if is_changed else "unchanged"] += 1
        if is_new or is_changed:
            log(instance=contact, action="wagtail.create" if is_new else "wagtail.edit", user=by)
    return done
