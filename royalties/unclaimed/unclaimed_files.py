"""The list of what nobody has collected, as an .xlsx file."""

from django.utils.translation import gettext as _

from royalties.unclaimed.unclaimed_rows import total_of
from vietnamese.dates import screen_date, today
from vietnamese.files.spreadsheet import Layout, OfficeBook


def unclaimed_xlsx(rows):
    """The waiting `rows` (UnclaimedRows) as an XLSX file (bytes)."""
    title = _("ROYALTIES NOT COLLECTED")
    lines = [
        [
            row.number,
            row.line.author_name,
            row.line.unit_name,
            row.paid,
            row.line.net,
            row.since,
            row.days,
            "; ".join(row.notices),
            row.next,
        ]
        for row in rows
    ]
    lines.append(["", _("Grand total"), "", "", total_of(rows), "", "", "", ""])
    book = OfficeBook(title=title)
    book.add_table(
        title.capitalize(),
        titles=[title, _("As of %(day)s; amounts in đồng") % {"day": screen_date(today())}],
        headings=[
            _("Serial number"),
            _("Full name (pen name)"),
            _("Unit"),
            _("Paid out"),
            _("Amount (đồng)"),
            _("Waits since"),
            _("Days"),
            _("Notices"),
            _("What comes next"),
        ],
        shares=[5, 20, 16, 16, 12, 11, 7, 24, 19],
        rows=lines,
        layout=Layout(amounts=frozenset({4}), centred=frozenset({0, 5, 6}), bold_rows=frozenset({len(lines) - 1})),
    )
    return book.content()
