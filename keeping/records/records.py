"""When the site was backed up, putting it back was rehearsed, and the doctor looked: a small file beside the site's.

Not rows: those would come back from a backup as old as it is, and a rehearsal must not depend on the database.
"""

import datetime
import json
import os
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.utils import timezone

BACKUP, REHEARSAL, EXAMINATION = "backup", "rehearsal", "examination"
# Of each kind; a year of nightly backups.
MOST_KEPT = 400


@dataclass(frozen=True)
class Record:
    """One backup, rehearsal or look of the doctor: of which backup, its end, how long it took (s), its size (bytes)."""

    kind: str
    name: str
    ended_at: datetime.datetime
    seconds: float
    size: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self):
        return not self.problems


def path():
    return settings.VAR_DIR / "backups.json"


def records():
    """All Records, the oldest first; none where the file is not there. A file that is not ours raises ValueError."""
    try:
        rows = json.loads(path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [Record(**row | {"ended_at": datetime.datetime.fromisoformat(row["ended_at"])}) for row in rows]


def note(kind, name, *, begun_at, size=0, problems=()):
    """Write down what ended now and began at `begun_at` (datetime); the file is never there by half."""
    now = timezone.now()
    record = Record(kind, name, now, round((now - begun_at).total_seconds(), 1), size, list(problems))
    earlier = [one for one in _readable() if one.kind == kind][-MOST_KEPT + 1 :]
    others = [one for one in _readable() if one.kind != kind]
    rows = [asdict(one) | {"ended_at": one.ended_at.isoformat()} for one in (*others, *earlier, record)]
    unfinished = path().with_suffix(".unfinished")
    unfinished.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(unfinished, path())
    return record


def _readable():
    """What is written down; nothing where that cannot be read, so that it is begun anew."""
    try:
        return records()
    except (ValueError, TypeError, KeyError):
        return []


def last_good(kind):
    """The last Record of `kind` without problems, or None."""
    return next((one for one in reversed(_readable()) if one.kind == kind and one.is_good), None)


def last(kind):
    """The last Record of `kind`, or None."""
    return next((one for one in reversed(_readable()) if one.kind == kind), None)
