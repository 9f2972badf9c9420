"""Documents: what may be uploaded, and who is handed a document."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.serve import serve as wagtail_serve

from submissions.body.piece_files import is_shown
from submissions.media import ranges
from submissions.media.replacing import ReplacingForm
from vietnamese.text import normalise

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# How the content of a file of each allowed type (WAGTAILDOCS_EXTENSIONS) begins, and at which byte.
SIGNATURES = {
    "pdf": (0, (b"%PDF-",)),
    "doc": (0, (*OLE, b"{\\rtf")),
    "xls": (0, OLE),
    "docx": (0, ZIP),
    "xlsx": (0, ZIP),
    "odt": (0, ZIP),
    "ods": (0, ZIP),
    "zip": (0, ZIP),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")),
    "m4a": (4, (b"ftyp",)),
}


def content_fits_name(file):
    """Whether the content of `file` begins as its extension promises; a type without a signature never does."""
    start, beginnings = SIGNATURES.get(file.name.rpartition(".")[2].lower(), (0, ()))
    file.seek(start)
    head = file.read(16)
    file.seek(0)
    return head.startswith(beginnings)


class DocumentForm(ReplacingForm, BaseDocumentForm):
    """The form behind every upload and replacement of a document: single, several at once, and in the chooser."""

    def clean_file(self):
        """Refuse a programme that calls itself .pdf: the extension alone says nothing."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file and not content_fits_name(file):
            raise ValidationError(
                _("The content of this file is not what its name says. Please save it again in the right format."),
                code="invalid_document",
            )
        return file

    def clean_tags(self):
        return [normalise(tag) for tag in super().clean_tags()]


def user_can_read_document(user, document):
    """Whether `user` (or the public) is handed `document`: a public page has it, or they may choose or change it."""
    if is_shown(document):
        return True
    return user.is_authenticated and permission_policy.user_has_any_permission_for_instance(
        user, ["choose", "change"], document
    )


def refuse_unpublished(document, request):
    """Answer 404, as if it did not exist, unless the person may read `document` (hook before_serve_document)."""
    if not user_can_read_document(request.user, document):
        raise Http404


def serve(request, document_id, document_filename):
    """Wagtail's view, which asks who may have the document, for players too: they ask for parts of it."""
    return ranges.with_parts(request, wagtail_serve(request, document_id, document_filename))
