"""The scan of a signed paper: what is taken, and how it is handed out."""

import hashlib

from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.utils.translation import gettext as _
from PIL import Image

from submissions.dangers.refusing import require_harmless
from submissions.media.photos import without_metadata

LARGEST = 10 * 1024 * 1024
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg"}
BEGINNINGS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg"}


def checked_scan(file):
    """`file` (as it was uploaded) as a file named by what it is, a JPEG without its metadata; or ValidationError."""
    if file.size > LARGEST:
        raise ValidationError(_("The scan is larger than 10 MB. Please scan it in a lower resolution."))
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    kind = next((kind for beginning, kind in BEGINNINGS.items() if head.startswith(beginning)), None)
    if kind is None:
        raise ValidationError(_("Only a scan as PDF or a photo as JPEG is taken."))
    file.name = f"scan{kind}"
    if kind == ".pdf":
        require_harmless(file)
        return file
    try:
        return without_metadata(file, name=file.name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This photo cannot be read. Please take it again.")) from error


def digest_of(file):
    """SHA-256 in hexadecimal of what is in `file`."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest


def is_photo(paper):
    return paper.scan.name.endswith(".jpg")


def as_response(paper):
    """The scan of `paper` (a PaperApproval), to look at: nothing in it runs, and nobody keeps it on the way."""
    kind = TYPES[".jpg" if is_photo(paper) else ".pdf"]
    response = FileResponse(paper.scan.open("rb"), content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
