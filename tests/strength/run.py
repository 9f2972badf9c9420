"""`make test-strength`: plants the faults one after the other, and names those that their tests do not see.

In a worktree of its own, at the last commit. The tests that a fault names run up to the first that turns red, those of
`make test` before the slow ones. Red without a fault proves nothing, so all that turned red run once more on the
untouched tree, where they have to be green.

What became of each fault is kept in var/strength.txt. FROM=name goes on there: what it says of the faults before that
one still holds, and is counted.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from time import monotonic

from tests.strength.faults import FAULTS
from tests.strength.planting import ROOT, NoLongerFits, planted

QUICK, SLOW = "not browser and not postgres and not slow", "slow and not browser and not postgres"
KEPT = ROOT / "var/strength.txt"
MIGRATED = Path(".pytest_cache/d/migrated")
# In seconds; what takes longer hangs.
LONGEST = 900
# Of pytest.
GREEN, RED, NOTHING_TO_RUN = 0, 1, 5
SEEN, NOT_SEEN, MISFIT, UNUSABLE = "red", "NOT SEEN", "NO LONGER FITS", "CANNOT TELL"


class Unusable(Exception):
    """The tests cannot tell: they hang, or do not start."""


@dataclass(frozen=True)
class Outcome:
    """What became of a fault: its name, one of the words above, and the test that saw it or why none did."""

    name: str
    word: str
    told: str

    @classmethod
    def read(cls, line):
        return cls(*line.rstrip("\n").split("\t"))

    def __str__(self):
        return "\t".join((self.name, self.word, self.told))


def main():
    names = [fault.name for fault in FAULTS]
    only, first = os.environ.get("FAULT", ""), os.environ.get("FROM", "")
    for wanted in filter(None, (only, first)):
        if wanted not in names:
            sys.exit(f"There is no fault {wanted!r}; tests/strength/faults/ has their names.")
    with copy_of_the_tree() as tree:
        if only:
            outcomes = dict(tried_all([fault for fault in FAULTS if fault.name == only], tree=tree))
        else:
            place = names.index(first) if first else 0
            outcomes = told_before(names[:place])
            for name, outcome in tried_all(FAULTS[place:], tree=tree):
                outcomes[name] = outcome
                keep(outcomes)
        all_seen = summed_up(outcomes, wanted=[only] if only else names, tree=tree)
    sys.exit(0 if all_seen else 1)


def told_before(names):
    """{name: Outcome} of those of `names` that were tried before."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    found = {outcome.name: outcome for outcome in map(Outcome.read, lines)}
    return {name: found[name] for name in names if name in found}


def keep(outcomes):
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text("".join(f"{outcome}\n" for outcome in outcomes.values()), encoding="utf-8")


def tried_all(faults, *, tree):
    """Yield (name, Outcome) of each of `faults`, told at once because all of them take long."""
    for number, fault in enumerate(faults, 1):
        begun = monotonic()
        outcome = tried(fault, tree=tree)
        took = f"{monotonic() - begun:.0f} s"
        print(f"{number}/{len(faults)} {outcome.word:8} {fault.name}: {outcome.told} ({took})", flush=True)
        yield fault.name, outcome


def summed_up(outcomes, *, wanted, tree):
    """Say what became of the faults named `wanted`; whether their tests saw all of them, and are green without."""
    tests = sorted({one.told for one in outcomes.values() if one.word == SEEN})
    red_anyway = red_without_a_fault(tests, tree=tree) if tests else ()
    counts = dict.fromkeys((SEEN, NOT_SEEN, MISFIT, UNUSABLE, "not tried", "red without it, too"), 0)
    for name in wanted:
        outcome = outcomes.get(name, Outcome(name, "not tried", ""))
        word = "red without it, too" if outcome.word == SEEN and outcome.told in red_anyway else outcome.word
        counts[word] += 1
        if word != SEEN:
            print(f"{word}: {name} {outcome.told}")
    told = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    print(f"{len(wanted)} faults: {told}.", flush=True)
    return counts[SEEN] == len(wanted)


def red_without_a_fault(tests, *, tree):
    """Those of `tests` (names of tests) that fail on the untouched tree; all of them where they cannot be run."""
    print(f"Without a fault: {len(tests)} tests …", flush=True)
    result = run(tests, kind=f"({QUICK}) or ({SLOW})", tree=tree)
    if result.code not in (GREEN, RED):
        print(result.last_words)
        return tests
    return result.failures


def tried(fault, *, tree):
    """The Outcome of planting `fault` in `tree` (Path)."""
    try:
        with in_place(fault, tree=tree):
            result = run(["-x", *fault.tests], kind=QUICK, tree=tree)
            if result.code in (GREEN, NOTHING_TO_RUN):
                result = run(["-x", *fault.tests], kind=SLOW, tree=tree)
    except NoLongerFits as error:
        return Outcome(fault.name, MISFIT, str(error))
    except Unusable as error:
        return Outcome(fault.name, UNUSABLE, str(error))
    if result.code in (GREEN, NOTHING_TO_RUN):
        return Outcome(fault.name, NOT_SEEN, fault.breaks)
    if result.failures:
        return Outcome(fault.name, SEEN, result.failures[0])
    return Outcome(fault.name, UNUSABLE, f"pytest ended with {result.code}: {result.last_words}")


@contextmanager
def copy_of_the_tree():
    """A worktree (Path) of the last commit, with our environment, messages and migrated database; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="strength-") as folder:
        tree = Path(folder).resolve() / "tree"
        if git("status", "--porcelain"):
            print("What is not committed is left out.", flush=True)
        git("worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            (tree / ".venv").symlink_to(sys.prefix)
            if (ROOT / MIGRATED).exists():
                shutil.copytree(ROOT / MIGRATED, tree / MIGRATED)
            subprocess.run([sys.executable, "scripts/compile_messages.py", "--quiet"], cwd=tree, check=True)
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


def git(*arguments):
    """What git says (str) to `arguments` about our repository."""
    return subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def in_place(fault, *, tree):
    """Inside, the file of `fault` in `tree` (Path) has it."""
    path = tree / fault.file
    with_fault, whole = planted(fault, root=tree), path.read_text(encoding="utf-8")
    write(path, with_fault)
    try:
        yield
    finally:
        write(path, whole)


def write(path, text):
    """A second write within a second may leave time and size as they were, by which Python knows a file again."""
    path.write_text(text, encoding="utf-8")
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


@dataclass(frozen=True)
class Result:
    """What pytest said: its code, its last line, and the names of the tests that failed."""

    code: int
    last_words: str
    failures: tuple[str, ...]


def run(arguments, *, kind, tree):
    """The Result of the tests of `kind` (marks) in `tree` (Path) that `arguments` name. Raises Unusable."""
    noted = tree / ".pytest_cache/v/cache/lastfailed"
    noted.unlink(missing_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", kind, *arguments],
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unusable(f"the tests did not end within {LONGEST} s") from None
    said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    names = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else ()
    # A file that cannot even be read is among them, and shows nothing.
    return Result(done.returncode, said[-1] if said else "nothing", tuple(name for name in names if "::" in name))


if __name__ == "__main__":
    main()
