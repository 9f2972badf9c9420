"""Projects, tenders or plans from a file: all of it or nothing, every bad line reported at once (docs/planning.md)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from library.loading import cells
from planning.models.publication import Publication
from submissions.models import Category, Unit
from vietnamese.fields import MoneyField, WholeNumberField
from vietnamese.files.table_files import Table, TableFileError, TableLine, read_table, refuse_problems
from vietnamese.text import fold

LONGEST_TITLE = 255


@dataclass(kw_only=True)
class PublicationLine(TableLine):
    """A line of the file, and the page that it becomes."""

    page: Publication | None = None


class PublicationList:
    """A list of one kind: its columns, and how a line becomes a page. `Known` is read once for all lines."""

    model = None
    place = None
    columns = {}
    required = ()
    # {column: the TextChoices of which it holds one, by its label}.
    choices = {}
    texts = ("title", "decision_name")
    years = ()
    amounts = ()
    days = ("approved_on",)
    # Its sentences: nothing in the file, one of the name that is there already, the same in two lines.
    nothing = already = twice = ""

    def named(self):
        """{column: {folded name: row}} of the columns that call something by its name."""
        return {"in_charge": {fold(unit.name): unit for unit in Unit.objects.all()}}

    def read_further(self, line, given):
        """Add to `given` what this kind has beside names, years, amounts and days."""

    def read(self, path, *, skip=()):
        """The Table of PublicationLines in the file at `path`; nothing is changed by it.

        Raises TableFileError when anything in the file is wrong.
        """
        table = read_table(path, columns=self.columns, required=self.required, skip=skip)
        if not table.lines:
            raise TableFileError([self.nothing])
        lines = [PublicationLine(**vars(line)) for line in table.lines]
        named = self.named()
        titles = {fold(title) for title in self.model.objects.values_list("draft_title", flat=True)}
        category = Category.objects.valid_today().filter(slug=self.model.CATEGORY).first()
        seen = {}
        for line in lines:
            self.read_line(line, named=named, category=category)
            if line.page is not None:
                self.refuse_known(line, titles=titles, seen=seen)
        refuse_problems(lines)
        return Table(lines, table.left_out)

    def read_line(self, line, *, named, category):
        """Make the page of `line`, or note what is wrong with it."""
        columns = self.columns
        cells.note_empty(line, columns=columns, required=self.required)
        given = {name: cells.named(line, name, columns=columns, rows=rows) for name, rows in named.items()}
        for name, choices in self.choices.items():
            given[name] = cells.chosen(line, name, columns=columns, choices=choices)
        for name in self.years:
            given[name] = cells.cleaned(line, name, columns=columns, field=WholeNumberField(required=False))
        for name in self.amounts:
            money = MoneyField(required=False, min_value=1)
            given[name] = cells.cleaned(line, name, columns=columns, field=money)
        for name in self.days:
            given[name] = cells.day(line, name, columns=columns)
        self.read_further(line, given)
        if len(line.values.get("title") or "") > LONGEST_TITLE:
            line.problems.append(_("the name has more than %(most)s characters.") % {"most": LONGEST_TITLE})
        if line.problems:
            return
        texts = {name: line.values.get(name) or "" for name in self.texts}
        line.page = self.model(**given, **texts, category=category)
        line.page.derive_columns()
        cells.note_wrong(line, line.page)
        line.problems += [f"{columns[name][0]}: {said}" for name, said in line.page.wrong().items()]

    def refuse_known(self, line, *, titles, seen):
        """Note that a page of this name is there already, or in an earlier line."""
        key = fold(line.page.title)
        if key in titles:
            line.problems.append(self.already % {"name": line.page.title})
        if key in seen:
            line.problems.append(self.twice % {"number": seen[key]})
        seen.setdefault(key, line.number)

    def file(self, table, *, by):
        """Make the drafts of `table` (read), in the transaction in which it was read; returns how many."""
        place = self.place.objects.get()
        for line in table.lines:
            page = line.page
            page.owner = by
            place.add_child(instance=page)
            page.save_revision(user=by, log_action=True)
        return len(table.lines)
