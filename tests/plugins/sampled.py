"""A pytest plugin that tells where the processor's time of a run goes: `make test PYTEST='-p tests.plugins.sampled'`.

--sampled=FILE   where to (default: sampled): each worker writes FILE.gw0, FILE.gw1, … (without workers FILE.main)

A line is the seconds in which a function was under way, those that it called included, and the function. Looked at two
hundred times in each second of the processor's time of the process's first thread.
"""

import os
import signal
import sys
from collections import Counter

EVERY = 0.005


def pytest_addoption(parser):
    group = parser.getgroup("sampled")
    group.addoption("--sampled", metavar="FILE", default="sampled", help="write where the time went to FILE.WORKER")


def pytest_configure(config):
    hands_out_only = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not hands_out_only:
        config.pluginmanager.register(Sampler(config.getoption("sampled")), "sampler")


def function_of(code):
    """How the function of a code object is called, its file as people know it (str)."""
    file = code.co_filename.rpartition("site-packages/")[2].removeprefix(f"{os.getcwd()}/")
    return f"{file}:{code.co_qualname}"


class Sampler:
    def __init__(self, file):
        self.file = f"{file}.{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        self.seen = Counter()
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def look(self, number, frame):
        under_way = set()
        while frame is not None:
            under_way.add(frame.f_code)
            frame = frame.f_back
        self.seen.update(under_way)

    def pytest_sessionfinish(self):
        signal.setitimer(signal.ITIMER_PROF, 0)
        with open(self.file, "w", encoding="utf-8") as target:
            print(f"# {sys.version}", file=target)
            for code, times in self.seen.most_common():
                print(f"{times * EVERY:9.2f} {function_of(code)}", file=target)
