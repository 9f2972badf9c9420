"""The two tables of a year's points as files: .xlsx, and .docx as an official document ready for signature."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.scores.book import EVALUATION_FORM, POINTS_FORM
from compliance.scores.wording import scheme_words, standing_of_points
from compliance.table.cells import shown
from compliance.year.wording import notes_of
from submissions.models import Letterhead, Locality
from vietnamese.dates import today
from vietnamese.files.official import OfficialDocument, layout_on
from vietnamese.files.spreadsheet import OfficeBook

KINDS = {
    POINTS_FORM.key: gettext_lazy("TABLE OF POINTS"),
    EVALUATION_FORM.key: gettext_lazy("TABLE OF FIGURES"),
}
SUBJECTS = {
    POINTS_FORM.key: gettext_lazy("News supplied to %(website)s, for emulation in %(year)s"),
    EVALUATION_FORM.key: gettext_lazy("News supplied to %(website)s, for the evaluation of IT use in %(year)s"),
}
# Below what Decree 30/2020 leaves open for tables, so that eight to ten columns fit A4 landscape.
TABLE_SIZE = 11


def form_xlsx(book, *, form):
    """The table `form` (a Form) of `book` (a ScoreBook) as an XLSX file (bytes): numbers are numbers."""
    target = OfficeBook(title=str(KINDS[form.key]))
    target.add_table(
        str(book.year.year),
        titles=[
            str(KINDS[form.key]),
            subject_of(book, form=form),
            notes_of(book.year)[0],
            standing_of_points(book.year),
            scheme_words(book.scheme)[0],
        ],
        headings=[str(column.heading) for column in form.columns],
        shares=[column.share for column in form.columns],
        rows=[[getattr(line, column.name) for column in form.columns] for line in book.lines],
    )
    return target.content()


def subject_of(book, *, form):
    """What the paper is about (str)."""
    return SUBJECTS[form.key] % (Locality.load().words | {"year": book.year.year})


def recipients_of(form):
    locality = Locality.load()
    if form.key == POINTS_FORM.key:
        return locality.recipients_of("points")
    return [locality.authority, _("Archive: registry")]


def form_docx(book, *, form):
    """The same as a DOCX file (bytes) in the layout that is in force: head, table, scheme, signature; landscape."""
    letterhead = Letterhead.load()
    day = today()
    kind, subject = str(KINDS[form.key]), subject_of(book, form=form)
    document = OfficialDocument(layout=layout_on(day), title=kind, agency=letterhead.agency, landscape=True)
    document.head(parent=letterhead.parent, agency=letterhead.agency, place=letterhead.place, day=day, number="")
    document.title(kind, subject, notes=[f"({notes_of(book.year)[0]}; {standing_of_points(book.year)})"])
    document.table(
        [str(column.heading) for column in form.columns],
        [[shown(getattr(line, column.name), places=column.places) for column in form.columns] for line in book.lines],
        shares=[column.share for column in form.columns],
        centred=[place for place, column in enumerate(form.columns) if column.is_number],
        size=TABLE_SIZE,
    )
    document.heading(_("How the points are given"))
    for sentence in scheme_words(book.scheme):
        document.paragraph(f"{sentence}.")
    document.foot(
        recipients=recipients_of(form),
        authority=letterhead.authority,
        post=letterhead.signer_post,
        name=letterhead.signer_name,
    )
    return document.content()
