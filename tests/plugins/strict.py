"""A pytest plugin for continuous integration: no test may skip, and which ones ran is written down.

Loaded by `-p tests.plugins.strict`; the ordinary `make test` does without it.

--fail-on-skip       a skipped test fails: a missing browser or database must not look like success
--executed-list=FILE the ids of the tests that were executed, sorted, one a line, each followed by a tab and whether
                     it is marked for one database only
"""

import pytest

EXECUTED = pytest.StashKey[dict]()
ONE_DATABASE = ("postgres", "sqlite")


def pytest_addoption(parser):
    group = parser.getgroup("strict")
    group.addoption("--fail-on-skip", action="store_true", help="count a skipped test as failed")
    group.addoption("--executed-list", metavar="FILE", help="write the executed tests' ids to FILE")


def pytest_configure(config):
    config.stash[EXECUTED] = {}
    config.pluginmanager.register(ExecutedList(config), "executed-list")


def refuse_skip(report):
    """Turn a skip into a failure; an expected failure (xfail) is no skip."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"--fail-on-skip: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if item.config.getoption("fail_on_skip"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    if collector.config.getoption("fail_on_skip"):
        refuse_skip(report)
    return report


class ExecutedList:
    """Gathers the reports, under xdist those of all workers, in the process that prints the summary."""

    def __init__(self, config):
        self.config = config

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and not report.skipped:
            marks = " ".join(mark for mark in ONE_DATABASE if mark in report.keywords)
            self.config.stash[EXECUTED][report.nodeid] = marks

    def pytest_sessionfinish(self, session):
        path = self.config.getoption("executed_list")
        if path and not hasattr(self.config, "workerinput"):
            with open(path, "w", encoding="utf-8") as target:
                target.writelines(
                    f"{nodeid}\t{marks}\n" for nodeid, marks in sorted(self.config.stash[EXECUTED].items())
                )
