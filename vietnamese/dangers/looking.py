"""Whether a file would do something to whoever opens it: looked for by a process of its own, which could do no harm."""

import time

from vietnamese.dangers.codes import UNREADABLE
from vietnamese.files import limited
from vietnamese.files.locked import OLE

# Of computing; by the clock, within what a server waits for an answer (WEB_TIMEOUT).
SECONDS, PATIENCE, BYTES = 15, 32, 900 * 2**20
# A PDF need not begin with its first line (ISO 32000-1, implementation note 13).
PDF_WITHIN = 1024


def danger_in(content: bytes) -> str:
    """What is dangerous in the file `content` (one of CODES), or "", by what it is and not by what it is called.

    Recordings and photos hold nothing that runs. What could not be looked through in time is no file to hand on.
    """
    until = time.monotonic() + PATIENCE
    # Both at once is how a file is made that is one thing for us and another for who opens it.
    for looks_at, module in ((is_office, "offices"), (is_pdf, "pdfs")):
        if looks_at(content):
            try:
                left = max(until - time.monotonic(), 1)
                found = limited.output_of(f"vietnamese.dangers.{module}", content=content, seconds=left).decode()
            except (limited.OutOfTime, limited.Died):
                return UNREADABLE
            if found:
                return found
    return ""


def is_office(content: bytes) -> bool:
    return content.startswith((b"PK", OLE, b"{\\rt"))


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:PDF_WITHIN]
