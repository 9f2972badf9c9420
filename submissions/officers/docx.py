"""The register as an official document, ready for signature."""

from django.utils.text import capfirst

from submissions.models import Letterhead, Locality
from submissions.officers import wording
from submissions.officers.columns import COLUMNS
from vietnamese.dates import today
from vietnamese.files.official import OfficialDocument, layout_on


def register_docx(register):
    """`register` as a DOCX file (bytes) in the layout that is in force; landscape, because of its eight columns."""
    letterhead = Letterhead.load()
    day = today()
    document = OfficialDocument(layout=layout_on(day), title=wording.title(), agency=letterhead.agency, landscape=True)
    document.head(parent=letterhead.parent, agency=letterhead.agency, place=letterhead.place, day=day)
    document.title(str(wording.KIND), capfirst(str(wording.OF_WHOM)), notes=wording.title_notes(register))
    document.table(
        [str(column.heading) for column in COLUMNS],
        [[getattr(row, column.name) for column in COLUMNS] for row in register.rows],
        shares=[column.share for column in COLUMNS],
        centred=[0],
    )
    document.foot(
        recipients=Locality.load().recipients_of("register"),
        authority=letterhead.authority,
        post=letterhead.signer_post,
        name=letterhead.signer_name,
    )
    return document.content()
