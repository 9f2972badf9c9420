"""Each test runs on one large piece of the interpreter's stack.

Python takes the stack of its functions in pieces of 16 KB, and gives a piece back as soon as the call that began it
ends. What is called again and again just where a piece ends (a template's nodes, a query's parts) takes one from the
system each time: a tenth of the processor's time of a run. A function whose frame is large takes a piece as large, and
what it calls finds room in the rest.
"""

import pytest
from _pytest import runner

# Counted in words: a frame of 2.4 MB takes a piece of 4 MB, and leaves 1.6 MB to a test.
FRAME = 300_000


def roomy(function, *args, **kwargs):
    """`function`, called in a frame that leaves room below it."""
    return function(*args, **kwargs)


roomy.__code__ = roomy.__code__.replace(co_stacksize=FRAME)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """In the place of pytest's own, which it calls: nobody else's comes after one that returns something."""
    return roomy(runner.pytest_runtest_protocol, item, nextitem)
