"""Documents from a file: all of it or nothing, every bad line reported at once (docs/library.md)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.permissions import permission_policy

from library.loading import cells
from library.models import Authority, DocumentForm, DocumentPage, DocumentsPage, Field
from library.models.document import CATEGORY
from library.models.numbers import number_key
from submissions.models import Category, NewsDocument
from vietnamese.files.table_files import Table, TableFileError, TableLine, read_table, refuse_problems
from vietnamese.text import fold

COLUMNS = {
    "form": (gettext_lazy("Form"), "form"),
    "number": (gettext_lazy("Number and sign"), "number"),
    "authority": (gettext_lazy("Issuing authority"), "authority"),
    "issued_on": (gettext_lazy("Issued on"), "issued_on"),
    "extract": (gettext_lazy("Extract"), "extract"),
    "field": (gettext_lazy("Field of the document"), "field"),
    "signer": (gettext_lazy("Signed by"), "signer"),
    "in_force_from": (gettext_lazy("In force from"), "in_force_from"),
    "file": (gettext_lazy("File"), "file"),
}
REQUIRED = ("form", "number", "authority", "issued_on", "extract")
TERMS = {"form": DocumentForm, "authority": Authority, "field": Field}
DATES = ("issued_on", "in_force_from")


@dataclass(kw_only=True)
class DocumentLine(TableLine):
    """A line of the file, the document that it becomes, and its file, if it names one."""

    page: DocumentPage | None = None
    file: NewsDocument | None = None


class Known:
    """What the lines are compared with, read once for all of them."""

    def __init__(self, user):
        self.terms = {name: {fold(row.title): row for row in model.objects.all()} for name, model in TERMS.items()}
        self.numbers = set(DocumentPage.objects.values_list("number_key", "authority", "year"))
        files = permission_policy.instances_user_has_permission_for(user, "choose").order_by("pk")
        # Of several of one name the last that was uploaded.
        self.files = {file.given_name: file for file in files.exclude(given_name="")}
        self.category = Category.objects.valid_today().filter(slug=CATEGORY).first()


def documents_in(path, *, user, skip=()):
    """The Table of DocumentLines in the file at `path`, for `user` to file; nothing is changed by it.

    Files are named as they were uploaded under “Tài liệu”. Raises TableFileError when anything in the file is wrong.
    """
    table = read_table(path, columns=COLUMNS, required=REQUIRED, skip=skip)
    if not table.lines:
        raise TableFileError([_("The file contains no document.")])
    lines = [DocumentLine(**vars(line)) for line in table.lines]
    known, seen = Known(user), {}
    for line in lines:
        read(line, known=known)
        if line.page is not None:
            refuse_known(line, known=known, seen=seen)
    refuse_problems(lines)
    return Table(lines, table.left_out)


def read(line, *, known):
    """Make the page of `line`, or note what is wrong with it."""
    values = line.values
    cells.note_empty(line, columns=COLUMNS, required=REQUIRED)
    given = {name: cells.named(line, name, columns=COLUMNS, rows=known.terms[name]) for name in TERMS}
    given |= {name: cells.day(line, name, columns=COLUMNS) for name in DATES}
    if name := values.get("file"):
        line.file = known.files.get(name)
        if line.file is None:
            line.problems.append(_("no file “%(name)s” among your documents. Upload it first.") % {"name": name})
    if line.problems:
        return
    texts = {name: values.get(name) or "" for name in ("number", "extract", "signer")}
    line.page = DocumentPage(**given, **texts, category=known.category)
    line.page.derive_columns()
    cells.note_wrong(line, line.page)


def refuse_known(line, *, known, seen):
    """Note that the document is in the library already, or in an earlier line."""
    key = (number_key(line.page.number), line.page.authority_id, line.page.year)
    if key in known.numbers:
        line.problems.append(_("%(document)s is in the library already.") % {"document": line.page.title})
    if key in seen:
        line.problems.append(_("it is the same document as in line %(number)s.") % {"number": seen[key]})
    seen.setdefault(key, line.number)


def file_documents(table, *, by):
    """Make the drafts of `table` (documents_in), in the transaction in which it was read; returns how many."""
    library = DocumentsPage.objects.get()
    for line in table.lines:
        page = line.page
        page.owner = by
        if line.file is not None:
            page.files.create(file=line.file)
        library.add_child(instance=page)
        page.save_revision(user=by, log_action=True)
    return len(table.lines)
