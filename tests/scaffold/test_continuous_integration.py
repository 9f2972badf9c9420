"""What continuous integration relies on to call a run good: no skips, the same tests on both databases."""

import sys
from functools import partial

import pytest

from scripts import ci_compare_databases, ci_totals
from tests.plugins import listed as lists

from .processes import clean_environment, run

SUITE = """
import pytest

@pytest.mark.sqlite
def test_runs():
    pass

def test_skips():
    pytest.skip("no browser here")

@pytest.mark.skip(reason="some day")
def test_is_marked():
    pass

@pytest.mark.xfail(strict=True)
def test_fails_as_expected():
    assert False
"""


@pytest.mark.sqlite
@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "code", "summary"),
    [
        ([], 0, "1 passed, 2 skipped, 1 xfailed"),
        (["--fail-on-skip"], 1, "1 failed, 1 passed, 1 xfailed, 1 error"),
    ],
)
@pytest.mark.parametrize("workers", ["0", "1"])
def test_skips_fail_where_asked(tmp_path, options, code, summary, workers):
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    sqlite: one database\n", encoding="utf-8")
    executed, report = tmp_path / "executed.txt", tmp_path / "report.xml"
    command = f"-m pytest {tmp_path} -c {tmp_path}/pytest.ini -p no:django -p tests.plugins.strict -n {workers}"
    command += f" -p tests.plugins.strict --executed-list={executed} --junitxml={report}"
    result = run(sys.executable, *command.split(), *options, environment=clean_environment())
    assert result.returncode == code, result.stdout
    assert summary in result.stdout
    found = {test.rpartition("/")[2]: marks for test, marks in ci_compare_databases.read_executed(executed).items()}
    assert found["test_suite.py::test_runs"] == {"sqlite"}
    assert "test_suite.py::test_is_marked" not in found
    assert len([passed for _, passed in ci_totals.cases(report) if not passed]) == 2 * code


LISTED = {"tests/search": "folding in SQL", "tests/a.py": "locks"}


def test_what_is_listed_runs_on_both():
    on_both, elsewhere = (
        {"tests/a.py::test_a": set(), "tests/search/test_marks.py::test_b": set()},
        {"tests/c.py::test_c": set()},
    )
    compared = partial(ci_compare_databases.differences, listed=LISTED)
    assert compared(sqlite=on_both | elsewhere, postgres=on_both) == []
    assert compared(sqlite=on_both, postgres={"tests/a.py::test_a": set()}) == [
        "not marked sqlite, but executed there only: tests/search/test_marks.py::test_b"
    ]
    assert compared(sqlite=on_both, postgres=on_both | {"tests/a.py::test_d": set()}) == [
        "not marked postgres, but executed there only: tests/a.py::test_d"
    ]
    assert compared(sqlite=on_both, postgres=on_both | {"tests/a.py::test_d": {"postgres"}}) == []
    assert compared(sqlite=on_both | {"tests/a.py::test_d": {"sqlite"}}, postgres=on_both) == []


def test_a_list_that_names_nothing_is_told():
    run_on_both = {"tests/a.py::test_a": set()}
    assert ci_compare_databases.differences(listed=LISTED, sqlite=run_on_both, postgres=run_on_both) == [
        "listed, and no test of that name: tests/search"
    ]


def test_what_is_listed_needs_a_reason(tmp_path):
    listed = tmp_path / "listed.txt"
    listed.write_text("# comment\n\ntests/a.py # locks\ntests/search\n", encoding="utf-8")
    with pytest.raises(ValueError, match="4: no reason given for tests/search"):
        lists.read(listed)


def test_totals_count_a_missing_report_as_a_failure(tmp_path, capsys):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="a" name="x"/><testcase classname="a" name="y"><failure/>'
        '</testcase><testcase classname="a" name="z"><skipped/></testcase></testsuite></testsuites>',
        encoding="utf-8",
    )
    ci_totals.main([str(report), str(tmp_path / "missing.xml")])
    assert capsys.readouterr().out == "1 passed, 2 failed\n"
    ci_totals.main(["--failures", str(report)])
    assert capsys.readouterr().out == "    failed: a::y\n"
