"""A closing that is killed (-9) at each of its stages: nothing half-closed, and the next run completes it."""

import multiprocessing
import os
import signal

import time_machine
from django.db import connection

from compliance.closing import closing
from compliance.closing.verifying import closed_in_order, differences
from compliance.models import ClosedItem, ClosedPeriod, ClosedRow
from submissions.models import NewsPage
from tests import factories
from tests.compliance.stories import at

STAGES = ("before the rows", "before the pieces", "before the end")
FORK = multiprocessing.get_context("fork")


def close_and_die(stage):
    """The process of one closing: begin, and be killed at `stage`."""

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    write_down = closing._write_down
    if stage == "before the rows":
        ClosedRow.objects.bulk_create = die
    elif stage == "before the pieces":
        ClosedItem.objects.bulk_create = die
    else:
        closing._write_down = lambda *args, **kwargs: (write_down(*args, **kwargs), die())
    closing.close_due()


def closings_killed():
    """{stage: what was left}, and what the next run made of it."""
    units = [factories.UnitFactory() for _unit in range(3)]
    page = factories.news(units[0])
    moment = at("2019-04-20 08:00:00")
    NewsPage.objects.filter(pk=page.pk).update(published_at=moment, sent_at=moment, is_live=True)
    left = {}
    with time_machine.travel(at("2019-04-26 08:00:00"), tick=False):
        for stage in STAGES:
            connection.close()  # the process opens its own
            process = FORK.Process(target=close_and_die, args=(stage,))
            process.start()
            process.join(120)
            left[stage] = {"exit": process.exitcode, "rows": rows()}
        closed = closing.close_due()
    wrong = [sentence for one in closed_in_order() for sentence in differences(one, previous=None)]
    left["next run"] = {"closed": [one.key for one in closed], "rows": rows(), "wrong": wrong}
    return left


def rows():
    return [model.objects.count() for model in (ClosedPeriod, ClosedRow, ClosedItem)]
