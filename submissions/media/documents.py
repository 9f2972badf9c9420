"""Documents: what may be uploaded, and who is handed a document."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.serve import serve as wagtail_serve

from submissions.body.piece_files import is_shown
from submissions.dangers.refusing import require_harmless
from submissions.media import ranges
from submissions.media.replacing import ReplacingForm
from submissions.screens.downloads import saved_as
from vietnamese.files import locked, pdf_lock
from vietnamese.text import normalise

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = (locked.OLE,)
# How the content of a file of each allowed type (WAGTAILDOCS_EXTENSIONS) begins, and at which byte.
SIGNATURES = {
    "doc": (0, (*OLE, b"{\\rtf")),
    "xls": (0, OLE),
    "docx": (0, ZIP),
    "xlsx": (0, ZIP),
    "odt": (0, ZIP),
    "ods": (0, ZIP),
    "zip": (0, ZIP),
    "m4a": (4, (b"ftyp",)),
}
HEAD = 4096
# Readers look for it no further (ISO 32000-1, implementation note 13).
PDF_WITHIN = 1024
OLDER = ("doc", "xls")


def is_pdf(head):
    return b"%PDF-" in head[:PDF_WITHIN]


def is_recording(head):
    """Whether a file that begins with `head` is an MPEG recording: tags, a wrapping, or a frame of layer II or III.

    Zeros may stand before the first frame, as players skip them. A frame (ISO/IEC 11172-3, 2.4.1.3; MPEG 2.5 has a
    version of its own) begins with eleven ones; of what follows, no reserved version, layer, bitrate or rate is taken.
    """
    if head.startswith(b"ID3") or (head[:4] in (b"RIFF", b"RF64") and head[8:12] in (b"WAVE", b"RMP3")):
        return True
    first, second, third = (head.lstrip(b"\0") + bytes(3))[:3]
    version, layer = second >> 3 & 3, second >> 1 & 3
    is_frame = first == 0xFF and second >> 5 == 7 and version != 1 and layer in (1, 2)
    return is_frame and third >> 4 != 15 and third >> 2 & 3 != 3


LOOKED_AT = {"pdf": is_pdf, "mp3": is_recording}


def content_fits_name(file):
    """Whether the content of `file` is what its extension promises; a type that is not taken never is."""
    extension = extension_of(file.name)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if extension in LOOKED_AT:
        return LOOKED_AT[extension](head)
    start, beginnings = SIGNATURES.get(extension, (0, ()))
    return head[start:].startswith(beginnings)


def has_password(file):
    """Whether `file`, an office's document, a PDF or a ZIP, opens only with a password."""
    if extension_of(file.name) not in {"pdf", *SIGNATURES}:
        return False
    file.seek(0)
    content = file.read()
    file.seek(0)
    if extension_of(file.name) == "pdf":
        return pdf_lock.is_locked(content)
    if extension_of(file.name) in OLDER:
        return content.startswith(OLE) and locked.older_is_locked(content)
    return locked.is_locked(content)


def extension_of(name):
    return name.rpartition(".")[2].lower()


class DocumentForm(ReplacingForm, BaseDocumentForm):
    """The form behind every upload and replacement of a document: single, several at once, and in the chooser."""

    def clean_file(self):
        """Refuse a programme that calls itself .pdf: the extension alone says nothing.

        What has an extension that is not taken is refused by Wagtail's model, with its own sentence.
        """
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file or extension_of(file.name) not in {*SIGNATURES, *LOOKED_AT}:
            return file
        if has_password(file):
            raise ValidationError(
                _("This file has a password: nobody could open it. Please save it without one and upload it again."),
                code="invalid_document",
            )
        if not content_fits_name(file):
            raise ValidationError(
                _("The content of this file is not what its name says. Please save it again in the right format."),
                code="invalid_document",
            )
        require_harmless(file)
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
    """Wagtail's view, which asks who may have the document, for players too: they ask for parts of it.

    It is saved under the name that people gave it.
    """
    response = wagtail_serve(request, document_id, document_filename)
    if response.has_header("Content-Disposition"):
        given = get_document_model().objects.values_list("given_name", flat=True).get(pk=document_id)
        response["Content-Disposition"] = saved_as(given or document_filename)
    # Wagtail's own policy, and nothing of the site for what a browser shows all the same.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return ranges.with_parts(request, response)
