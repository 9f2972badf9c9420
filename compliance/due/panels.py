"""Whether what is due is done by itself: the last run, for who has to see to it when there is none."""

import datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from laces.components import Component
from post_office.models import STATUS, Email

from compliance.due.clock import MEND, ClockWrong
from compliance.due.due import LABELS
from compliance.models import DayOff, DueRun
from submissions.chain.waiting import overdue_units


class LateLeadersPanel(Component):
    """Which units' leaders have left news waiting for too long: the desk is told the unit and the days, no more."""

    name = "late_leaders"
    order = 16
    template_name = "compliance/due/late_leaders.html"

    @cached_property
    def units(self):
        return overdue_units(DayOff.calendar())

    def get_context_data(self, parent_context):
        return {"units": self.units}

    class Media:
        css = {"all": ["compliance/panels/panels.css"]}


class DuePanel(Component):
    """The last run that came to its end; first on the page while something is wrong, else last."""

    name = "due"
    template_name = "compliance/due/panel.html"

    @property
    def order(self):
        return 5 if self.is_wrong else 300

    @cached_property
    def last(self):
        return DueRun.objects.filter(finished_at__isnull=False).prefetch_related("jobs").first()

    @cached_property
    def is_late(self):
        return self.last is None or self.last.finished_at < self.late_before

    @property
    def late_before(self):
        return timezone.now() - datetime.timedelta(minutes=settings.RUN_DUE_LATE_MINUTES)

    @cached_property
    def failed(self):
        """The labels of the jobs that the last run failed at."""
        jobs = [job for job in self.last.jobs.all() if job.error] if self.last else []
        return [LABELS.get(job.name, job.name) for job in jobs if not job.error.startswith(ClockWrong.__name__)]

    @cached_property
    def clock(self):
        """Why the last run did not believe the machine's clock, in words; "" when it did."""
        errors = [job.error for job in self.last.jobs.all()] if self.last else []
        return next((told.partition(": ")[2] for told in errors if told.startswith(ClockWrong.__name__)), "")

    @cached_property
    def outbox(self):
        """How many mails wait (`count`), and since when the oldest does (`oldest`)."""
        waiting = Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued))
        return waiting.aggregate(count=Count("pk"), oldest=Min("created"))

    @cached_property
    def has_old_mail(self):
        return self.outbox["oldest"] is not None and self.outbox["oldest"] < self.late_before

    @property
    def is_wrong(self):
        return self.is_late or bool(self.failed or self.clock) or self.has_old_mail

    def get_context_data(self, parent_context):
        return {
            "last": self.last,
            "done": [job.done for job in self.last.jobs.all() if job.done] if self.last else [],
            "is_late": self.is_late,
            "clock": self.clock,
            "clock_advice": self.clock.partition(MEND)[0],
            "clock_mend": MEND if MEND in self.clock else "",
            "failed": self.failed,
            "outbox": self.outbox,
            "has_old_mail": self.has_old_mail,
            "minutes": settings.RUN_DUE_LATE_MINUTES,
        }

    class Media:
        css = {"all": ["compliance/panels/panels.css"]}
