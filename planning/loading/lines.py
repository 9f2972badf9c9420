"""Projects from a file: all of it or nothing, every bad line reported at once (docs/planning.md)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.loading import cells
from library.models import Field
from planning.models import ProjectPage, ProjectsPage
from submissions.models import Category, Unit
from vietnamese.fields import MoneyField, WholeNumberField
from vietnamese.files.table_files import Table, TableFileError, TableLine, read_table, refuse_problems
from vietnamese.text import fold

# The nine fields in the decree's words, and what belongs to them.
COLUMNS = {
    "title": (gettext_lazy("Name of the project"), "title"),
    "goal": (gettext_lazy("Main goal"), "goal"),
    "field": (gettext_lazy("Specialised field"), "field"),
    "kind": (gettext_lazy("Kind of project"), "kind"),
    "first_year": (gettext_lazy("First year"), "first_year"),
    "last_year": (gettext_lazy("Last year"), "last_year"),
    "cost_from": (gettext_lazy("Cost"), "cost_from"),
    "funding": (gettext_lazy("Kind of funding"), "funding"),
    "sponsor": (gettext_lazy("Sponsor"), "sponsor"),
    "state": (gettext_lazy("State of the project"), "state"),
    "approved_on": (gettext_lazy("Approved on"), "approved_on"),
    "decision_name": (gettext_lazy("Decision"), "decision_name"),
    "in_charge": (gettext_lazy("Unit in charge"), "in_charge"),
    "place": (gettext_lazy("Place"), "place"),
}
REQUIRED = ("title", "goal", "field", "kind", "first_year", "cost_from", "funding", "sponsor", "state")
TEXTS = ("title", "goal", "kind", "sponsor", "decision_name", "place")
LONGEST_TITLE = 255


@dataclass(kw_only=True)
class ProjectLine(TableLine):
    """A line of the file, and the project that it becomes."""

    page: ProjectPage | None = None


class Known:
    """What the lines are compared with, read once for all of them."""

    def __init__(self):
        self.rows = {
            "field": {fold(row.title): row for row in Field.objects.all()},
            "in_charge": {fold(unit.name): unit for unit in Unit.objects.all()},
            "funding": by_label(ProjectPage.Funding),
            "state": by_label(ProjectPage.State),
        }
        self.titles = {fold(title) for title in ProjectPage.objects.values_list("draft_title", flat=True)}
        self.category = Category.objects.valid_today().filter(slug=ProjectPage.CATEGORY).first()


def by_label(choices):
    """{folded words: value} of `choices` (TextChoices)."""
    return {fold(str(label)): value for value, label in choices.choices}


def projects_in(path, *, skip=()):
    """The Table of ProjectLines in the file at `path`; nothing is changed by it.

    Raises TableFileError when anything in the file is wrong.
    """
    table = read_table(path, columns=COLUMNS, required=REQUIRED, skip=skip)
    if not table.lines:
        raise TableFileError([_("The file contains no project.")])
    lines = [ProjectLine(**vars(line)) for line in table.lines]
    known, seen = Known(), {}
    for line in lines:
        read(line, known=known)
        if line.page is not None:
            refuse_known(line, known=known, seen=seen)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def read(line, *, known):
    """Make the page of `line`, or note what is wrong with it."""
    cells.note_empty(line, columns=COLUMNS, required=REQUIRED)
    given = {name: cells.named(line, name, columns=COLUMNS, rows=rows) for name, rows in known.rows.items()}
    for name in ("first_year", "last_year"):
        given[name] = cells.cleaned(line, name, columns=COLUMNS, field=WholeNumberField(required=False))
    money = MoneyField(required=False, min_value=1)
    given["cost_from"] = cells.cleaned(line, "cost_from", columns=COLUMNS, field=money)
    given["approved_on"] = cells.day(line, "approved_on", columns=COLUMNS)
    if len(line.values.get("title") or "") > LONGEST_TITLE:
        line.problems.append(_("the name has more than %(most)s characters.") % {"most": LONGEST_TITLE})
    if line.problems:
        return
    texts = {name: line.values.get(name) or "" for name in TEXTS}
    line.page = ProjectPage(**given, **texts, category=known.category)
    line.page.derive_columns()
    cells.note_wrong(line, line.page)


def refuse_known(line, *, known, seen):
    """Note that a project of this name is there already, or in an earlier line."""
    key = fold(line.page.title)
    if key in known.titles:
        line.problems.append(_("the project “%(name)s” is there already.") % {"name": line.page.title})
    if key in seen:
        line.problems.append(_("it is the same project as in line %(number)s.") % {"number": seen[key]})
    seen.setdefault(key, line.number)


def file_projects(table, *, by):
    """Make the drafts of `table` (projects_in), in the transaction in which it was read; returns how many."""
    place = ProjectsPage.objects.get()
    for line in table.lines:
        page = line.page
        page.owner = by
        place.add_child(instance=page)
        page.save_revision(user=by, log_action=True)
    return len(table.lines)
