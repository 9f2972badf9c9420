"""What came from outside is read by a process of its own, which gives away all that reading does not take.

The parent calls `output_of`; the module that it names calls `give_away` before it looks at the first byte. Depends on
the standard library alone, so that such a process starts at once.
"""

import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Input, output and errors: the next one would be the fourth.
DESCRIPTORS = 3
# What Python would look for only when it is needed, and could not open any more.
NEEDED_LATER = ("encodings.cp437", "encodings.utf_16", "encodings.latin_1", "xml.dom.expatbuilder", "bz2", "lzma")


class OutOfTime(Exception):
    """The process was not done in time."""


class Died(Exception):
    """The process was ended by its limits, or had no memory left to say why."""


def output_of(module, *arguments, content, seconds):
    """What the `module` (a dotted name), run with `arguments`, writes (bytes) about `content` (bytes) on its input.

    Raises OutOfTime after `seconds` by the clock, and Died. What ends a file that takes too much is the limit of
    computing (`give_away`): by the clock it gets several times as much, for a busy machine computes for others as well.
    """
    try:
        # No shell, no environment but the language of texts; the output is read into memory.
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise OutOfTime from late
    if done.returncode != 0:
        raise Died
    return done.stdout


def give_away(*, memory, seconds):
    """Keep, until this process ends, `memory` (bytes of address space) and `seconds` of computing.

    Nothing is written to files, and without a further descriptor neither a file nor a network connection is opened
    (getrlimit(2)).
    """
    for name in NEEDED_LATER:
        import_module(name)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
