"""Two people at the same moment, in two processes, many times: one decision, and the decider's text.

Twelve rounds see a lock that is missing: without it at least every second one goes wrong (docs/testing.md).
RACE_ROUNDS=50 asks for as many as one likes; CI asks for eight, of which one race in 256 sees nothing.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.races.databases import database_of_its_own
from tests.submissions.mail_in.imap import running_imap_server
from tests.submissions.mails import MAILBOX, SERVER

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("RACE_ROUNDS", "12"))
# What has to go wrong once is tried as often as here, however few rounds are asked for.
UNTIL_WRONG = max(ROUNDS, 12)
RACES = [
    "two_leaders",
    "stand_in_and_leader",
    "paper_and_leader",
    "two_editors",
    "approve_and_reject",
    "double_click",
    "scheduled_twice",
    "link_twice",
    "link_and_screen",
    "two_minimums",
    "written_twice",
    "written_quickly_twice",
    "ended_while_writing",
    "photo_sent_twice",
    "word_file_sent_twice",
    "replaced_while_saved",
    "swapped_while_approving",
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
    "paid_or_sent_back",
    "rate_changed_while_approving",
    "piece_corrected_while_approving",
    "statement_published_twice",
    "statement_changed_while_published",
    "answer_sent_twice",
    "code_twice",
    "paper_twice",
]
# SQLite lets one write at a time, whatever the site does.
RACES_FOR_MONEY = [
    "table_approved_twice",
    "table_approved_or_taken_back",
    "payment_approved_or_taken_back",
    "paid_twice",
    "paid_or_sent_back",
    "piece_corrected_while_approving",
]


class Runner:
    """The process that runs the races (tests/races/run.py), which takes one order after another."""

    def __init__(self, folder):
        self.errors = folder / "errors.txt"
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.races.run"],
                cwd=Path(__file__).parents[2],
                env=os.environ | {"TEST_VAR_DIR": str(folder)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )

    def answer_to(self, **order):
        print(json.dumps(order), file=self.process.stdin, flush=True)
        answers, _, _ = select.select([self.process.stdout], [], [], 900)
        answer = json.loads((answers and self.process.stdout.readline()) or "null")
        assert answer is not None, self.errors.read_text()[-3000:]
        return answer

    def end(self):
        """Nothing is left of it, nor of a race that hangs."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    runner = Runner(tmp_path_factory.mktemp("races"))
    yield runner
    runner.end()


@pytest.fixture
def run(runner, tmp_path, migrated_copy):
    """`run(race, …)` gives the outcome of a race on a migrated database of its own."""

    def run(race, **order):
        with database_of_its_own(tmp_path, migrated_copy) as database:
            return runner.answer_to(race=race, database=database, **order)

    return run


@pytest.mark.parametrize("race", RACES)
def test_one_decision(race, run):
    assert run(race, rounds=ROUNDS, without_lock=False) == {}


@pytest.mark.parametrize("race", ["two_editors", "stand_in_and_leader", "written_twice", "run_due_twice"])
def test_the_race_is_one(race, run):
    """Without the lock around the view, or the run, the same rounds go wrong, so a green race proves something."""
    assert run(race, rounds=UNTIL_WRONG, without_lock=True, until_wrong=True)


def test_a_mailbox_that_two_processes_fetch_gives_one_draft_a_mail_and_one_answer(run):
    with running_imap_server() as url:
        there = {"IMAP_URL": url, "MAIL_IN_ADDRESS": MAILBOX, "MAIL_IN_AUTHSERV_ID": SERVER, "MAIL_IN_PER_DAY": 1000}
        assert run("mail_fetched_twice", rounds=ROUNDS, without_lock=False, settings=there) == {}


def test_two_that_know_a_password_set_up_one_telephone(run):
    needed = {"SECOND_FACTOR_FOR": ["board"]}
    assert run("set_up_twice", rounds=ROUNDS, without_lock=False, settings=needed) == {}


@pytest.mark.postgres
@pytest.mark.parametrize("race", ["photo_sent_twice", "word_file_sent_twice"])
def test_the_race_of_what_arrives_is_one(race, run):
    """Without the locks of the person's row, and of the place of the unit's pieces."""
    assert run(race, rounds=UNTIL_WRONG, without_lock=True, until_wrong=True)


@pytest.mark.postgres
@pytest.mark.parametrize("race", RACES_FOR_MONEY)
def test_the_race_for_money_is_one(race, run):
    """Without the turns and the locks of rows that tables and lists are decided under."""
    assert run(race, rounds=UNTIL_WRONG, without_lock=True, until_wrong=True)


@pytest.mark.postgres
@pytest.mark.parametrize("race", ["statement_published_twice", "answer_sent_twice"])
def test_the_race_of_what_two_people_say_is_one(race, run):
    """Without the lock of the row of the statement, or of the question."""
    assert run(race, rounds=UNTIL_WRONG, without_lock=True, until_wrong=True)


@pytest.mark.postgres
@pytest.mark.parametrize("race", ["link_twice", "link_and_screen"])
def test_the_race_by_mail_is_one(race, run):
    """Without the lock of the piece's row; SQLite lets one write at a time, whatever the site does."""
    assert run(race, rounds=UNTIL_WRONG, without_lock=True)


def test_a_run_that_is_killed_while_mailing_repeats_one_mail_at_most(run):
    """Ten mails of the chain, of accounts and of reminders; killed at the tenth, and between the ninth and it."""
    assert run("killed_mailing") == {
        "as the server accepts": {"exit": -9, "accepted": 10, "twice": 1, "missing": 0},
        "before it is handed over": {"exit": -9, "accepted": 9, "twice": 0, "missing": 0},
    }


@pytest.mark.long
def test_power_cuts_lose_nothing_that_was_told_to_be_done(run):
    """While people upload, send in, approve, publish, close and pay; each step was reached in some round."""
    told = run("power")
    assert (told["lost"], told["half"], told["errors"], told["left"]) == ([], [], [], 0)
    steps = {"document", "photo", "sent", "approve", "publish", "closed", "table", "list", "payable", "paid"}
    missing = steps - told["reached"].keys()
    assert not missing, told["reached"]


@pytest.mark.parametrize("race", ["replaced_while_saved", "swapped_while_approving"])
def test_the_race_for_a_file_is_one(race, run):
    """Without the lock of its row, and the triggers behind that."""
    assert run(race, rounds=20, without_lock=True, until_wrong=True)


def test_a_closing_that_is_killed_leaves_nothing_and_is_completed_by_the_next(run):
    stages = ("before the rows", "before the pieces", "before the end")
    assert run("killed") == {stage: {"exit": -9, "rows": [0, 0, 0]} for stage in stages} | {
        "next run": {"closed": ["2019-04"], "rows": [1, 3, 1], "wrong": []}
    }
