"""A closing that is killed (-9) at each of its stages: nothing half-closed, and the next run completes it.

    DATABASE_URL=… python -m tests.races.killed

Prints one line of JSON: {stage: what was left}, and what the next run made of it. The database must be migrated.
"""

import json
import multiprocessing
import os
import signal

STAGES = ("before the rows", "before the pieces", "before the end")


def close_and_die(stage):
    """One process: begin to close, and be killed at `stage`."""
    from tests.races.run import setup

    setup(without_lock=False)
    from compliance.closing import closing
    from compliance.models import ClosedItem, ClosedRow

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


def main():
    from tests.races.run import setup

    setup(without_lock=False)
    from django.db import connection

    from compliance.closing import closing
    from compliance.closing.verifying import closed_in_order, differences
    from compliance.models import ClosedItem, ClosedPeriod, ClosedRow
    from submissions.models import NewsPage
    from tests import factories
    from tests.compliance.stories import at

    units = [factories.UnitFactory() for _unit in range(3)]
    page = factories.news(units[0])
    moment = at("2019-04-20 08:00:00")
    NewsPage.objects.filter(pk=page.pk).update(published_at=moment, sent_at=moment, is_live=True)
    last = at("2019-04-26 08:00:00").timestamp()
    context = multiprocessing.get_context("spawn")
    left = {}
    for stage in STAGES:
        connection.close()
        process = context.Process(target=die_on_the_26th, args=(stage, last))
        process.start()
        process.join(120)
        counts = [model.objects.count() for model in (ClosedPeriod, ClosedRow, ClosedItem)]
        left[stage] = {"exit": process.exitcode, "rows": counts}
    import time_machine

    with time_machine.travel(last, tick=False):
        closed = closing.close_due()
    wrong = [sentence for one in closed_in_order() for sentence in differences(one, previous=None)]
    left["next run"] = {
        "closed": [one.key for one in closed],
        "rows": [model.objects.count() for model in (ClosedPeriod, ClosedRow, ClosedItem)],
        "wrong": wrong,
    }
    print(json.dumps(left, ensure_ascii=False))


def die_on_the_26th(stage, moment):
    import time_machine

    with time_machine.travel(moment, tick=False):
        close_and_die(stage)


if __name__ == "__main__":
    main()
