"""Two real processes, a barrier, one database: what two people do at the same moment, many times over."""

import contextlib
import multiprocessing
from collections import Counter
from types import SimpleNamespace

from django.conf import settings
from django.db import connection
from wagtail.models import Page

from compliance.closing import closing
from compliance.due import due
from feedback.handling import steps
from feedback.models import Question
from royalties.assessing import approving, drafts, recomputing
from royalties.models import PaymentList, RoyaltyTable
from royalties.paying import drawing_up, paying, sending_back
from submissions.arriving import drafts as drafts_of_files
from submissions.by_mail import links
from submissions.chain import decisions
from submissions.guard.guard import NewsGuard
from submissions.guard.written_once import WrittenOnce
from submissions.media.seals import SEALED as HELD_FILES
from submissions.models import DecisionLink, NewsPage, tasks
from submissions.models.media import HeldFile
from submissions.statements import publishing
from submissions.uploads import receiving
from tests.races.killed import closings_killed
from tests.races.killed_mailing import mailings_killed
from tests.races.power import power_cuts
from tests.races.races import RACES

FORK = multiprocessing.get_context("fork")
KILLED = {"killed": closings_killed, "killed_mailing": mailings_killed, "power": power_cuts}


def follow(order, answer):
    """The process of one order: on its database, which is migrated, do it, and say through the pipe what became of it.

    {"race": "two_editors", "rounds": 50, "without_lock": false} is answered by what went wrong: {what: how often}. With
    "until_wrong": true the first round that goes wrong is the last. "settings" are set before the sides begin.
    {"race": "killed"} is tests/races/killed.py, {"race": "killed_mailing"} tests/races/killed_mailing.py,
    {"race": "power"} tests/races/power.py.
    """
    connection.settings_dict["NAME"] = order["database"]
    if order["race"] in KILLED:
        answer.send(KILLED[order["race"]]())
        return
    for name, value in order.get("settings", {}).items():
        setattr(settings, name, value)
    if order["without_lock"]:
        take_locks_away()
    until_wrong = order.get("until_wrong", False)
    answer.send(wrong_in(RACES[order["race"]], rounds=order["rounds"], until_wrong=until_wrong))


def take_locks_away():
    NewsGuard.one_at_a_time = lambda self, request, page, view, args, kwargs: view(request, *args, **kwargs)
    closing.one_at_a_time = lambda: None
    HeldFile.stored = lambda file: file if file.pk else None
    HELD_FILES.lift(using=connection.alias)
    connection.close()  # the sides open their own
    take_locks_of_decisions_away()
    drafts_of_files.hold_place = lambda unit: None
    receiving.get_user_model = lambda: SimpleNamespace(objects=SimpleNamespace(select_for_update=unlocked_person))
    WrittenOnce.process_view = lambda self, request, view, args, kwargs: None
    due.sole_run = lambda: contextlib.nullcontext(True)
    drafts.take_turn = recomputing.take_turn = drawing_up.take_turn = lambda app_label, model: None
    approving.hold_pieces = lambda key: None
    approving.locked_table = lambda key: RoyaltyTable.objects.get(pk=key)
    drawing_up.locked_list = paying.locked_list = sending_back.locked_list = unlocked_list


def take_locks_of_decisions_away():
    """On our own screens the row is held twice: by the decision, and by the step's own look at it."""
    decisions.locked_page = lambda pk: NewsPage.objects.get(pk=pk)
    links.DecisionLink.objects.select_for_update = lambda **kwargs: DecisionLink.objects.all()
    tasks.Page = SimpleNamespace(objects=SimpleNamespace(select_for_update=lambda **kwargs: Page.objects))
    publishing.locked_statement = lambda pk: Page.objects.get(pk=pk).specific
    steps.Question = SimpleNamespace(objects=SimpleNamespace(select_for_update=lambda: Question.objects))


def unlocked_person(**kwargs):
    return SimpleNamespace(get=lambda pk: None)


def unlocked_list(key):
    return PaymentList.objects.get(pk=key)


def wrong_in(kind, *, rounds, until_wrong):
    """What went wrong in (at most) that many rounds of the race `kind` (a class): {what: how often}."""
    barrier, answers = FORK.Barrier(2), FORK.Queue()
    orders = [FORK.Queue(), FORK.Queue()]
    sides = [
        # Ended with this process, also by its errors.
        FORK.Process(target=person, args=(side, kind, orders[side], answers, barrier), daemon=True)
        for side in (0, 1)
    ]
    for process in sides:
        process.start()
    race, wrong = kind(), Counter()
    for number in range(rounds):
        data = race.prepare(number)
        connection.close()
        for queue in orders:
            queue.put(data)
        replies = [answers.get(timeout=120) for _ in sides]
        wrong.update(race.judge(data, replies))
        if wrong and until_wrong:
            break
    for queue in orders:
        queue.put(None)
    for process in sides:
        process.join(30)
    return dict(wrong)


def person(side, kind, orders, answers, barrier):
    """The process of one side: in each round, log in, open the form, wait for the other, send it."""
    while (data := orders.get()) is not None:
        answers.put(kind.act(side, data, barrier))
