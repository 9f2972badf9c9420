"""Everything that is due, done by one function under one lock: for cron, a timer, the worker and `make run`.

docs/due.md. What belongs to another app is a job here because this app knows it, not the other way round.
"""

import datetime
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.mail import send_queued

from compliance.closing.closing import close_due
from compliance.closing.late import carried_over
from compliance.closing.late import in_words as late_in_words
from compliance.due import clock
from compliance.due.reminders import send_reminders
from compliance.due.sole_run import sole_run
from compliance.due.stopping import STOPPING
from compliance.models import DayOff, DueJob, DueRun, ReminderPlan
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.arriving.waiting_files import convert_due
from submissions.chain import leader_letter
from submissions.chain.drawing import draw_due
from submissions.chain.scheduling import publish_due
from submissions.chain.waiting import remind_of_waiting
from submissions.ending.handing_over import hand_over_due
from submissions.kept import outbox
from submissions.kept.due_work import do_registered
from submissions.mail_in.addresses import is_open
from submissions.mail_in.mailbox import fetch, taken_in_words
from submissions.mail_in.quarantine import empty_old
from submissions.uploads.clearing import clear_old
from submissions.uploads.known import look_at_new

logger = logging.getLogger(__name__)

# How long a run is remembered that found nothing to do, and one that did something or failed.
KEEP_IDLE = datetime.timedelta(days=1)
KEEP = datetime.timedelta(days=90)
# After so many mails, one after the other, that the server did not take, a round of sending ends.
REFUSED_IN_A_ROW = 3
# So long (seconds) a round of sending lasts: behind thousands of mails nothing else that is due waits for its turn.
SENDING_FOR = 45
# In one run, each minute; a hundred take some seconds.
PHOTOS_LOOKED_AT = 100
# In one round: each takes two seconds, and half a minute at most, in which nothing else is done.
FILES_CONVERTED = 2


class JobFailed(Exception):
    """A job did less than what was due; it says what, in words."""


@dataclass(frozen=True)
class Job:
    """`work` does what is due and says in words what it did ("" for nothing); it raises what went wrong."""

    name: str
    label: str | Promise
    work: Callable[[], str]


def publish():
    published, failed = publish_due()
    if failed:
        raise JobFailed(_("Could not be published, tried again next time: %(count)d") % {"count": failed})
    return _("Published at the set time: %(count)d") % {"count": published} if published else ""


def close():
    closed = close_due()
    if not closed:
        return ""
    done = _("Closed: %(periods)s") % {"periods": ", ".join(map(str, closed))}
    rules = all_rules()
    periods = [ReportingPeriod.of(one.year, one.month, rules=rules) for one in closed]
    late = [late_in_words(piece) for period in periods for piece in carried_over(period)]
    told = _("Set for a time before the end, published after it: %(pieces)s") % {"pieces": "; ".join(late)}
    return f"{done}. {told}" if late else done


def remind():
    told = send_reminders()
    return _("People reminded: %(count)d") % {"count": told} if told else ""


def fetch_mails():
    """Take in what units sent, and empty what waited too long. A mailbox that cannot be read fails no run."""
    empty_old()
    return taken_in_words(fetch()) if is_open() else ""


def convert_files():
    made, refused = convert_due(most=FILES_CONVERTED)
    return _("Files converted: %(count)d") % {"count": made + refused} if made or refused else ""


def hand_over():
    """What units that have ended left unfinished."""
    done = hand_over_due()
    return _("Pieces handed over from units that ended: %(count)d") % {"count": done} if done else ""


def remind_leaders():
    """Once a working day has begun, at the hour from which reminders go out."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    calendar = DayOff.calendar()
    if now.hour < ReminderPlan.load().hour or not calendar.is_working_day(now.date()):
        return ""
    written = remind_of_waiting(calendar)
    return _("Reminded of news that waits at leaders: %(count)d") % {"count": written} if written else ""


def send_mails():
    """Send the queued mails, each noted as sent before the next one; post_office tries again later what is refused.

    A server that takes several in a row not is away: the others wait for the next round, and nobody for the server.
    """
    sent = left = in_a_row = 0
    ends = time.monotonic() + SENDING_FOR
    leader_letter.attach_photos()
    while in_a_row < REFUSED_IN_A_ROW and time.monotonic() < ends and any(numbers := send_next()):
        taken, *refused = numbers
        sent, left = sent + taken, left + sum(refused)
        in_a_row = 0 if taken else in_a_row + 1
        if STOPPING.is_set():
            break
    outbox.empty_old()
    if left and not sent:
        raise JobFailed(_("The mail server took no mail; left: %(count)d") % {"count": left})
    return _("Mails sent: %(count)d") % {"count": sent} if sent else ""


def send_next():
    """Send the next mail; what is sent no longer holds what its receiver alone should have.

    A run that is killed in between leaves that to the next one.
    """
    begun = timezone.now()
    numbers = send_queued(processes=1)
    if any(numbers[1:]):
        outbox.put_off(since=begun)
    leader_letter.empty_of_links()
    if numbers[0]:
        outbox.cut_links(since=begun)
    return numbers


def draw_photos():
    drawn, failed = draw_due()
    if failed:
        raise JobFailed(_("Photos could not be drawn, tried again later; pieces: %(count)d") % {"count": failed})
    return _("Photos drawn; pieces: %(count)d") % {"count": drawn} if drawn else ""


def clear_uploads():
    """Look at new photos as well, so that they are known again: those of Wagtail's own screens, and old ones."""
    look_at_new(most=PHOTOS_LOOKED_AT)
    given_up = clear_old()
    return _("Uploads given up, deleted: %(count)d") % {"count": given_up} if given_up else ""


FILES = Job("files", gettext_lazy("Converting old files"), convert_files)
MAILS = Job("mails", gettext_lazy("Sending mails"), send_mails)
PHOTOS = Job("photos", gettext_lazy("Drawing photos"), draw_photos)
# In this order: what is published counts in what is closed, mails are answered in the run that fetched them, before
# photos, which take longer.
JOBS = (
    Job("publish", gettext_lazy("Publishing at the set time"), publish),
    Job("close", gettext_lazy("Closing the period"), close),
    Job("endings", gettext_lazy("Handing over what ended units left"), hand_over),
    Job("remind", gettext_lazy("Reminding units"), remind),
    Job("fetch", gettext_lazy("Fetching mails"), fetch_mails),
    Job("leaders", gettext_lazy("Reminding leaders"), remind_leaders),
    FILES,
    MAILS,
    PHOTOS,
    Job("uploads", gettext_lazy("Clearing away uploads"), clear_uploads),
    Job("questions", gettext_lazy("Looking after citizens' questions, subscriptions and documents"), do_registered),
)
LABELS = {job.name: job.label for job in JOBS}
# Whatever the clock says, these do no harm.
BY_ANY_CLOCK = (FILES, MAILS, PHOTOS)


def run_due(jobs=JOBS, *, is_clock_right=False):
    """Do all `jobs` (Jobs), each whatever became of the others; returns the DueRun with what each did.

    None when a run is under way already, here or on another machine. By a clock that has jumped only what does no harm
    is done, unless somebody has looked and says that it `is_clock_right` (compliance/due/clock.py).
    """
    with sole_run() as mine:
        if not mine:
            return None
        drop_broken_connections()
        wrong = "" if is_clock_right else clock.what_is_wrong()
        run = DueRun.objects.create(started_at=timezone.now())
        for job in jobs:
            if STOPPING.is_set():
                break
            outcome_of(job if job in BY_ANY_CLOCK else held_back(job, wrong), run=run).save()
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        if not wrong:
            thin_out()
        return run


def held_back(job, wrong):
    """`job`, or what fails in its place with the sentence `wrong` (str, "" for nothing)."""

    def refuse():
        raise clock.ClockWrong(wrong)

    return Job(job.name, job.label, refuse) if wrong else job


def send_due_mails():
    """Send what the outbox holds, between two runs; returns whether nobody else was at work."""
    return do_between(MAILS)


def draw_due_photos():
    """Draw the photos that wait, between two runs; returns whether nobody else was at work."""
    return do_between(PHOTOS)


def convert_due_files():
    """Make drafts of old files that wait, between two runs; returns whether nobody else was at work."""
    return do_between(FILES)


def do_between(job):
    """Do `job` between two runs, under the same lock. Not recorded: it happens every few seconds."""
    with sole_run() as mine:
        if mine and not STOPPING.is_set():
            outcome_of(job)
        return mine


def outcome_of(job, *, run=None):
    """The DueJob (unsaved) for `job`, done now; an error is logged and noted in it."""
    drop_broken_connections()
    outcome = DueJob(run=run, name=job.name, started_at=timezone.now())
    try:
        outcome.done = job.work()
    except Exception as error:
        logger.exception("%s failed", job.name)
        outcome.error = f"{type(error).__name__}: {error}"
    finally:
        drop_broken_connections()
    outcome.finished_at = timezone.now()
    return outcome


def drop_broken_connections():
    """As Django does around each request: a job finds no connection that broke under the one before, or grew old.

    Within a transaction, as under a test, there is only the one connection that holds it.
    """
    if not connection.in_atomic_block:
        close_old_connections()


def thin_out():
    """Forget old runs, soon those in which nothing was due; and those that a wrong clock put into the future."""
    now = timezone.now()
    told = DueJob.objects.filter(~Q(done="") | ~Q(error=""), run=OuterRef("pk"))
    is_over = Q(started_at__lt=now - KEEP) | Q(~Exists(told), started_at__lt=now - KEEP_IDLE)
    DueRun.objects.filter(is_over | Q(started_at__gt=now)).delete()
