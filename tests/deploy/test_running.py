"""A step of the installation goes on where its command ends with a code that is said to be well, and nowhere else."""

import pytest

from deploy.steps import machine


@pytest.fixture(autouse=True)
def log(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "LOG", tmp_path / "log")


def test_a_code_that_is_said_to_be_well():
    """As verify_royalties ends where papers only differ, when a site is put back from its backup."""
    assert machine.run("sh", "-c", "echo khác; exit 3", also_well=(3,)) == "khác"


@pytest.mark.parametrize("code", [1, 2, 4])
def test_any_other_stops(code):
    with pytest.raises(machine.Failed, match="khác"):
        machine.run("sh", "-c", f"echo khác; exit {code}", also_well=(3,))
