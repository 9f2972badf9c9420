"""The table of a period in all its forms, through the views of the back office, each file read again."""

from django.urls import reverse

from tests.compliance.documents import read, rows
from tests.compliance.table.test_exports import csv_lines, lines_of, sheet_of
from tests.compliance.table.test_report import TableReader, table_of, texts

# Those of the screen's columns that the annex has.
COLUMNS = (0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15)


def printed(response):
    reader = TableReader()
    reader.feed(response.content.decode().split("<tbody>")[1].split("</tbody>")[0])
    return texts(row for row in reader.rows if row)


def of_annex(lines):
    return [[line[place] for place in COLUMNS] for line in lines]


def assert_every_form_is_the_same(client, query):
    """Cell by cell: the screen, both spreadsheets, the annex of the document, and the page to print.

    Returns the lines of the screen, each a list of texts.
    """

    def get(name):
        return client.get(reverse(f"compliance:{name}"), query)

    screen = texts(table_of(get("report")))
    assert lines_of(sheet_of(get("xlsx"))) == screen
    assert csv_lines(get("csv"))[1:] == screen
    assert rows(read(get("docx").content).tables[-1])[2:] == of_annex(screen)
    assert printed(get("print")) == of_annex(screen)
    return screen
