"""Direct dependencies are pinned, explained in docs/dependencies.md, and installed as pinned."""

import re
from importlib.metadata import metadata, version

import pytest
from packaging.specifiers import SpecifierSet

from .processes import ROOT

LISTS = {"requirements.txt": "## The site", "requirements-dev.txt": "## Tests and checks"}


def pins(name):
    """Return {package: pinned version} of the list `name`; a line that pins nothing exactly gives None."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith(("#", "-"))]
    exact = r"([\w-]+)(?:\[[\w,]+\])?==([\w.]+)"
    matches = {line: re.fullmatch(exact, line.split(" #")[0].strip()) for line in wanted}
    return {match[1] if match else line: match[2] if match else None for line, match in matches.items()}


def explained(heading):
    """Return the packages in the first column of the table under `heading` of docs/dependencies.md."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = text.partition(heading)[2].partition("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)[2:]
    return {re.sub(r" \(.*\)", "", name.strip()) for cell in cells for name in cell.split(",")}


@pytest.mark.parametrize("name", LISTS)
def test_versions_are_exact_and_explained(name):
    assert None not in pins(name).values()
    assert set(pins(name)) == explained(LISTS[name])


@pytest.mark.parametrize("name", ["Django", "pillow", "django-tables2", "django-axes", "django-post_office"])
def test_installed_as_pinned(name):
    assert version(name) == pins("requirements.txt")[name]


def test_everything_installs_on_the_python_of_debian_12():
    """README and the page of deployment promise 3.11; a later package may want 3.11.5."""
    names = [name for pinned in (*LISTS, "constraints.txt") for name in pins(pinned) if name != "async-timeout"]
    wanted = {name: metadata(name)["Requires-Python"] or "" for name in names}
    assert [name for name, pythons in wanted.items() if not SpecifierSet(pythons).contains("3.11.2")] == []


def test_the_rest_is_held_by_the_constraints():
    assert "-c constraints.txt" in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    held = pins("constraints.txt")
    assert None not in held.values()
    assert {"django-modelcluster", "django-filter", "modelsearch"} <= set(held)
