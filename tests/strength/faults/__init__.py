"""Plausible mistakes, one changed line each: every one of them turns the suite red (`make test-strength`).

Data for tests/strength/run.py, which plants them one after the other in a copy of the tree. A line is written as it
stands in its file, without the blanks around it, and stands there once; what it becomes may be nothing. Whoever changes
such a line fits the fault to the new one, or plants another that breaks the same promise.
"""

from importlib import import_module

AREAS = (
    "rights",
    "guard",
    "chain",
    "publishing",
    "counting",
    "closing",
    "amounts",
    "exports",
    "files",
    "privacy",
    "mails",
    "ways_in",
    "running",
    "ends_and_upkeep",
    "statements",
    "citizens",
    "doors",
)
FAULTS = tuple(fault for area in AREAS for fault in import_module(f"{__name__}.{area}").FAULTS)
