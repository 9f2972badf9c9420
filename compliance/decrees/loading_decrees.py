"""Decrees with what their points ask, read in from a list: a line for each point, all of it or nothing.

What a list does is found out by doing it in a transaction that is taken back, with the models' own rules.
"""

from collections import Counter
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import log

from submissions.models import Category, Decree, DecreePoint
from vietnamese.dates import screen_date
from vietnamese.files.table_files import Table, TableFileError, TableLine, changes, read_table, refuse_problems
from vietnamese.text import fold

HEADINGS = {
    "decree": (gettext_lazy("Legal basis"), "decree"),
    "valid_from": (gettext_lazy("From the day"), "valid_from"),
    "article": (pgettext_lazy("law", "Article"), "article"),
    "clause": (pgettext_lazy("law", "Clause"), "clause"),
    "point": (pgettext_lazy("law", "Point"), "point"),
    "title": (gettext_lazy("Title in the decree"), "title"),
    "category": (gettext_lazy("Category"), "category"),
    "is_binding": (gettext_lazy("Binding"), "is_binding"),
    "deadline_days": (gettext_lazy("Deadline in working days"), "deadline_days"),
    "issuer_days": (gettext_lazy("Deadline of the body that issued it"), "issuer_days"),
    "counted_from": (gettext_lazy("Counted from"), "counted_from"),
}
REQUIRED = ("decree", "valid_from", "title", "category")
# What a line says of a point beside where it stands and which category it is about.
OF_POINT = ("article", "clause", "point", "title", "is_binding", "deadline_days", "issuer_days", "counted_from")
YES, NO = ("co", "x", "bat buoc", "1", "true"), ("khong", "khong bat buoc", "0", "false")


@dataclass(kw_only=True)
class PointLine(TableLine):
    """A line of the file: what it says in our terms (`meant`), and what it did when it was tried."""

    meant: dict = field(default_factory=dict)
    done: str = ""
    # {field of the point: (before, after)}
    changed: dict = field(default_factory=dict)
    is_new_decree: bool = False


def decrees_in(path, *, skip=()):
    """The Table of PointLine in the file at `path`, tried out and taken back; TableFileError with all that is wrong.

    A decree is recognised by its number, a point by its decree and category. A decree that is there keeps its dates.
    """
    table = read_table(path, columns=HEADINGS, required=REQUIRED, skip=skip)
    if not table.lines:
        raise TableFileError([_("The file contains no point of a decree.")])
    lines = [PointLine(**vars(line)) for line in table.lines]
    categories = known_categories()
    for line in lines:
        read_values(line, categories=categories)
    check_against_each_other(lines)
    refuse_problems(lines)
    with transaction.atomic():
        for line in lines:
            write(line)
        transaction.set_rollback(True)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def bring_into_line(table, *, by=None):
    """Write what `table` (decrees_in) says, in the transaction in which it was read; a Counter of what was done."""
    for line in table.lines:
        write(line, by=by)
    refuse_problems(table.lines)
    return Counter(line.done for line in table.lines)


def known_categories():
    """{what a list may call it, folded: Category}; the title goes before everyday words."""
    found = {}
    for names in ("slug", "everyday_name", "title"):
        found |= {fold(getattr(one, names)): one for one in Category.objects.all() if getattr(one, names)}
    return found


def read_values(line, *, categories):
    """Write into `line.meant` what its cells say, and note what they do not."""
    values = line.values
    empty = [str(HEADINGS[name][0]) for name in REQUIRED if not values[name]]
    if empty:
        line.problems.append(_("empty: %(columns)s.") % {"columns": ", ".join(empty)})
    category = categories.get(fold(values["category"]))
    if category is None and values["category"]:
        line.problems.append(
            _("there is no category “%(category)s”: add it under “Categories” first.")
            % {"category": values["category"]}
        )
    line.meant = {"decree": values["decree"], "category": category, "title": values["title"]}
    cell(line, "valid_from", forms.DateField(required=False))
    for name in ("article", "clause", "deadline_days", "issuer_days"):
        if name in values:
            cell(line, name, forms.IntegerField(required=False, min_value=0, max_value=9999))
    if "point" in values:
        values["point"] = values["point"].strip().lower()
        cell(line, "point", DecreePoint._meta.get_field("point").formfield())
    if "counted_from" in values:
        line.meant["counted_from"] = values["counted_from"]
    if "is_binding" in values:
        said = fold(values["is_binding"])
        if said not in (*YES, *NO):
            line.problems.append(
                _("%(column)s: “%(value)s” is neither yes nor no.")
                % {"column": HEADINGS["is_binding"][0], "value": values["is_binding"]}
            )
        line.meant["is_binding"] = said in YES


def cell(line, name, form_field):
    """Read the cell `name` as `form_field` would what is typed."""
    try:
        line.meant[name] = form_field.clean(line.values[name])
    except ValidationError as error:
        line.problems += [f"{HEADINGS[name][0]}: {message}" for message in error.messages]


def check_against_each_other(lines):
    """A category stands once for a decree, and the lines of one decree begin on one day."""
    seen, days = {}, {}
    for line in lines:
        key = (line.meant["decree"], line.meant["category"])
        earlier = seen.setdefault(key, line.number) if all(key) else line.number
        if earlier != line.number:
            line.problems.append(
                _("%(column)s “%(value)s” is already on line %(earlier)s.")
                % {"column": HEADINGS["category"][0], "value": line.values["category"], "earlier": earlier}
            )
        day = line.meant.get("valid_from")
        if days.setdefault(key[0], day) != day:
            line.problems.append(_("the lines of one legal basis begin on one day."))


def write(line, *, by=None):
    """Create or change the decree and the point of `line`; what the models refuse is noted in it."""
    try:
        with transaction.atomic():
            decree, line.is_new_decree = decree_of(line, by=by)
            point = DecreePoint.objects.filter(decree=decree, category=line.meant["category"]).first()
            is_new = point is None
            point = point or DecreePoint(decree=decree, category=line.meant["category"])
            given = {name: line.meant[name] for name in OF_POINT if name in line.meant}
            line.changed = changes(point, given)
            line.done = "created" if is_new else "changed" if line.changed else "unchanged"
            if line.done != "unchanged":
                # Whoever has read the line in the original has not read this one.
                for name, value in (given | {"is_checked": False}).items():
                    setattr(point, name, value)
                save(point, by=by, is_new=is_new)
    except ValidationError as error:
        line.problems += told(error)


def told(error):
    """The sentences of `error` (a ValidationError), each with the column that it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    found = []
    for name, sentences in error.message_dict.items():
        heading = f"{HEADINGS[name][0]}: " if name in HEADINGS else ""
        found += [heading + sentence for sentence in sentences]
    return found


def decree_of(line, *, by):
    """(the Decree of `line`, whether it was made now)."""
    number, day = line.meant["decree"], line.meant["valid_from"]
    known = Decree.objects.filter(number=number).first()
    if known is None:
        return save(Decree(number=number, valid_from=day), by=by, is_new=True), True
    if known.valid_from != day:
        raise ValidationError(
            _("“%(decree)s” holds from %(day)s on already; its days are changed on its own screen.")
            % {"decree": number, "day": screen_date(known.valid_from) if known.valid_from else "…"}
        )
    return known, False


def save(row: models.Model, *, by, is_new):
    row.full_clean()
    row.save()
    log(instance=row, action="wagtail.create" if is_new else "wagtail.edit", user=by, content_changed=True)
    return row
