"""The register as a spreadsheet: the list that can be filled in and read again, and the changes of persons."""

from django.utils.translation import gettext as _

from submissions.officers import changes, wording
from submissions.officers.columns import COLUMNS
from vietnamese.files.spreadsheet import OfficeBook


def register_xlsx(register):
    """`register` as an XLSX file (bytes): the screen's rows on two sheets."""
    title = wording.title().upper()
    book = OfficeBook(title=title)
    for name, columns, rows, heading in (
        (_("Register"), COLUMNS, register.rows, title),
        (_("Changes of persons"), changes.COLUMNS, changes.changes_of(register), _("CHANGES OF PERSONS IN CHARGE")),
    ):
        book.add_table(
            name,
            titles=[heading, *wording.title_notes(register)],
            headings=[str(column.heading) for column in columns],
            shares=[column.share for column in columns],
            rows=[[getattr(row, column.name) for column in columns] for row in rows],
        )
    return book.content()
