"""Each test run alone: what lives from a story that another has had told, fails (tests/plugins/alone.py)."""

import sys

import pytest

from .processes import clean_environment, run

PLUGIN = ("-p", "tests.plugins.alone")
SUITE = """
import pytest

TOLD = []

@pytest.fixture(scope="module")
def story():
    TOLD.append("story")
    yield
    TOLD.remove("story")

def test_asks_for_it(story):
    assert TOLD == ["story"]

def test_lives_from_it():
    assert TOLD == ["story"]

def test_lives_from_nothing():
    pass

class TestClass:
    @pytest.fixture(scope="class")
    def chapter(self, story):
        TOLD.append("chapter")
        yield
        TOLD.remove("chapter")

    def test_asks_for_both(self, chapter):
        assert TOLD == ["story", "chapter"]

    def test_lives_from_one(self, story):
        assert TOLD == ["story", "chapter"]
"""
ALL_ASK = """
import pytest

@pytest.fixture(scope="module")
def story():
    yield

def test_asks(story):
    pass

def test_asks_too(story):
    pass
"""


@pytest.mark.sqlite
@pytest.mark.slow
@pytest.mark.parametrize("workers", ["0", "1"])
@pytest.mark.parametrize(
    ("options", "code", "summary"),
    [((), 0, "7 passed"), (PLUGIN, 1, "2 failed, 1 passed")],
    ids=["one after the other", "alone"],
)
def test_what_lives_from_another_tests_story_fails_alone(tmp_path, options, code, summary, workers):
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "test_all_ask.py").write_text(ALL_ASK, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = f"-m pytest {tmp_path} -c {tmp_path}/pytest.ini -p no:django -n {workers}"
    result = run(sys.executable, *command.split(), *options, environment=clean_environment())
    assert result.returncode == code, result.stdout
    assert summary in result.stdout
    failed = {line.rpartition("::")[2].partition(" ")[0] for line in result.stdout.splitlines() if "FAILED" in line}
    assert failed == ({"test_lives_from_it", "test_lives_from_one"} if code else set())
