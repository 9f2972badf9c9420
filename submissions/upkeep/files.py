"""The lists of the administrator as files: what the screen shows, all pages of it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from submissions.models import Locality
from submissions.screens.downloads import CSV, XLSX, as_file
from submissions.upkeep import entries
from vietnamese.dates import screen_moment
from vietnamese.files.comma_separated import csv_table
from vietnamese.files.spreadsheet import OfficeBook

# Of the newest; who needs older ones narrows by days.
MOST = 20_000
KINDS = {"xlsx": XLSX, "csv": CSV}


def change_lines(found):
    """[texts] of each of the log's entries `found`."""
    return [
        [
            screen_moment(entry.timestamp),
            str(entry.user) if entry.user_id else pgettext("log", "the system"),
            str(entry.content_type.name) if entry.content_type_id else "",
            entry.label,
            # Lazy, of an action that says it so.
            str(entry.message),
        ]
        for entry in found[:MOST]
    ]


def change_headings():
    return [pgettext("log", "When"), _("Who"), _("About what"), _("Name"), _("What was done")]


def entry_lines(found):
    """[texts] of each of the AccessLogs `found`."""
    return [
        [
            screen_moment(log.attempt_time),
            name,
            log.username,
            entries.address_of(log),
            screen_moment(log.logout_time) if log.logout_time else "",
        ]
        for log, name in entries.with_names(found[:MOST])
    ]


def as_table_file(kind, *, title, name, headings, shares, rows):
    """`rows` below `headings` as a download called `name`, of a `kind` of KINDS; no text of it is a formula."""
    if kind == "csv":
        content = csv_table(headings, rows)
    else:
        book = OfficeBook(title=title)
        titles = [title.upper(), Locality.load().website]
        book.add_table(title, titles=titles, headings=headings, shares=shares, rows=rows)
        content = book.content()
    return as_file(content, name=f"{name}.{kind}", content_type=KINDS[kind])
