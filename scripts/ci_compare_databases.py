"""Hold that what is listed to run on both databases did run on both, and that each line of a list names a test.

Usage: python scripts/ci_compare_databases.py LISTED SQLITE POSTGRES

LISTED is tests/on_both_databases.txt. SQLITE and POSTGRES are lists of executed test ids (`--executed-list` of
tests/plugins/strict.py); a test that means something on one database only is marked `sqlite` or `postgres`, and its id
stands there with that mark.
"""

import sys
from pathlib import Path

# Run as a script from the project's root, which is then not where Python looks.
sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.plugins.listed import LISTS, is_named, read


def read_executed(path):
    """{id: set of marks} of the executed tests in the file at `path`."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return {test: set(marks.split()) for test, _, marks in (line.partition("\t") for line in lines)}


def differences(*, listed, sqlite, postgres):
    """What is wrong, as lines of text; an empty list when all that is `listed` ran on both.

    `listed`: beginnings of ids. `sqlite`, `postgres`: what read_executed returns of either run.
    """
    problems = []
    for mark, here, there in (("sqlite", sqlite, postgres), ("postgres", postgres, sqlite)):
        problems += [
            f"not marked {mark}, but executed there only: {test}"
            for test, marks in sorted(here.items())
            if is_named(test, listed) and test not in there and mark not in marks
        ]
    return problems + unnamed(listed, executed=sqlite | postgres)


def unnamed(listed, *, executed):
    """What `listed` (beginnings of ids) names and is none of `executed` (ids), as lines of text."""
    return [
        f"listed, and no test of that name: {beginning}"
        for beginning in listed
        if not any(test.startswith(beginning) for test in executed)
    ]


def main(arguments):
    """Print the counts and the differences; return 1 if there is one."""
    listed, sqlite, postgres = read(Path(arguments[0])), read_executed(arguments[1]), read_executed(arguments[2])
    print(f"tests executed: SQLite {len(sqlite)}, PostgreSQL {len(postgres)}, both {len(sqlite.keys() & postgres)}")
    problems = differences(listed=listed, sqlite=sqlite, postgres=postgres)
    problems += unnamed(read(LISTS["matrix"]), executed=sqlite)
    print("\n".join(problems) or "what is listed ran on both")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
