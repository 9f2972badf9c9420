"""Whether the machine's clock can be believed: what is closed or deleted by a clock that has jumped stays so.

A machine without a battery starts in 1970, one that was set by hand may stand in another year. Then nothing is
published, closed, reminded or cleared away by itself; mails go out and photos are drawn all the same.
"""

import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compliance.models import DueJob, DueRun

# No run has waited so long for the next one in a site that is kept up. Behind it, somebody has to say that all is well.
LONGEST_PAUSE = datetime.timedelta(days=45)
# Clocks are set right by seconds all the time.
BACK, APART = datetime.timedelta(minutes=10), datetime.timedelta(minutes=10)
MEND = "python manage.py run_due --clock-is-right"


class ClockWrong(Exception):
    """What is due is not done by this clock; it says why, in words."""


def last_believed():
    """When the last run began that believed its clock (datetime); None where there was none."""
    held = DueJob.objects.filter(error__startswith=ClockWrong.__name__).values("run")
    return (
        DueRun.objects.filter(finished_at__isnull=False)
        .exclude(pk__in=held)
        .values_list("started_at", flat=True)
        .first()
    )


def what_is_wrong():
    """Why the clock is not believed, in words (str); "" when it is."""
    now, last = timezone.now(), last_believed()
    told = {"now": moment(now), "last": last and moment(last), "mend": MEND}
    if last and now < last - BACK:
        return _("The clock says %(now)s, before the last run (%(last)s). Set it right; if it is, run: %(mend)s") % told
    if last and now > last + LONGEST_PAUSE:
        return (
            _("The clock says %(now)s, long after the last run (%(last)s). Set it right; if it is, run: %(mend)s")
            % told
        )
    theirs = clock_of_database()
    if theirs and abs(now - theirs) > APART:
        told["theirs"] = moment(theirs)
        return _("The clock says %(now)s, that of the database %(theirs)s. Set the wrong one right.") % told
    return ""


def clock_of_database():
    """What the database's own clock says (datetime); None for SQLite, which has this machine's."""
    if connection.vendor != "postgresql" or not settings.COMPARE_CLOCKS:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def moment(when):
    return date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT")
