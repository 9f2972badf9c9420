"""The library of the demo city: each document written by one person of the board and published by another."""

import datetime

from django.core.files.base import ContentFile
from wagtail.log_actions import LogContext
from wagtail.models import Collection

from home.demo.invented.calendar import moment_of, office_minute
from home.demo.invented.documents import AUTHORITIES, PAPERS, WAITING
from library.models import Authority, DocumentForm, DocumentPage, DocumentRelation, DocumentsPage, Field
from submissions.kept.clock import standing_at
from submissions.models import Category, NewsDocument
from submissions.rights.policies import BOARD_COLLECTION
from submissions.statements import measure, publishing
from vietnamese.files.official import OfficialDocument, layout_on

WRITER, SECOND = "phoban.thao", "truongban.khanh"
CATEGORY = "van-ban"
# Office minutes from the writing to the second person.
READ_AFTER = 55


def file_library(*, residents, as_of):
    """All documents of the library as it stands on the morning of `as_of` (a date)."""
    writer, second = residents.by_username[WRITER], residents.by_username[SECOND]
    for order, (title, is_ours) in enumerate(AUTHORITIES, start=1):
        Authority.objects.create(title=title, is_ours=is_ours, display_order=order)
    first_minute = office_minute(residents.since)
    for paper in sorted([*PAPERS, WAITING], key=lambda paper: -paper.days):
        issued = as_of - datetime.timedelta(days=paper.days)
        minute = max(office_minute(issued) + 60, first_minute)
        with standing_at(moment_of(minute)), LogContext(user=writer):
            page = written(paper, issued=issued, by=writer)
        if paper is not WAITING:
            with standing_at(moment_of(minute + READ_AFTER)), LogContext(user=second):
                publishing.publish(pk=page.pk, user=second, position=measure.position(page))


def written(paper, *, issued, by):
    """A draft of `paper` (a Paper), with its file."""
    page = DocumentPage(
        form=DocumentForm.objects.get(slug=paper.form),
        number=paper.number.format(year=issued.year),
        authority=Authority.objects.get(title=paper.authority),
        issued_on=issued,
        extract=paper.extract,
        field=Field.objects.get(slug=paper.field),
        signer=paper.signer[0],
        signer_post=paper.signer[1],
        in_force_to=issued + datetime.timedelta(days=paper.until) if paper.until else None,
        body="".join(f"<p>{number}. {text}</p>" for number, text in enumerate(paper.articles, start=1)),
        category=Category.objects.filter(slug=CATEGORY).first(),
        owner=by,
    )
    page.derive_columns()
    page.files.create(file=file_of(page, paper))
    if paper.ends:
        kind, number = paper.ends
        other = DocumentPage.objects.filter(number__startswith=number.partition("{")[0]).first()
        page.relations.add(DocumentRelation(kind=kind, other=other))
    DocumentsPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page


def file_of(page, paper):
    """The document as a file of the board, laid out as such documents are."""
    document = OfficialDocument(layout=layout_on(page.issued_on), title=page.title, agency=str(page.authority))
    document.head(parent="", agency=str(page.authority), place="Phan Thiết", day=page.issued_on, number=page.number)
    document.title(page.form.title, page.extract)
    for number, text in enumerate(paper.articles, start=1):
        document.paragraph(f"{number}. {text}")
    name = f"{page.number.replace('/', '-')}.docx"
    return NewsDocument.objects.create(
        title=page.title,
        collection=Collection.objects.get(name=BOARD_COLLECTION, depth=2),
        file=ContentFile(document.content(), name=name),
        uploaded_by_user=page.owner,
    )
