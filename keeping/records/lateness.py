"""Whether the last backup and the last rehearsal are too old, by the settings."""

import datetime

from django.conf import settings
from django.utils import timezone

from keeping.records.records import BACKUP, REHEARSAL, last, last_good


def is_watched():
    """Whether this site is one whose backups are looked after: nobody backs up a site in development."""
    return settings.BACKUP_LATE_HOURS > 0


def is_late(kind):
    """Whether there is no good record of `kind` that is young enough (bool)."""
    good = last_good(kind)
    return good is None or good.ended_at < timezone.now() - allowed_age(kind)


def failed(kind):
    """The last Record of `kind` when it ended with problems, else None."""
    record = last(kind)
    return record if record and not record.is_good else None


def allowed_age(kind):
    """How old the last good one may be (timedelta)."""
    ages = {
        BACKUP: datetime.timedelta(hours=settings.BACKUP_LATE_HOURS),
        REHEARSAL: datetime.timedelta(days=settings.REHEARSAL_LATE_DAYS),
    }
    return ages[kind]
