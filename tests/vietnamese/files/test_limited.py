"""What is read by a process of its own is ended by what it computes; a busy machine alone does not make it late."""

import sys

import pytest

from compliance.papers import filling, merging_child
from library.reading import pdf_text
from vietnamese.dangers import looking
from vietnamese.files import limited, pdf_lock, sheet_reader, sheets

# Seconds that a server waits for an answer (docs/deployment.md, WEB_TIMEOUT).
ANSWER = 60


@pytest.mark.parametrize(
    ("computing", "patience"),
    [
        pytest.param(merging_child.SECONDS, filling.PATIENCE, id="a template"),
        pytest.param(pdf_lock.SECONDS, pdf_lock.PATIENCE, id="a PDF's password"),
        pytest.param(sheet_reader.SECONDS, sheets.PATIENCE, id="a table"),
        pytest.param(looking.SECONDS, looking.PATIENCE, id="dangers"),
        pytest.param(pdf_text.SECONDS, pdf_text.PATIENCE, id="a PDF's text"),
    ],
)
def test_waits_for_more_than_it_may_compute(computing, patience):
    assert 2 * computing < patience <= ANSWER


def child_that(monkeypatch, tmp_path, does):
    """Let a module that may compute one second and `does` (a line) be found by its name, which is returned."""
    (tmp_path / "child_of_a_test.py").write_text(
        "import time\nfrom vietnamese.files.limited import give_away\ngive_away(memory=10**9, seconds=1)\n" + does
    )
    monkeypatch.setattr(limited, "ROOT", tmp_path)
    (tmp_path / "vietnamese").symlink_to(sys.modules["vietnamese"].__path__[0])
    return "child_of_a_test"


def test_waiting_for_the_processor_does_not_count(monkeypatch, tmp_path):
    name = child_that(monkeypatch, tmp_path, "time.sleep(1.5)\nprint('done')")
    assert limited.output_of(name, content=b"", seconds=60) == b"done\n"


def test_computing_for_ever_ends_before_the_clock_does(monkeypatch, tmp_path):
    name = child_that(monkeypatch, tmp_path, "while True: pass")
    with pytest.raises(limited.Died):
        limited.output_of(name, content=b"", seconds=60)


def test_doing_nothing_for_ever_ends_by_the_clock(monkeypatch, tmp_path):
    name = child_that(monkeypatch, tmp_path, "time.sleep(600)")
    with pytest.raises(limited.OutOfTime):
        limited.output_of(name, content=b"", seconds=0.5)
