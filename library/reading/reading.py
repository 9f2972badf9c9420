"""The worker reads the PDFs of public documents, a few in a round."""

import logging

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from library.models import DocumentFile, DocumentPage, FileText
from library.reading.pdf_text import NotRead, text_of_pdf
from submissions.body.findable import found_otherwise
from submissions.kept.due_work import is_store_away
from submissions.models import NewsDocument
from submissions.public.places import public_changed

logger = logging.getLogger(__name__)

# Each takes some seconds, in which nothing else is done.
IN_A_ROUND = 3


def read_due():
    """Read what is public and was not read yet; in words (str) how many files had text."""
    files = list(unread()[:IN_A_ROUND])
    with_text = sum(read(file) for file in files)
    return _("PDF files read as text: %(count)d") % {"count": with_text} if with_text else ""


def unread():
    """The PDFs (NewsDocuments) of live documents of which nothing was tried with the file that they have now."""
    public = DocumentFile.objects.filter(page__live=True).values("file")
    was_read = Q(read_text__isnull=False, read_text__file_name=F("file"))
    return NewsDocument.objects.filter(~was_read, pk__in=public, file__iendswith=".pdf").order_by("-pk")


def read(file):
    """Keep the text of `file` (a NewsDocument), and have its documents shown and found with it; whether there is any.

    That it was tried is written down before: a file that kills the worker does so once.
    """
    name = file.file.name
    FileText.objects.update_or_create(document=file, defaults={"file_name": name, "text": "", "is_cut": False})
    try:
        with file.file.open("rb") as opened:
            text, is_cut = text_of_pdf(opened.read())
    except (NotRead, OSError) as error:
        if is_store_away(error):
            # It was not tried: later.
            FileText.objects.filter(document=file, file_name=name).delete()
            raise
        logger.warning("No text was read from the PDF of document %d", file.pk)
        return False
    if not text:
        return False
    with transaction.atomic():
        FileText.objects.filter(document=file, file_name=name).update(text=text, is_cut=is_cut)
        for page in DocumentPage.objects.live().filter(files__file=file).distinct():
            found_otherwise.send(sender=DocumentPage, page=page)
        public_changed.send(sender=FileText)
    return True
