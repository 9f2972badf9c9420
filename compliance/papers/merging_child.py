"""Tries or fills a Word template in a process of its own: on its input a line of JSON and the file, on its output too.

    python -m compliance.papers.merging_child < mau.docx

The line says what to put in: {"context": …}, or what to try it with: {"names": …, "mark": …, "samples": …}.
"""

import json
import sys
from importlib import import_module

from compliance.papers.merging import Unmergeable, merge
from submissions.word.package import Unfit
from vietnamese.files import limited

MEMORY = 200 * 2**20
SECONDS = 4
# What Jinja looks for only when it has something to say of a template, and could not open any more.
NEEDED_LATER = ("jinja2.debug",)


def answer(asked, content):
    """(what is said as JSON, the file) of the template `content` (bytes)."""
    try:
        return {}, merge(asked, content)
    except Unmergeable as refused:
        return {"refused": refused.code, "words": refused.words}, b""
    except Unfit as unfit:
        return {"refused": unfit.code, "words": ""}, b""
    except MemoryError:
        return {"refused": "too_much", "words": ""}, b""
    # Damaged so that no reader foresaw it.
    except Exception:
        return {"refused": "damaged", "words": ""}, b""


def main():
    for name in NEEDED_LATER:
        import_module(name)
    limited.give_away(memory=MEMORY, seconds=SECONDS)
    line, _end, content = sys.stdin.buffer.read().partition(b"\n")
    said, done = answer(json.loads(line), content)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + done)


if __name__ == "__main__":
    main()
