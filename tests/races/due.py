"""What is due is done by two processes that start at the same moment: a period to close, people to remind."""

import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings
from django.db import connection
from post_office.models import STATUS, Email

from compliance.due.due import run_due
from compliance.models import ClosedPeriod, ReminderPlan
from submissions.models import NewsPage
from tests import factories


class RunDueTwice:
    """Every round is a month later, on the tenth: one period is over, and the reminder of the next is due.

    On PostgreSQL the two are two machines, which share no file; on SQLite two processes of one.
    """

    def __init__(self):
        unit = factories.UnitFactory(slug="race-due")
        self.people = {factories.contributor_of(unit).email, factories.leader_of(unit).email}
        first = factories.news(unit)
        NewsPage.objects.filter(pk=first.pk).update(sent_at=moment_of(0) - datetime.timedelta(days=30))
        ReminderPlan.objects.update_or_create(defaults={"days_before": 15})

    def prepare(self, number):
        return {"moment": moment_of(number), "closed": ClosedPeriod.objects.count(), "mails": Email.objects.count()}

    @classmethod
    def act(cls, side, data, barrier):
        if connection.vendor == "postgresql":
            settings.VAR_DIR = settings.MEDIA_ROOT.parent / f"machine-{side}"
        with time_machine.travel(data["moment"], tick=False):
            barrier.wait(60)
            run = run_due()
            done = {job.name: (job.done, job.error) for job in run.jobs.all()} if run else {}
        connection.close()
        return {"side": side, "done": done}

    def judge(self, data, replies):
        if ClosedPeriod.objects.count() != data["closed"] + 1:
            yield "not one closed period"
        mails = Email.objects.order_by("-pk")[: Email.objects.count() - data["mails"]]
        if sorted(address for mail in mails for address in mail.to) != sorted(self.people):
            yield "not one set of mails"
        if any(mail.status != STATUS.sent for mail in mails):
            yield "a mail was left"
        for name, times in (("close", 1), ("remind", 1), ("mails", 1)):
            if sum(bool(reply["done"].get(name, ("", ""))[0]) for reply in replies) != times:
                yield f"not done just once: {name}"
        if any(error for reply in replies for _done, error in reply["done"].values()):
            yield "a job failed"


def moment_of(number):
    """Nine in Việt Nam on the tenth of the month `number` months after January 2020, or on the Monday after it.

    A reminder does not go out on a weekend; none of these Mondays is a holiday.
    """
    year, month = divmod(number, 12)
    tenth = datetime.datetime(2020 + year, month + 1, 10, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return tenth + datetime.timedelta(days={5: 2, 6: 1}.get(tenth.weekday(), 0))
