"""Marks that lists give to tests: `both` from tests/on_both_databases.txt, `matrix` from tests/matrices.txt.

One place for each, so that it can be read as a whole, with the reason of every line.
"""

from pathlib import Path

TESTS = Path(__file__).parents[1]
LISTS = {"both": TESTS / "on_both_databases.txt", "matrix": TESTS / "matrices.txt"}


def read(path):
    """{beginning of a test's id: its reason} from the file at `path`; a line without a reason: ValueError."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        beginning, _, reason = line.partition(" # ")
        if not reason.strip():
            raise ValueError(f"{path}:{number}: no reason given for {beginning.strip()}")
        found[beginning.strip()] = reason.strip()
    return found


def is_named(nodeid, beginnings):
    """Whether the test of that id is named by one of `beginnings`: a folder, a file, or the beginning of a name."""
    return nodeid.startswith(tuple(beginnings))


def mark(items):
    """Mark those of `items` (collected tests) that the lists name."""
    for name, path in LISTS.items():
        beginnings = read(path)
        for item in items:
            if is_named(item.nodeid, beginnings):
                item.add_marker(name)
