"""Units that end by a list: a line says what the unit is merged into, and who takes over says from which day on.

A line has `values`, `problems`, the known Unit of its slug (`unit` or None), the Unit that it stands for (`meant`, not
saved yet where it is new) and its first day (`first_day` or None).
"""

import datetime
import re

from django.utils.translation import gettext as _

from submissions.ending import saying
from submissions.ending.plan import Ending
from submissions.models import Unit
from vietnamese.dates import screen_date
from vietnamese.text import fold

BETWEEN_SUCCESSORS = re.compile(r"[;,\n]")


def ended_already(unit):
    """That `unit` is closed, and what a list has to give instead (str)."""
    return _("“%(unit)s” ended with %(day)s, and a closed unit is not changed. Give the new unit another slug.") % {
        "unit": unit.name,
        "day": screen_date(unit.valid_to - datetime.timedelta(days=1)),
    }


def ends(line):
    return bool(line.values.get("successors"))


def find_successors(lines):
    """Note in each line that ends which Units take over (`successors`) and from which day (`end_day`), or why not."""
    known = Successors(lines)
    for line in lines:
        if ends(line) and not line.problems:
            line.successors = known.of(line)
            line.end_day = end_day_of(line)


class Successors:
    """The lines of the list and the units in force, by slug and by name; a new unit goes before one that ends."""

    def __init__(self, lines):
        self.found = {}
        for unit in Unit.objects.valid_today():
            self.found[fold(unit.name)] = self.found[unit.slug] = unit
        for line in sorted(lines, key=lambda line: not ends(line)):
            self.found[line.values["slug"]] = line.meant
            if not ends(line):
                self.found[fold(line.values["name_vi"])] = line.meant

    def of(self, line):
        texts = [text.strip() for text in BETWEEN_SUCCESSORS.split(line.values["successors"]) if text.strip()]
        whole = self.found.get(fold(line.values["successors"]))
        if whole is not None:
            return [whole]
        for text in texts:
            if text not in self.found and fold(text) not in self.found:
                line.problems.append(
                    _("“%(unit)s”, which takes over, is neither in the list nor in force.") % {"unit": text}
                )
        found = [unit for text in texts if (unit := self.found.get(text) or self.found.get(fold(text)))]
        # By identity: what is not saved yet cannot be hashed.
        return list({id(unit): unit for unit in found}.values())


def end_day_of(line):
    """The first day of who takes over, noted as missing where nobody of them begins on a day of their own."""
    if line.unit is not None and line.unit.valid_to is not None:
        return line.unit.valid_to
    days = {unit.valid_from for unit in line.successors if unit.valid_from is not None and unit.pk is None}
    if len(days) == 1:
        return days.pop()
    if not line.problems:
        line.problems.append(
            _(
                "the last day is not known, because no unit that takes over begins in this list on one day. Enter it, "
                "or use the assistant “Merge or dissolve units”."
            )
        )
    return None


def endings_of(lines, *, by=None):
    """[(Ending, its lines)] of what `lines` end, together what goes to the same successors on the same day."""
    groups = {}
    for line in lines:
        if ends(line) and not is_done(line):
            groups.setdefault((line.end_day, tuple(map(id, line.successors))), []).append(line)
    return [
        (
            Ending(
                units=[line.meant for line in group],
                last_day=group[0].end_day - datetime.timedelta(days=1),
                successors=list(group[0].successors),
                by=by,
            ),
            group,
        )
        for group in groups.values()
    ]


def is_done(line):
    """Whether the unit of `line` ended so already: a list that is read a second time changes nothing."""
    if line.unit is None or line.unit.valid_to is None:
        return False
    return {unit.pk for unit in line.successors} == set(line.unit.successors.values_list("pk", flat=True))


def note_refusals(lines, *, by=None):
    """Note with the first line of each ending why it may not be."""
    for ending, group in endings_of(lines, by=by):
        group[0].problems += saying.refusals(ending)


def sentences(line, *, by=None):
    """What becomes of the unit of `line`, in sentences."""
    return [text for ending, _lines in endings_of([line], by=by) for text in saying.as_texts(saying.sections(ending))]
