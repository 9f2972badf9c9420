"""What continuous integration relies on to call a run good: no skips, the same tests on both databases."""

import sys

import pytest

from scripts import ci_compare_databases, ci_totals

from .processes import clean_environment, run

SUITE = """
import pytest

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
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    executed, report = tmp_path / "executed.txt", tmp_path / "report.xml"
    command = f"-m pytest {tmp_path} -c {tmp_path}/pytest.ini -p no:django -p tests.plugins.strict -n {workers}"
    command += f" -p tests.plugins.strict --executed-list={executed} --junitxml={report}"
    result = run(sys.executable, *command.split(), *options, environment=clean_environment())
    assert result.returncode == code, result.stdout
    assert summary in result.stdout
    assert "test_suite.py::test_runs" in executed.read_text(encoding="utf-8")
    assert "test_is_marked" not in executed.read_text(encoding="utf-8")
    assert len([passed for _, passed in ci_totals.cases(report) if not passed]) == 2 * code


def test_databases_may_differ_by_the_named_list_only(tmp_path):
    named = tmp_path / "named.txt"
    named.write_text("# comment\n\ntests/search # unaccent exists on PostgreSQL only\n", encoding="utf-8")
    allowed = ci_compare_databases.read_allowed(named)
    both = {"tests/a.py::test_a"}
    search = {"tests/search/test_marks.py::test_b"}
    assert ci_compare_databases.differences(allowed=allowed, sqlite=both, postgres=both | search) == []
    assert ci_compare_databases.differences(allowed=[], sqlite=both, postgres=both | search) == [
        "only on PostgreSQL: tests/search/test_marks.py::test_b"
    ]
    assert ci_compare_databases.differences(allowed=[], sqlite=both | search, postgres=both) == [
        "only on SQLite: tests/search/test_marks.py::test_b"
    ]
    assert ci_compare_databases.differences(allowed=allowed, sqlite=both, postgres=both) == [
        "named, but run on both or neither: tests/search"
    ]


def test_a_named_difference_needs_a_reason(tmp_path):
    named = tmp_path / "named.txt"
    named.write_text("tests/search\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no reason given for tests/search"):
        ci_compare_databases.read_allowed(named)


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
