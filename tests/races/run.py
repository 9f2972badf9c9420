"""Two real processes, a barrier, one database: what two people do at the same moment, many times over.

    DATABASE_URL=… python -m tests.races.run RACE --rounds 50 [--without-lock]

Prints one line of JSON: {"rounds": 50, "wrong": {what went wrong: how often}}. The database must be migrated.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
from collections import Counter

os.environ["DJANGO_SETTINGS_MODULE"] = "site_cms.settings.test"


def setup(without_lock):
    import django

    django.setup()
    if without_lock:
        from compliance.closing import closing
        from compliance.due import due
        from royalties.assessing import approving, drafts, recomputing
        from royalties.models import PaymentList, RoyaltyTable
        from royalties.paying import paying
        from submissions.guard.guard import NewsGuard
        from submissions.guard.written_once import WrittenOnce

        NewsGuard.one_at_a_time = lambda self, request, page, view, args, kwargs: view(request, *args, **kwargs)
        closing.one_at_a_time = lambda: None
        WrittenOnce.process_view = lambda self, request, view, args, kwargs: None
        due.sole_run = lambda: contextlib.nullcontext(True)
        drafts.take_turn = recomputing.take_turn = paying.take_turn = lambda app_label, model: None
        approving.locked_table = lambda key: RoyaltyTable.objects.get(pk=key)
        paying.locked_list = lambda key: PaymentList.objects.get(pk=key)


def person(side, orders, answers, barrier, without_lock):
    """One process: log in, open the form, wait for the other, send it."""
    setup(without_lock)
    from tests.races.races import RACES

    while (order := orders.get()) is not None:
        race, round_data = order
        answers.put(RACES[race].act(side, round_data, barrier))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("race")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--without-lock", action="store_true")
    options = parser.parse_args()
    setup(options.without_lock)

    from django.db import connection

    from tests.races.races import RACES

    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(2), context.Queue()
    orders = [context.Queue(), context.Queue()]
    sides = [
        # Ended with this process, also by its errors.
        context.Process(target=person, args=(side, orders[side], answers, barrier, options.without_lock), daemon=True)
        for side in (0, 1)
    ]
    for process in sides:
        process.start()
    race, wrong = RACES[options.race](), Counter()
    for number in range(options.rounds):
        data = race.prepare(number)
        connection.close()
        for queue in orders:
            queue.put((options.race, data))
        replies = [answers.get(timeout=120) for _ in sides]
        wrong.update(race.judge(data, replies))
    for queue in orders:
        queue.put(None)
    for process in sides:
        process.join(30)
    print(json.dumps({"race": options.race, "rounds": options.rounds, "wrong": dict(wrong)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
