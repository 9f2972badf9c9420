"""The parts that are asked, by the doctor's own looks (keeping/doctor/)."""

import time

from django.core.cache import cache

from keeping.doctor import database, machine
from keeping.doctor.examination import finding_of

# Without these no page is right; without the others the site serves readers all the same.
NEEDED = ("database", "migrations")
# Reading all migrations takes a tenth of a second, and anybody may ask: so long (s) what was found is told again.
KEPT = 30


class Kept:
    """What a look found, for KEPT seconds; each process has its own."""

    def __init__(self, look):
        self.look, self.until, self.found = look, 0.0, False

    def __call__(self):
        if time.monotonic() >= self.until:
            self.found = is_well(self.look)
            self.until = time.monotonic() + KEPT
        return self.found


def is_well(look):
    """Whether `look`, one of the doctor's, finds nothing broken; it raises nothing."""
    return not finding_of(look).is_broken


def cache_answers():
    """Whether Redis answers; the memory of this process always does."""
    return cache.answers() if hasattr(cache, "answers") else True


migrated = Kept(database.migrated)


def parts():
    """{part: whether it does its work}; of what lies in a database that is away nothing is asked."""
    answers = is_well(database.answers)
    return {
        "database": answers,
        "migrations": answers and migrated(),
        "worker": answers and is_well(database.worker),
        "cache": cache_answers(),
        "disk": is_well(machine.disk),
    }
