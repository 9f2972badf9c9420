"""Two people at the same moment, in two processes, fifty times: one decision, and the decider's text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.races.databases import database_of_its_own

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
    "closed_twice",
    "published_while_closing",
    "run_due_twice",
    "table_approved_twice",
    "month_drawn_up_twice",
    "table_listed_twice",
    "payment_approved_twice",
    "table_approved_or_taken_back",
    "table_approved_or_sent_back",
    "payment_approved_or_taken_back",
    "paid_twice",
]
# SQLite lets one write at a time, whatever the site does.
RACES_FOR_MONEY = [
    "table_approved_twice",
    "table_approved_or_taken_back",
    "payment_approved_or_taken_back",
    "paid_twice",
]


def run(race, folder, migrated_copy, *options, rounds=ROUNDS):
    return started("tests.races.run", folder, migrated_copy, race, "--rounds", str(rounds), *options)


def started(module, folder, migrated_copy, *arguments):
    """The last line, from JSON, that `module` prints when it is run on a migrated database of its own."""
    with database_of_its_own(folder, migrated_copy) as address:
        result = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"DATABASE_URL": address, "TEST_VAR_DIR": str(folder)},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.strip().splitlines()[-1])


@pytest.mark.parametrize("race", RACES)
def test_one_decision(race, tmp_path, migrated_copy):
    outcome = run(race, tmp_path, migrated_copy)
    assert outcome == {"race": race, "rounds": ROUNDS, "wrong": {}}


@pytest.mark.parametrize("race", ["two_editors", "written_twice", "run_due_twice"])
def test_the_race_is_one(race, tmp_path, migrated_copy):
    """Without the lock around the view, or the run, the same rounds go wrong, so a green race proves something."""
    outcome = run(race, tmp_path, migrated_copy, "--without-lock", rounds=10)
    assert outcome["wrong"]


@pytest.mark.postgres
@pytest.mark.parametrize("race", RACES_FOR_MONEY)
def test_the_race_for_money_is_one(race, tmp_path, migrated_copy):
    """Without the turns and the locks of rows that tables and lists are decided under."""
    outcome = run(race, tmp_path, migrated_copy, "--without-lock", rounds=20)
    assert outcome["wrong"]


def test_a_closing_that_is_killed_leaves_nothing_and_is_completed_by_the_next(tmp_path, migrated_copy):
    outcome = started("tests.races.killed", tmp_path, migrated_copy)
    stages = ("before the rows", "before the pieces", "before the end")
    assert outcome == {stage: {"exit": -9, "rows": [0, 0, 0]} for stage in stages} | {
        "next run": {"closed": ["2019-04"], "rows": [1, 3, 1], "wrong": []}
    }
