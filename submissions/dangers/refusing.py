"""What is uploaded to be handed on is looked through, and shown to a scanner for viruses where the office has one."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vietnamese.dangers import clamd, codes, looking

logger = logging.getLogger(__name__)

SENTENCES = {
    codes.MACROS: _(
        "This file holds macros: small programs that run when somebody opens it. Please save it without them "
        "(for Word and Excel: as .docx or .xlsx) and upload it again."
    ),
    codes.OUTSIDE: _(
        "This file fetches something from another place when somebody opens it. Please copy its text into a new file "
        "and upload that one."
    ),
    codes.PROGRAM: _("This file holds a program or another file inside it. Please take that out and upload it again."),
    codes.BOMB: _("This file becomes far too large when somebody opens it. Please make it anew and upload it again."),
    codes.NESTED: _("This archive holds further archives. Please put the files themselves into one .zip."),
    codes.SCRIPT: _(
        "This PDF runs a script when somebody opens it. Please print it to a new PDF file and upload that one."
    ),
    codes.UNREADABLE: _("This file could not be looked through. Please save it anew as PDF and upload it again."),
}
VIRUS = _("The scanner found a virus in this file. Do not open it, and tell whoever looks after your computer.")
NOT_SCANNED = _("The scanner for viruses does not answer, so no file can be taken just now. Please try again later.")


def require_harmless(file):
    """Raise ValidationError where `file` (an uploaded file) would do something to whoever opens it."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if code := looking.danger_in(content):
        raise ValidationError(SENTENCES[code], code=code)
    if settings.CLAMD:
        require_scanned(content)


def require_scanned(content):
    try:
        virus = clamd.virus_in(content, address=settings.CLAMD, seconds=settings.CLAMD_SECONDS)
    except clamd.NotScanned as error:
        # What the daemon said: names of files never reach it.
        logger.error("A file was not scanned for viruses: %s", error)
        if settings.CLAMD_REQUIRED:
            raise ValidationError(NOT_SCANNED, code="not_scanned") from error
        return
    if virus:
        logger.warning("A file with a virus was refused: %s", virus)
        raise ValidationError(VIRUS, code="virus")
