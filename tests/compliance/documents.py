"""DOCX files read back: what stands in them, in which size, and where the number of the page is."""

import io

from docx import Document
from docx.oxml.ns import qn


def read(content):
    return Document(io.BytesIO(content))


def tidied(text):
    """`text` as a person reads it: one space for each gap, whatever keeps lines together."""
    return " ".join(text.split())


def lines(document):
    """The texts of the document, one for each paragraph, those in tables included, in order."""
    texts = [
        "".join(text.text or "\n" for text in p.iter(qn("w:t"), qn("w:br")))
        for p in document.element.body.iter(qn("w:p"))
    ]
    return [tidied(text) for text in texts if text.strip()]


def runs(document):
    """{text of a paragraph: its first run with words}, everywhere in the document."""
    found = {}
    places = [
        *document.paragraphs,
        *(p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs),
    ]
    for paragraph in places:
        if paragraph.text.strip():
            found[tidied(paragraph.text)] = next(run for run in paragraph.runs if run.text.strip())
    return found


def rows(table):
    """The texts of the cells, row by row."""
    return [[tidied(cell.text) for cell in row.cells] for row in table.rows]
