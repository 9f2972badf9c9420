"""A fault, and planting it: the text of its file with the one line changed."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A mistake in the product, the promise that it `breaks`, and the tests (files or folders) that should see it."""

    name: str
    file: str
    line: str
    becomes: str
    breaks: str
    tests: tuple[str, ...]


class NoLongerFits(Exception):
    """The line of a fault is not in its file just once; the text says how often."""


def planted(fault, *, root):
    """The text (str) of the file of `fault` (a Fault) in the tree `root` (Path), with the fault in it."""
    path = root / fault.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    places = [place for place, line in enumerate(lines) if line.strip() == fault.line]
    if len(places) != 1:
        raise NoLongerFits(f"{fault.file}: {len(places)} lines are {fault.line!r}")
    (place,) = places
    whole = lines[place]
    indent = whole[: len(whole) - len(whole.lstrip())]
    lines[place] = f"{indent}{fault.becomes}".rstrip() + "\n"
    return "".join(lines)
