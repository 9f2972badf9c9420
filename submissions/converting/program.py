"""LibreOffice as a converter: the bytes of an old file in, those of a .docx out. docs/word.md has the rules."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from django.conf import settings

from submissions.converting.child import NOT_CONFINED
from submissions.word.reading import LARGEST_FILE, UnreadableFile, read_word

logger = logging.getLogger(__name__)

PROGRAM = "soffice"
# The codes of UnreadableFile that mean a file which it can convert.
KINDS = ("doc", "rtf", "odt")
# By the clock; an ordinary file takes two seconds.
SECONDS = 30
FOLDERS = "converting-"
# A folder that is older belongs to a process that was killed.
LEFT_OVER = 15 * 60


def is_here():
    """Whether this machine has the program."""
    return shutil.which(PROGRAM) is not None


def read_any(file, *, name=""):
    """As `read_word`, of an old file as well, where this machine can convert it: it takes seconds, so in no request."""
    try:
        return read_word(file, name=name)
    except UnreadableFile as unreadable:
        if unreadable.code not in KINDS or not is_here():
            raise
        kind = unreadable.code
    file.seek(0)
    return read_word(BytesIO(as_word(file.read(), kind=kind)))


def as_word(content, *, kind):
    """The bytes of a .docx with what the file of `kind` (one of KINDS) with the bytes `content` says.

    Raises UnreadableFile. Nothing stays behind: file, profile and what is made lie in a folder that goes with them.
    """
    with tempfile.TemporaryDirectory(prefix=FOLDERS, dir=settings.VAR_DIR) as folder:
        Path(folder, f"tep.{kind}").write_bytes(content)
        if run(folder, kind) == NOT_CONFINED:
            logger.error("The kernel cannot confine LibreOffice: old files are not converted")
            raise UnreadableFile(kind)
        made = Path(folder, "tep.docx")
        if not made.is_file():
            raise UnreadableFile("damaged")
        if made.stat().st_size > LARGEST_FILE:
            raise UnreadableFile("too_large")
        return made.read_bytes()


def run(folder, kind):
    """The exit code of the process that converts the file in `folder`, with all that it started ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "submissions.converting.child", folder, kind],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired as late:
        raise UnreadableFile("too_long") from late
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def clear_left_overs():
    """Delete what processes that were killed left behind."""
    for folder in Path(settings.VAR_DIR).glob(f"{FOLDERS}*"):
        if folder.stat().st_mtime < time.time() - LEFT_OVER:
            shutil.rmtree(folder, ignore_errors=True)
