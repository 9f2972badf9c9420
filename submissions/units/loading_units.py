"""Units from a file: all of it or nothing, every bad line reported at once (docs/units.md)."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.ending import from_a_list
from submissions.ending.doing import end_units
from submissions.models import Unit, UnitKind
from submissions.units.provisioning import provision
from vietnamese.dates import today
from vietnamese.files.table_files import Table, TableFileError, TableLine, read_table, refuse_problems
from vietnamese.text import fold

PHAN_THIET = Path(__file__).resolve().parent / "data" / "units.csv"
# Our name → the headings by which a column is known; the note is for who keeps the list, and is not read.
HEADINGS = {
    "name_vi": (gettext_lazy("Name of the unit"), "name_vi"),
    "short_name": (gettext_lazy("Short name"), "short_name"),
    "slug": (gettext_lazy("Slug"), "slug"),
    "kind": (gettext_lazy("Kind of unit"), "kind"),
    "valid_from": (gettext_lazy("From the day"), "valid_from"),
    "successors": (gettext_lazy("Successor units"), gettext_lazy("Merged into"), "successors"),
    "note": (gettext_lazy("Note"), "note"),
}
COLUMNS = ("name_vi", "short_name", "slug", "kind")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(kw_only=True)
class UnitLine(TableLine):
    """A line of the file with its place in the order of protocol, and the unit that it names, if known."""

    order: int
    unit: Unit | None = None
    # What the line stands for: the known unit, or one that is not saved yet.
    meant: Unit | None = None
    first_day: datetime.date | None = None
    # Of a unit that ends by the list: who takes over, from which day on.
    successors: list = field(default_factory=list)
    end_day: datetime.date | None = None


@transaction.atomic
def load_units(path=PHAN_THIET, *, skip=()):
    """Bring the units into line with the file at `path` (units_in); a Counter of created, changed, unchanged."""
    return bring_into_line(units_in(path, skip=skip))


def units_in(path, *, skip=()):
    """The Table of UnitLine in the file at `path`, each with the unit that it means; nothing is changed by it.

    A unit is recognised by its slug and its name, however the marks are placed. The order of the lines is the
    order of protocol; `skip` are the headings of columns to leave out. Raises TableFileError when anything in the
    file is wrong.
    """
    table = read_table(path, columns=HEADINGS, required=COLUMNS, skip=skip)
    if not table.lines:
        raise TableFileError([_("The file contains no unit.")])
    kinds = UnitKind.objects.choices()
    lines = [UnitLine(**vars(line), order=order) for order, line in enumerate(table.lines, start=1)]
    for line in lines:
        check_values(line, kinds=kinds)
    check_against_each_other(lines)
    check_against_register(lines)
    for line in lines:
        if not line.problems:
            check_unit(line)
    from_a_list.find_successors(lines)
    refuse_problems(lines)
    from_a_list.note_refusals(lines)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def bring_into_line(table, *, by=None):
    """Create, change and end the units of `table` (units_in), in the transaction in which it was read.

    `by` is the User who does it, or None for a command.
    """
    said = {id(line): from_a_list.sentences(line, by=by) for line in table.lines}
    done = {id(line): apply(line) for line in table.lines}
    created = {id(line.meant) for line in table.lines if done[id(line)] == "created"}
    for ending, lines in from_a_list.endings_of(table.lines, by=by):
        ending.made = [unit for unit in ending.successors if id(unit) in created]
        end_units(ending, said=[sentence for line in lines for sentence in said[id(line)]])
        done |= {id(line): "changed" for line in lines}
    make_room(table.lines)
    return Counter(done.values())


def make_room(lines):
    """Units that are not in the list follow behind it, in the order that they had: no two have one place."""
    place = len(lines)
    for unit in Unit.objects.exclude(pk__in=[line.meant.pk for line in lines]):
        place = max(place + 1, unit.display_order)
        if unit.display_order != place:
            Unit.objects.filter(pk=unit.pk).update(display_order=place)


def check_values(line, *, kinds):
    """Note what is wrong with the line by itself; `kinds` are [(code, name), …]."""
    values = line.values
    values["kind"] = kind_called(values["kind"], kinds=kinds)
    empty = [str(HEADINGS[column][0]) for column in COLUMNS if not values[column]]
    if empty:
        line.problems.append(_("empty: %(columns)s.") % {"columns": ", ".join(empty)})
    if values["slug"] and not SLUG.fullmatch(values["slug"]):
        line.problems.append(
            _("slug “%(slug)s”: only small letters without marks, digits and hyphens.") % {"slug": values["slug"]}
        )
    if values["kind"] and values["kind"] not in dict(kinds):
        line.problems.append(
            _("unknown kind “%(kind)s”; known are %(kinds)s.")
            % {"kind": values["kind"], "kinds": ", ".join(name for _code, name in kinds)}
        )
    try:
        line.first_day = forms.DateField(required=False).clean(values.get("valid_from") or "")
    except ValidationError as error:
        line.problems.extend(f"{HEADINGS['valid_from'][0]}: {message}" for message in error.messages)


def kind_called(text, *, kinds):
    """The code of the kind that `text` calls, by its name or its code; `text` itself where none is."""
    return next((code for code, name in kinds if fold(name) == fold(text)), text)


def check_against_each_other(lines):
    """Note on each line the name or slug that an earlier line already has; a unit that begins may bear the name of one
    that ends."""
    seen = {}
    for line in lines:
        name = fold(line.values["name_vi"])
        key_of_name = (name, from_a_list.ends(line)) if name else ""
        for column, key in (("slug", line.values["slug"]), ("name_vi", key_of_name)):
            earlier = seen.setdefault((column, key), line.number) if key else line.number
            if earlier != line.number:
                line.problems.append(
                    _("%(column)s “%(value)s” is already on line %(earlier)s.")
                    % {"column": HEADINGS[column][0], "value": line.values[column], "earlier": earlier}
                )


def check_against_register(lines):
    """Find the unit that each line names; note where slug and name belong to different ones."""
    units = list(Unit.objects.all())
    by_slug = {unit.slug: unit for unit in units}
    ending = {by_slug.get(line.values["slug"]) for line in lines if from_a_list.ends(line)}
    by_name = {fold(unit.name): unit for unit in units if unit.is_valid_today and unit not in ending}
    for line in lines:
        slug, name = line.values["slug"], line.values["name_vi"]
        owner = by_slug.get(slug)
        namesake = by_name.get(fold(name))
        if owner and fold(owner.name) != fold(name):
            line.problems.append(
                _("slug “%(slug)s” already belongs to “%(unit)s” and is never given twice.")
                % {"slug": slug, "unit": owner.name}
            )
        elif owner and owner.valid_to and owner.valid_to <= today():
            if not from_a_list.ends(line):
                line.problems.append(from_a_list.ended_already(owner))
        elif namesake and namesake != owner:
            line.problems.append(
                _("“%(name)s” already exists, with the slug “%(slug)s”.") % {"name": name, "slug": namesake.slug}
            )
        elif owner and line.first_day not in (None, owner.valid_from):
            line.problems.append(_("the day from which a unit holds that exists already is changed in the register."))
        line.unit = owner
        line.meant = owner or Unit(**fields_of(line), valid_from=line.first_day)


def fields_of(line):
    return {
        "name": line.values["name_vi"],
        "short_name": line.values["short_name"],
        "slug": line.values["slug"],
        "kind_id": line.values["kind"],
        "display_order": line.order,
    }


def check_unit(line):
    """Note what the model itself refuses, such as a name that is too long."""
    try:
        Unit(**fields_of(line), valid_from=line.first_day).clean_fields(exclude=["kind", "page", "collection"])
    except ValidationError as error:
        line.problems.extend(error.messages)


def apply(line):
    """Create or change the unit of `line`; return "created", "changed" or "unchanged"."""
    unit, wanted = line.meant, fields_of(line)
    is_new = unit.pk is None
    if unit.valid_to is not None and unit.valid_to <= today():
        return "unchanged"
    is_changed = any(getattr(unit, name) != value for name, value in wanted.items())
    if is_new or is_changed:
        for name, value in wanted.items():
            setattr(unit, name, value)
        unit.save()
    if is_new or is_changed or unit.page_id is None or unit.collection_id is None:
        provision(unit)
    return "created" if is_new else "changed" if is_changed else "unchanged"
