"""What screens of the back office cost as city and archive grow (benchmarks/README.md).

Growth: the same 300 pieces of this month and the same work at the board, before an archive of 1,000 and of 100,000
pieces; goal: at most 1.2 × as dear. Tables: period, year and points of so many units as pages, against their own XLSX;
goal: at most 3 ×. What is counted is the processor time of this process, in turns within one run; of PostgreSQL, whose
server works in processes of its own, the time by the clock stands beside it.
"""

import argparse
import datetime
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ["DJANGO_SETTINGS_MODULE"] = "site_cms.settings.test"

RECENT, WORK, BATCH = 300, 20, 2_000
GROWTH, TABLES = 1.2, 3.0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--archive", type=int, nargs=2, default=[1_000, 100_000])
    options.add_argument("--units", type=int, nargs="*", default=[700, 10_000])
    options.add_argument("--rounds", type=int, default=7)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        from django.db import connection

        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict.setdefault("TEST", {})["NAME"] = f"{folder}/screens.sqlite3"
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            growth(*chosen.archive, rounds=chosen.rounds)
            for number in chosen.units:
                tables(number, rounds=chosen.rounds)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def growth(few, many, *, rounds):
    """The desk's and a unit's screens before a small archive and a large one."""
    from django.urls import reverse
    from wagtail.models import Site

    from tests import factories

    ward = factories.UnitFactory()
    editor, contributor = factories.editor(is_superuser=False), factories.contributor_of(ward)
    other = [factories.UnitFactory() for _unit in range(32)]
    board, unit = reverse("submissions:board_queue"), reverse("submissions:unit_list")
    explorer = reverse("wagtailadmin_explore", args=[Site.objects.get().root_page_id])
    asked = {
        "home of the board": (editor, reverse("wagtailadmin_home")),
        "queue": (editor, board),
        "queue, scheduled": (editor, f"{board}?xem=hen-gio"),
        "queue, just published": (editor, f"{board}?xem=vua-dang"),
        "all received": (editor, reverse("submissions:archive")),
        "home of a unit": (contributor, reverse("wagtailadmin_home")),
        "news of a unit": (contributor, unit),
        "explorer": (editor, explorer),
    }
    archive = Archive([ward, *other])
    archive.recent(RECENT)
    archive.grow_to(few)
    before = measured(asked, rounds=rounds)
    archive.grow_to(many)
    after = measured(asked, rounds=rounds)
    for what, (cost, clock, queries) in after.items():
        told = f"{what:24} {before[what][0]:7.1f} ms at {few:,}, {cost:7.1f} ms at {many:,}"
        ratio = cost / before[what][0]
        print(
            f"{told}: {ratio:.2f} × ({verdict(ratio, GROWTH)}), by the clock {clock / before[what][1]:.2f} ×, "
            f"queries {before[what][2]} and {queries}",
            flush=True,
        )


class Archive:
    """Pieces as they are after years: rows of pages, versions, and their ways through the chain."""

    def __init__(self, units):
        from django.utils import timezone

        from tests import factories

        self.now = timezone.now()
        self.models = [factories.published(unit, at=self.now - datetime.timedelta(days=3_000)) for unit in units]
        self.size = 0

    def recent(self, number):
        """What went live this month, and what waits at the board."""
        from tests import factories

        self.write(number, first=self.now - datetime.timedelta(minutes=5), step=datetime.timedelta(minutes=1))
        waiting = [factories.news(self.models[0].unit, title=f"Chờ duyệt {n}") for n in range(WORK)]
        self.send(waiting, live=False)

    def grow_to(self, number):
        """The archive ends before this year, so that no table of the year counts it."""
        last = self.now.replace(year=self.now.year - 1, month=1, day=1)
        self.write(number - self.size, first=last, step=datetime.timedelta(minutes=7), skip=self.size)
        self.size = number
        analyse()

    def write(self, number, *, first, step, skip=0):
        from django.db import transaction

        from tests import factories

        for start in range(0, number, BATCH):
            with transaction.atomic():
                numbers = range(skip + start, skip + min(start + BATCH, number))
                for place, model in enumerate(self.models):
                    own = [n for n in numbers if n % len(self.models) == place]
                    pieces = [{"at": first - step * n, "title": f"Ra quân dọn vệ sinh {n}"} for n in own]
                    self.send(factories.published_like(model, pieces) if own else [], live=True)

    def send(self, pieces, *, live):
        """The way of each through the chain; of what is not live the step at the board is still open."""
        from django.contrib.contenttypes.models import ContentType
        from table_of_period import insert_children
        from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

        from submissions.models import ClearanceState, NewsPage

        workflow, (leader, board) = Workflow.objects.get(), Task.objects.order_by("workflow_tasks__sort_order")
        kinds = {
            "base_content_type": ContentType.objects.get_for_model(Page),
            "content_type": ContentType.objects.get_for_model(NewsPage),
        }
        status = "approved" if live else "in_progress"
        ways = WorkflowState.objects.bulk_create(
            WorkflowState(object_id=str(piece.pk), workflow=workflow, status=status, **kinds) for piece in pieces
        )
        steps = TaskState.objects.bulk_create(
            TaskState(
                workflow_state=way,
                revision_id=piece.latest_revision_id,
                task=task,
                status="approved" if task == leader else status,
                started_at=self.now,
                content_type=ContentType.objects.get_for_model(ClearanceState),
            )
            for way, piece in zip(ways, pieces, strict=True)
            for task in (leader, board)
        )
        insert_children(ClearanceState, [ClearanceState(taskstate_ptr_id=step.pk) for step in steps])
        if not live:
            for way, step in zip(ways, steps[1::2], strict=True):
                WorkflowState.objects.filter(pk=way.pk).update(current_task_state=step.pk)
            NewsPage.objects.filter(pk__in=[piece.pk for piece in pieces]).update(sent_at=self.now)


def tables(units, *, rounds):
    """Period, year and points of so many units, whose earlier periods are closed, as pages and as XLSX."""
    from django.urls import reverse

    from compliance.closing import closing
    from submissions.models import NewsPage, Unit
    from tests import factories

    kinds = ["division", "service_unit", "ward", "commune", "radio"]
    have = Unit.objects.count()
    Unit.objects.bulk_create(
        Unit(name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind_id=kinds[n % 5], display_order=n)
        for n in range(have, units)
    )
    # Spread what there is over the units and the year, so that numbers stand in most lines.
    every = list(Unit.objects.values_list("pk", flat=True))
    pieces = list(NewsPage.objects.filter(sent_at__isnull=False).values_list("pk", flat=True)[: 4 * units])
    now = datetime.datetime.now(datetime.UTC)
    begun = now.replace(month=1, day=5)
    for number, piece in enumerate(pieces):
        moment = begun + (now - begun) * (number % 997) / 997
        NewsPage.objects.filter(pk=piece).update(
            unit=every[number % len(every)], sent_at=moment, published_at=moment, is_live=True
        )
    closing.close_due()
    analyse()
    official = factories.UserFactory(is_superuser=True)
    year = now.year
    asked = {
        name: (official, f"{reverse(address)}{query}")
        for name, address, query in (
            ("period", "compliance:report", ""),
            ("period, XLSX", "compliance:xlsx", ""),
            ("year", "year:year", f"?year={year}"),
            ("year, XLSX", "year:xlsx", f"?year={year}"),
            ("points", "scores:scores", f"?year={year}"),
            ("points, XLSX", "scores:xlsx", f"?year={year}"),
        )
    }
    found = measured(asked, rounds=min(rounds, 3) if units > 1_000 else rounds)
    for what in ("period", "year", "points"):
        page, file = found[what], found[f"{what}, XLSX"]
        ratio = page[0] / file[0]
        print(
            f"{what:8} {units:6,} units: page {page[0]:8.1f} ms, XLSX {file[0]:8.1f} ms: {ratio:.2f} × "
            f"({verdict(ratio, TABLES)}), queries {page[2]}",
            flush=True,
        )


def measured(asked, *, rounds):
    """{what: (ms of this process, ms by the clock, queries)}, medians; each asked for in turns."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    clients = {}
    for user, _address in asked.values():
        clients.setdefault(user.pk, Client()).force_login(user)
    times, queries = {what: [] for what in asked}, {}
    for what, (user, address) in asked.items():
        clients[user.pk].get(address)
        with CaptureQueriesContext(connection) as captured:
            response = clients[user.pk].get(address)
        assert response.status_code == 200, f"{response.status_code} {address}"
        queries[what] = len(captured)
    for _round in range(rounds):
        for what, (user, address) in asked.items():
            start = time.process_time(), time.perf_counter()
            clients[user.pk].get(address)
            times[what].append((time.process_time() - start[0], time.perf_counter() - start[1]))
    return {
        what: (*(statistics.median(column) * 1000 for column in zip(*some, strict=True)), queries[what])
        for what, some in times.items()
    }


def verdict(ratio, goal):
    return f"goal {goal}: {'met' if ratio <= goal else 'missed'}"


def analyse():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
