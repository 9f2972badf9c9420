"""Hold that the suite on SQLite and the suite on PostgreSQL are the same tests, but for a named list.

Usage: python scripts/ci_compare_databases.py ALLOWED SQLITE POSTGRES

SQLITE and POSTGRES are lists of executed test ids (`--executed-list` of tests/plugins/strict.py), ALLOWED is
tests/only_on_one_database.txt: beginnings of ids, each followed by `` # `` and the reason.
"""

import sys
from pathlib import Path


def read_ids(path):
    """Return the set of test ids in the file at `path`."""
    return set(Path(path).read_text(encoding="utf-8").splitlines())


def read_allowed(path):
    """Return the permitted beginnings of ids; raise ValueError for a line without a reason."""
    allowed = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        beginning, _, reason = line.partition(" # ")
        if not reason.strip():
            raise ValueError(f"{path}:{number}: no reason given for {beginning.strip()}")
        allowed.append(beginning.strip())
    return allowed


def differences(*, allowed, sqlite, postgres):
    """Return what is wrong, as lines of text; an empty list when the two runs agree."""
    problems = []
    named = dict.fromkeys(allowed, False)
    for only, ids in (("SQLite", sqlite - postgres), ("PostgreSQL", postgres - sqlite)):
        for test in sorted(ids):
            matching = [beginning for beginning in allowed if test.startswith(beginning)]
            named.update(dict.fromkeys(matching, True))
            if not matching:
                problems.append(f"only on {only}: {test}")
    problems += [f"named, but run on both or neither: {name}" for name, used in named.items() if not used]
    return problems


def main(arguments):
    """Print the counts and the differences; return 1 if there is one that is not named."""
    allowed, sqlite, postgres = read_allowed(arguments[0]), read_ids(arguments[1]), read_ids(arguments[2])
    print(f"tests executed: SQLite {len(sqlite)}, PostgreSQL {len(postgres)}, both {len(sqlite & postgres)}")
    problems = differences(allowed=allowed, sqlite=sqlite, postgres=postgres)
    print("\n".join(problems) or "they differ only by the named list")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
