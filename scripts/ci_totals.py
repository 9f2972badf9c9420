"""Add up test results in JUnit's format: `N passed, N failed`.

Usage: python scripts/ci_totals.py [--failures] FILE.xml…

A file that is missing counts as one failure: a suite that did not get as far as its report did not pass.
With --failures the failed tests are printed instead, indented, one a line.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def cases(path):
    """Return [(name, passed)] of the tests in the report at `path`, skipped ones left out."""
    results = []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        if "skipped" not in kinds:
            name = f"{case.get('classname')}::{case.get('name')}"
            results.append((name, not kinds & {"failure", "error"}))
    return results


def main(arguments):
    """Print the totals or the failures of the reports named."""
    paths = [Path(argument) for argument in arguments if argument != "--failures"]
    results = [(str(path), False) for path in paths if not path.exists()]
    for path in paths:
        if path.exists():
            results += cases(path)
    failures = [name for name, passed in results if not passed]
    if "--failures" in arguments:
        for name in failures:
            print(f"    failed: {name}")
    else:
        print(f"{len(results) - len(failures)} passed, {len(failures)} failed")


if __name__ == "__main__":
    main(sys.argv[1:])
