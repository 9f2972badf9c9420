"""Two people at the same moment, in two processes, fifty times: one decision, and the decider's text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.races.databases import empty_database

pytestmark = pytest.mark.slow

ROUNDS = 50
RACES = [
    "two_leaders",
    "two_editors",
    "approve_and_reject",
    "double_click",
    "scheduled_twice",
    "two_minimums",
    "written_twice",
]


def run(race, folder, *options, rounds=ROUNDS):
    with empty_database(folder) as address:
        result = subprocess.run(
            [sys.executable, "-m", "tests.races.run", race, "--rounds", str(rounds), *options],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"DATABASE_URL": address, "TEST_VAR_DIR": str(folder)},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.strip().splitlines()[-1])


@pytest.mark.parametrize("race", RACES)
def test_one_decision(race, tmp_path):
    outcome = run(race, tmp_path)
    assert outcome == {"race": race, "rounds": ROUNDS, "wrong": {}}


@pytest.mark.parametrize("race", ["two_editors", "written_twice"])
def test_the_race_is_one(race, tmp_path):
    """Without the lock around the view the same rounds go wrong, so a green race proves something."""
    outcome = run(race, tmp_path, "--without-lock", rounds=10)
    assert outcome["wrong"]
