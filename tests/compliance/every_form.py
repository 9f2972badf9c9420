"""The table of a period in all its forms, through the views of the back office, each file read again."""

from django.urls import reverse

from tests.compliance.documents import read, rows
from tests.compliance.table.test_exports import csv_lines, lines_of, sheet_of
from tests.compliance.table.test_report import cell_of, table_of, texts
from tests.soup import soup_of

# Those of the screen's columns that the annex has.
OF_THE_ANNEX = (
    *("number", "title", "minimum", "sent", "published", "short"),
    *("long", "with_photo", "counted", "shortfall", "result", "year_counted"),
)


def printed(response):
    rows = soup_of(response).select_one("tbody").select("tr")
    return [[cell_of(cell).text for cell in row.select("td, th")] for row in rows]


def of_annex(rows):
    return [[row[name] for name in OF_THE_ANNEX] for row in rows]


def assert_every_form_is_the_same(client, query):
    """Cell by cell: the screen, both spreadsheets, the annex of the document, and the page to print.

    Returns the lines of the screen, each a list of texts.
    """

    def get(name):
        return client.get(reverse(f"compliance:{name}"), query)

    rows_of_screen = texts(table_of(get("report")))
    screen = [list(row.values()) for row in rows_of_screen]
    assert lines_of(sheet_of(get("xlsx"))) == screen
    assert csv_lines(get("csv"))[1:] == screen
    assert rows(read(get("docx").content).tables[-1])[2:] == of_annex(rows_of_screen)
    assert printed(get("print")) == of_annex(rows_of_screen)
    return screen
