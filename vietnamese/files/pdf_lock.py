"""Whether a PDF opens only with a password: pypdf tries it without one, in a process of its own.

Many offices' PDFs are encrypted and open all the same: what is locked in them is printing or copying. Those are taken.
"""

import encodings
import io
import pkgutil
import sys
from contextlib import suppress
from importlib import import_module

import pypdf
from pypdf import PasswordType, PdfReader

from vietnamese.files import limited

# Of computing; by the clock as many times that as a busy machine may need.
SECONDS, PATIENCE, BYTES = 5, 11, 500 * 2**20
LOCKED = b"locked"


def is_locked(content: bytes) -> bool:
    """Whether the PDF ``content`` has a password; of one that is damaged that is not what is wrong with it."""
    # The trailer, which says so, is never packed itself.
    if b"/Encrypt" not in content:
        return False
    try:
        return limited.output_of("vietnamese.files.pdf_lock", content=content, seconds=PATIENCE) == LOCKED
    except (limited.OutOfTime, limited.Died):
        return False


def answer(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content))
    return LOCKED if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED else b"open"


def import_all_parts() -> None:
    """Load what pypdf looks for, and Python for a code page, only when it is needed: it could not be opened then."""
    for package in (pypdf, encodings):
        for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # Some are for other libraries, or another system, than those that are here.
            with suppress(ImportError):
                import_module(part.name)


def main() -> None:
    import_all_parts()
    limited.give_away(memory=BYTES, seconds=SECONDS)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
