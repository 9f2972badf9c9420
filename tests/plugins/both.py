"""The tests that run on both databases: marked `both` from tests/on_both_databases.txt, one list with its reasons."""

from pathlib import Path

LISTED = Path(__file__).parents[1] / "on_both_databases.txt"


def read(path=LISTED):
    """{beginning of a test's id: why it runs on both} from the file at `path`; a line without a reason: ValueError."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        beginning, _, reason = line.partition(" # ")
        if not reason.strip():
            raise ValueError(f"{path}:{number}: no reason given for {beginning.strip()}")
        found[beginning.strip()] = reason.strip()
    return found


def runs_on_both(nodeid, beginnings):
    """Whether the test of that id is named by one of `beginnings`: a folder, a file, or the beginning of a name."""
    return nodeid.startswith(tuple(beginnings))


def mark(items):
    """Mark those of `items` (collected tests) that run on both."""
    beginnings = read()
    for item in items:
        if runs_on_both(item.nodeid, beginnings):
            item.add_marker("both")
