"""`make test-strength`: plants the faults one after the other, and names those that the suite does not see.

In a worktree of its own, at the last commit. The tests that a fault names run first; where they stay green, the whole
quick suite does. Red without a fault proves nothing, so all of these run once on the untouched tree.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from time import monotonic

from tests.strength.faults import FAULTS
from tests.strength.planting import ROOT, NoLongerFits, planted

QUICK = "not browser and not postgres and not slow"
# In seconds; what takes longer hangs.
LONGEST_NAMED, LONGEST_SUITE = 600, 1800
# Of pytest; with several processes it is also interrupted where it stops at the first failure.
GREEN, RED, INTERRUPTED = 0, 1, 2


class Unusable(Exception):
    """The tests cannot tell: they are red without a fault, hang, or do not start."""


def main():
    wanted = os.environ.get("FAULT", "")
    faults = [fault for fault in FAULTS if wanted in ("", fault.name)]
    if not faults:
        sys.exit(f"There is no fault {wanted!r}; tests/strength/faults.py has their names.")
    try:
        outcomes = list(tried_all(faults))
    except Unusable as error:
        sys.exit(str(error))
    unseen = [outcome for outcome in outcomes if not outcome.is_seen]
    print(f"\n{len(outcomes) - len(unseen)} of {len(outcomes)} faults turn the suite red.")
    for outcome in unseen:
        print(f"NOT SEEN  {outcome.fault.name}: {outcome.told}\n          {outcome.fault.breaks}")
    sys.exit(bool(unseen))


def tried_all(faults):
    """The Outcome of each of `faults`, told at once because all of them take long. Raises Unusable."""
    with copy_of_the_tree() as tree:
        suite = Suite(tree, workers=os.environ.get("WORKERS", "auto"))
        suite.require_green(sorted({path for fault in faults for path in fault.tests}))
        for number, fault in enumerate(faults, 1):
            begun = monotonic()
            outcome = tried(fault, suite=suite)
            word = "red" if outcome.is_seen else "NOT SEEN"
            took = f"{monotonic() - begun:.0f} s"
            print(f"{number}/{len(faults)} {word:8} {fault.name}: {outcome.told} ({took})", flush=True)
            yield outcome


@dataclass(frozen=True)
class Outcome:
    """What became of a fault: whether the suite saw it, and how, in words."""

    fault: object
    is_seen: bool
    told: str


def tried(fault, *, suite):
    """The Outcome of planting `fault`."""
    try:
        return Outcome(fault, *seen(fault, suite=suite))
    except NoLongerFits as error:
        return Outcome(fault, False, f"no longer fits: {error}")
    except Unusable as error:
        return Outcome(fault, False, str(error))


def seen(fault, *, suite):
    """Whether the suite goes red with `fault`, and which tests did, in words."""
    with in_place(fault, tree=suite.tree):
        result = suite.run(fault.tests)
    if result.is_red:
        return True, result.first_failure
    suite.require_green_as_a_whole()
    with in_place(fault, tree=suite.tree):
        result = suite.run_quick()
    return result.is_red, f"not by those named: {result.first_failure}" if result.is_red else "all green"


@contextmanager
def copy_of_the_tree():
    """A worktree (Path) of the last commit, with our environment and its messages compiled; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="strength-") as folder:
        tree = Path(folder).resolve() / "tree"
        if git("status", "--porcelain"):
            print("What is not committed is left out.", flush=True)
        git("worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            (tree / ".venv").symlink_to(sys.prefix)
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
    """What pytest said."""

    code: int
    output: str

    @property
    def failures(self):
        """The names of the tests that failed, as the summary has them (a list of str)."""
        lines = [line for line in self.output.splitlines() if line.startswith(("FAILED", "SUBFAILED", "ERROR"))]
        return [word for line in lines for word in line.split() if word.startswith("tests/") and "::" in word]

    @property
    def is_red(self):
        return self.code in (RED, INTERRUPTED) and bool(self.failures)

    @property
    def first_failure(self):
        return self.failures[0] if self.failures else self.last_words

    @property
    def last_words(self):
        """The last line that says anything (str)."""
        return next((line.strip() for line in reversed(self.output.splitlines()) if line.strip()), "nothing")


@dataclass
class Suite:
    """The tests of `tree` (Path), run by as many processes as `workers` says where there are many."""

    tree: Path
    workers: str

    def run(self, paths: Sequence[str]):
        """The Result of the quick tests in `paths`, up to the first failure. Raises Unusable."""
        return self._run("-x", *paths, longest=LONGEST_NAMED)

    def run_quick(self):
        """The same of the whole quick suite, but for the test that every fault fits its line."""
        return self._run("-x", "--ignore=tests/strength", *self._shared, longest=LONGEST_SUITE)

    def require_green(self, paths):
        """Raise Unusable unless all the tests in `paths` pass without a fault."""
        print(f"Without a fault: {len(paths)} test files …", flush=True)
        self._require_green(self._run(*paths, *self._shared, longest=LONGEST_SUITE))

    def require_green_as_a_whole(self):
        """Raise Unusable unless the quick suite passes without a fault; run once."""
        self._require_green(self._whole)

    @cached_property
    def _whole(self):
        return self.run_quick()

    @property
    def _shared(self):
        return "-n", self.workers, "--dist", "worksteal"

    def _require_green(self, result):
        if result.code != GREEN:
            raise Unusable(f"red without a fault, so nothing can be told: {result.first_failure}")

    def _run(self, *arguments, longest):
        command = [sys.executable, "-m", "pytest", "-q", "-m", QUICK, *arguments]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        try:
            done = subprocess.run(
                command, cwd=self.tree, env=environment, capture_output=True, text=True, timeout=longest, check=False
            )
        except subprocess.TimeoutExpired:
            raise Unusable(f"the tests did not end within {longest} s") from None
        result = Result(done.returncode, done.stdout + done.stderr)
        if done.returncode != GREEN and not result.is_red:
            raise Unusable(f"pytest ended with {done.returncode}: {result.last_words}")
        return result


if __name__ == "__main__":
    main()
