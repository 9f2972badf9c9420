"""The document that appoints an officer, in one cell: "12/QĐ-UBND ngày 05/4/2019"."""

import re

from vietnamese.dates import short_date

_CELL = re.compile(r"(.+?),?\s+ngày\s+([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})", re.IGNORECASE)


def document_in_words(number, day):
    """Number (str) and date (or None) of a document as a list writes them; "" for neither."""
    return " ".join(part for part in (number, day and f"ngày {short_date(day)}") if part)


def split_document(text):
    """(number, date as it was typed) of a cell that `document_in_words` or a person wrote; the date may be ""."""
    match = _CELL.fullmatch(text)
    return match.groups() if match else (text, "")
