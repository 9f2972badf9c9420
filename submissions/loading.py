"""Units from a CSV file: all of it or nothing, every bad line reported at once (docs/units.md)."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from submissions.models import Unit
from vietnamese.text import fold, normalise

PHAN_THIET = Path(__file__).resolve().parent / "data" / "units.csv"
COLUMNS = ("name_vi", "short_name", "slug", "kind")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class UnitFileError(Exception):
    """The file cannot be applied; `problems` is a list of sentences for the person who made it."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class UnitLine:
    """One line of the file, by its number in it (the heading is line 1), and the unit that it names, if known."""

    number: int
    values: dict
    order: int
    unit: Unit | None = None
    problems: list = field(default_factory=list)


@transaction.atomic
def load_units(path=PHAN_THIET):
    """Bring the units into line with the CSV file at `path`; return a Counter of created, changed, unchanged.

    A unit is recognised by its slug and its name, however the marks are placed. The order of the lines is the
    order of protocol. Raises UnitFileError, and applies nothing, when anything in the file is wrong.
    """
    lines = read_lines(path)
    check_against_each_other(lines)
    check_against_register(lines)
    for line in lines:
        if not line.problems:
            check_unit(line)
    problems = [
        _("Line %(number)s: %(problem)s") % {"number": line.number, "problem": problem}
        for line in lines
        for problem in line.problems
    ]
    if problems:
        raise UnitFileError(problems)
    return Counter(apply(line) for line in lines)


def read_lines(path):
    """The lines of the file as UnitLine objects; raises UnitFileError when it is no such table at all."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnitFileError([_("The file %(path)s cannot be read.") % {"path": path}]) from error
    except UnicodeDecodeError as error:
        raise UnitFileError([_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.")]) from error
    heading = text.split("\n", 1)[0]
    # Excel writes semicolons where the comma divides decimals, as in Việt Nam.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in heading else ",", strict=True)
    try:
        reader.fieldnames = [name.strip() for name in reader.fieldnames or []]
        missing = [column for column in COLUMNS if column not in reader.fieldnames]
        if missing:
            raise UnitFileError([_("The file lacks the columns: %(columns)s.") % {"columns": ", ".join(missing)}])
        lines = [read_line(row, number=reader.line_num, order=order) for order, row in enumerate(reader, start=1)]
    except csv.Error as error:
        problem = _("The table cannot be read from here on; a quotation mark may be missing.")
        raise UnitFileError(
            [_("Line %(number)s: %(problem)s") % {"number": reader.line_num, "problem": problem}]
        ) from error
    if not lines:
        raise UnitFileError([_("The file contains no unit.")])
    return lines


def read_line(row, *, number, order):
    """One row of the table, tidied, with what is wrong with it by itself."""
    values = {column: normalise(row[column] or "").strip() for column in COLUMNS}
    line = UnitLine(number=number, values=values, order=order)
    empty = [column for column in COLUMNS if not values[column]]
    if empty:
        line.problems.append(_("empty: %(columns)s.") % {"columns": ", ".join(empty)})
    if None in row:
        line.problems.append(_("more values than columns."))
    if values["slug"] and not SLUG.fullmatch(values["slug"]):
        line.problems.append(
            _("slug “%(slug)s”: only small letters without marks, digits and hyphens.") % {"slug": values["slug"]}
        )
    if values["kind"] and values["kind"] not in Unit.Kind.values:
        line.problems.append(
            _("unknown kind “%(kind)s”; known are %(kinds)s.")
            % {"kind": values["kind"], "kinds": ", ".join(Unit.Kind.values)}
        )
    return line


def check_against_each_other(lines):
    """Note on each line the name or slug that an earlier line already has."""
    seen = {}
    for line in lines:
        for column, key in (("slug", line.values["slug"]), ("name_vi", fold(line.values["name_vi"]))):
            earlier = seen.setdefault((column, key), line.number) if key else line.number
            if earlier != line.number:
                line.problems.append(
                    _("%(column)s “%(value)s” is already on line %(earlier)s.")
                    % {"column": column, "value": line.values[column], "earlier": earlier}
                )


def check_against_register(lines):
    """Find the unit that each line names; note where slug and name belong to different ones."""
    units = list(Unit.objects.all())
    by_slug = {unit.slug: unit for unit in units}
    by_name = {fold(unit.name): unit for unit in units if unit.is_valid_today}
    for line in lines:
        slug, name = line.values["slug"], line.values["name_vi"]
        owner = by_slug.get(slug)
        namesake = by_name.get(fold(name))
        if owner and fold(owner.name) != fold(name):
            line.problems.append(
                _("slug “%(slug)s” already belongs to “%(unit)s” and is never given twice.")
                % {"slug": slug, "unit": owner.name}
            )
        elif namesake and namesake != owner:
            line.problems.append(
                _("“%(name)s” already exists, with the slug “%(slug)s”.") % {"name": name, "slug": namesake.slug}
            )
        line.unit = owner


def fields_of(line):
    return {
        "name": line.values["name_vi"],
        "short_name": line.values["short_name"],
        "slug": line.values["slug"],
        "kind": line.values["kind"],
        "display_order": line.order,
    }


def check_unit(line):
    """Note what the model itself refuses, such as a name that is too long."""
    try:
        Unit(**fields_of(line)).clean_fields(exclude=["page", "collection"])
    except ValidationError as error:
        line.problems.extend(error.messages)


def apply(line):
    """Create or change the unit of `line`; return "created", "changed" or "unchanged"."""
    unit = line.unit or Unit()
    wanted = fields_of(line)
    is_new = unit.pk is None
    is_changed = any(getattr(unit, name) != value for name, value in wanted.items())
    if is_new or is_changed:
        for name, value in wanted.items():
            setattr(unit, name, value)
        unit.save()
    if is_new or is_changed or unit.page_id is None or unit.collection_id is None:
        unit.provision()
    return "created" if is_new else "changed" if is_changed else "unchanged"
