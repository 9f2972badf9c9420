"""Authors from a file: all of it or nothing, every bad line reported at once (docs/royalties.md)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from royalties.authors.author_lines import COLUMNS, REQUIRED, AuthorLineForm
from royalties.models import Author, PersonalDetails
from royalties.personal.personal_log import CHANGED
from submissions.models import User
from submissions.units.member_lines import KnownUnits
from vietnamese.files.table_files import Table, TableFileError, TableLine, read_table, refuse_problems
from vietnamese.text import fold


@dataclass(kw_only=True)
class AuthorLine(TableLine):
    """A line of the file, with the author that it means and what it gives of them; what it says is never shown."""

    values: dict = field(repr=False)
    author: Author | None = None
    given: dict = field(default_factory=dict, repr=False)
    personal: dict = field(default_factory=dict, repr=False)


@transaction.atomic
def load_authors(path, *, skip=()):
    """Bring the register of authors into line with the file at `path` (authors_in); a Counter of what was done."""
    return record(authors_in(path, skip=skip))


def authors_in(path, *, skip=()):
    """The Table of AuthorLine in the file at `path`, each with the author that it means; nothing is changed by it.

    A person is recognised by the account, else by the name (or pen name) within the unit. `skip` are the headings of
    columns to leave out. Raises TableFileError when anything in the file is wrong.
    """
    table = read_table(path, columns=COLUMNS, required=REQUIRED, skip=skip)
    lines = [AuthorLine(**vars(line)) for line in table.lines]
    if not lines:
        raise TableFileError([_("The file contains nobody.")])
    units, people = KnownUnits(), RecordedAuthors()
    accounts = {user.username.lower(): user for user in User.objects.all()}
    for line in lines:
        form = AuthorLineForm(line.values, units=units, accounts=accounts)
        if form.is_valid():
            line.given, line.personal = form.author_values(), form.personal_values()
            people.place(line)
        else:
            line.problems += form.problems()
    refuse_problems(lines)
    return Table(lines, table.left_out)


def record(table):
    """Record the authors of `table` (authors_in), in the transaction in which it was read.

    Returns a Counter of created, changed, unchanged; what the file does not say is left as it is. Raises
    UnreadablePersonalData where what is to be changed was written with another key.
    """
    return Counter(apply(line) for line in table.lines)


class RecordedAuthors:
    """The authors on record, and on which line of the file each stands."""

    def __init__(self):
        self.by_account, self.by_name = {}, defaultdict(list)
        self.line_of = {}
        for author in Author.objects.select_related("unit"):
            self._add(author)

    def _add(self, author):
        if author.account_id:
            self.by_account[author.account_id] = author
        for name in author.folded_names:
            self.by_name[name].append(author)

    def place(self, line):
        """Give `line` the author that it means, a new one where nobody is; or note why that is not certain."""
        candidates = self._candidates(line.given)
        if len(candidates) > 1:
            line.problems.append(_("several authors have this name; enter the unit, or the user name too."))
            return
        line.author = candidates[0] if candidates else Author()
        if not candidates:
            self._plan(line)
        earlier = self.line_of.setdefault(id(line.author), line.number)
        if earlier != line.number:
            line.problems.append(_("this person already stands on line %(earlier)s.") % {"earlier": earlier})

    def _candidates(self, given):
        account, unit = given.get("account"), given.get("unit")
        if account and account.pk in self.by_account:
            return [self.by_account[account.pk]]
        named = self.by_name[fold(given["name"])]
        if account:
            # Another account is another person of the same name.
            named = [author for author in named if author.account_id is None]
        if unit is None:
            return named
        return [author for author in named if author.unit_id == unit.pk] or [
            author for author in named if author.unit_id is None
        ]

    def _plan(self, line):
        """Make who is new known to the lines that follow."""
        line.author.name = line.given["name"]
        line.author.unit, line.author.account = line.given.get("unit"), line.given.get("account")
        self._add(line.author)


def apply(line):
    """Save what `line` says; return "created", "changed" or "unchanged"."""
    author, is_new = line.author, line.author.pk is None
    changed = [name for name, value in line.given.items() if is_new or getattr(author, name) != value]
    if changed:
        for name in changed:
            setattr(author, name, line.given[name])
        author.save()
        log(instance=author, action="wagtail.create" if is_new else "wagtail.edit")
    personal = apply_personal(line)
    if is_new:
        return "created"
    return "changed" if changed or personal else "unchanged"


def apply_personal(line):
    """Save the personal details that `line` gives; return the names of those that changed (a list)."""
    if not line.personal:
        return []
    details = PersonalDetails.objects.filter(author=line.author).first() or PersonalDetails(author=line.author)
    changed = [name for name, value in line.personal.items() if getattr(details, name) != value]
    if changed:
        for name in changed:
            setattr(details, name, line.personal[name])
        details.save()
        log(instance=line.author, action=CHANGED, data={"fields": changed})
    return changed
