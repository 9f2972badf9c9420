"""The Makefile explains itself."""

import re

from .processes import ROOT, clean_environment, run


def test_make_alone_lists_every_target():
    result = run("make", environment=clean_environment())
    assert result.returncode == 0
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
    listed = set(re.findall(r"^  make (\S+) +\S", result.stdout, re.MULTILINE))
    assert listed == targets
    assert {"run", "test", "test-all", "lint", "format", "check"} <= listed


def test_what_was_compiled_of_tests_is_kept_whatever_the_environment_says():
    targets = ("test", "test-slow", "test-shuffled", "test-alone", "test-postgres")
    result = run("make", "--dry-run", *targets, environment=clean_environment())
    assert result.returncode == 0
    assert result.stdout.count("env -u PYTHONDONTWRITEBYTECODE ") == len(targets)
