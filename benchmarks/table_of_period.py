"""How much the table's count costs against the same count in raw SQL (benchmarks/README.md).

Fills a throw-away database with published pieces, then runs both counts in turns within one process and prints
the ratio of their medians, so that the machine's speed and its other work fall out.
"""

import argparse
import datetime
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "site_cms.settings.test"

PERIOD = (2026, 11)
# The pieces of three years up to the period's end; every tenth was sent and never published.
DAYS = 3 * 365
BATCH = 5_000


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=int, nargs="+", default=[33, 700])
    options.add_argument("--pieces", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=30)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        for units in chosen.units:
            measure(units=units, pieces=chosen.pieces, rounds=chosen.rounds, file=f"{folder}/{units}.sqlite3")


def measure(*, units, pieces, rounds, file):
    """Build a database of its own, measure in it, and drop it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from compliance.counting.counting import count_period
    from compliance.models.rules import all_rules
    from compliance.periods.periods import ReportingPeriod

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict.setdefault("TEST", {})["NAME"] = file
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        fill(units=units, pieces=pieces)
        period = ReportingPeriod.of(*PERIOD, rules=all_rules())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows = count_period(period)
        raw_rows = raw_count(period)
        ours = {row.unit.pk: (row.sent, row.waiting, row.published, row.counted, row.year_counted) for row in rows}
        if {pk: numbers for pk, numbers in raw_rows.items() if any(numbers)} != {
            pk: numbers for pk, numbers in ours.items() if any(numbers)
        }:
            raise SystemExit("The two counts differ: there is nothing to compare.")
        times = interleaved({"table": lambda: count_period(period), "raw": lambda: raw_count(period)}, rounds=rounds)
        report(connection.vendor, units=units, pieces=pieces, queries=len(queries), times=times)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def interleaved(runs, *, rounds):
    """Seconds of each run, by name: in turns, so that both meet the same machine."""
    times = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _round in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return times


def report(vendor, *, units, pieces, queries, times):
    table, raw = (statistics.median(times[name]) * 1000 for name in ("table", "raw"))
    print(
        f"{vendor:10} {pieces:7} pieces {units:4} units: table {table:7.1f} ms, raw SQL {raw:7.1f} ms, "
        f"ratio {table / raw:.2f}, queries {queries}",
        flush=True,
    )


# The same count, written by hand: three statements and the quotas of the letter.
RAW_UNITS = "SELECT id, kind FROM submissions_unit ORDER BY display_order, id"
RAW_PUBLISHED = """
SELECT unit_id,
       COUNT(CASE WHEN published_at >= %(start)s THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND genre IN ('tin', 'tin_anh', 'thong_bao') THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND has_photo THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND countable THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND countable AND has_photo THEN 1 END),
       COUNT(CASE WHEN countable THEN 1 END),
       COUNT(CASE WHEN countable AND has_photo THEN 1 END)
FROM (
    SELECT unit_id, published_at, genre, has_photo,
           is_live AND duplicate_of_id IS NULL AND origin <> 'reprinted' AS countable
    FROM submissions_newspage
    WHERE published_at >= %(year)s AND published_at < %(end)s
) AS piece
GROUP BY unit_id
"""
RAW_SENT = """
SELECT unit_id, state, COUNT(*)
FROM (
    SELECT unit_id,
           CASE WHEN published_at IS NOT NULL THEN 'published' ELSE (
               SELECT step.status
               FROM wagtailcore_taskstate AS step
               JOIN wagtailcore_workflowstate AS way ON way.id = step.workflow_state_id
               JOIN wagtailcore_task AS task ON task.id = step.task_id
               JOIN django_content_type AS kind ON kind.id = task.content_type_id
               WHERE way.base_content_type_id = %(page_type)s
                 AND way.object_id = CAST(submissions_newspage.page_ptr_id AS varchar)
                 AND kind.model = 'editorialreviewtask'
               ORDER BY step.started_at DESC, step.id DESC LIMIT 1
           ) END AS state
    FROM submissions_newspage
    WHERE sent_at >= %(start)s AND sent_at < %(end)s
) AS piece
GROUP BY unit_id, state
"""


def raw_count(period):
    """(sent, waiting, published, counted, counted this year) by unit, in raw SQL."""
    from django.db import connection
    from wagtail.models import get_default_page_content_type

    values = {
        "start": period.start.astimezone(datetime.UTC),
        "end": period.end.astimezone(datetime.UTC),
        "year": period.year_so_far[0].start.astimezone(datetime.UTC),
        "page_type": get_default_page_content_type().pk,
    }
    if connection.vendor == "sqlite":
        values |= {name: moment.replace(tzinfo=None) for name, moment in values.items() if name != "page_type"}
    counts = {}
    with connection.cursor() as cursor:
        cursor.execute(RAW_UNITS)
        kinds = dict(cursor.fetchall())
        cursor.execute(RAW_PUBLISHED, values)
        for unit, published, _short, _photo, plain, photographed, year, year_photographed in cursor.fetchall():
            radio = kinds[unit] == "radio"
            counts[unit] = [0, 0, published, plain if radio else photographed, year if radio else year_photographed]
        cursor.execute(RAW_SENT, values)
        for unit, state, number in cursor.fetchall():
            numbers = counts.setdefault(unit, [0, 0, 0, 0, 0])
            numbers[0] += number
            numbers[1] += number if state in ("in_progress", "approved", None) else 0
    return {unit: tuple(numbers) for unit, numbers in counts.items()}


def fill(*, units, pieces):
    """`units` units and `pieces` pieces under one of them in the tree, all in bulk; counting reads no tree."""
    from django.db import connection, transaction

    with transaction.atomic():
        news_root, made = make_units(units)
        for first in range(0, pieces, BATCH):
            make_pieces(range(first, min(first + BATCH, pieces)), units=made, root=news_root, pieces=pieces)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_units(number):
    from submissions.models import NewsIndexPage, Unit

    root = NewsIndexPage.objects.get()
    kinds = ["division", "service_unit", "ward", "commune", "radio"]
    units = Unit.objects.bulk_create(
        Unit(
            name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind_id=kinds[n % len(kinds)], display_order=n
        )
        for n in range(number)
    )
    return root, units


def make_pieces(numbers, *, units, root, pieces):
    """Pages, their children rows and, for every piece, a way through the chain with its two steps."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from compliance.models.rules import all_rules
    from compliance.periods.periods import ReportingPeriod
    from submissions.models import NewsPage

    end = ReportingPeriod.of(*PERIOD, rules=all_rules()).end
    step = datetime.timedelta(days=DAYS) / pieces
    page_type = ContentType.objects.get_for_model(Page)
    news_type = ContentType.objects.get_for_model(NewsPage)
    fields = {field.attname for field in Page._meta.concrete_fields}
    pages = [
        piece(n, unit=units[n % len(units)], root=root, news_type=news_type, sent=end - step * (n + 1)) for n in numbers
    ]
    parents = Page.objects.bulk_create(Page(**{k: v for k, v in vars(p).items() if k in fields}) for p in pages)
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = parent.pk
    insert_children(NewsPage, pages)
    make_ways(parents, pages, page_type=page_type, news_type=news_type, now=timezone.now())


def piece(n, *, unit, root, news_type, sent):
    """The `n`th piece, with its columns for counting set by hand: every tenth is still unpublished."""
    from submissions.models import NewsPage

    published = None if n % 10 == 9 else sent
    return NewsPage(
        title=f"Tin {n}",
        draft_title=f"Tin {n}",
        slug=f"tin-{n}",
        url_path=f"{root.url_path}tin-{n}/",
        path=NewsPage._get_path(root.path, root.depth + 1, n + 1),
        depth=root.depth + 1,
        numchild=0,
        content_type=news_type,
        locale_id=root.locale_id,
        live=published is not None,
        first_published_at=published,
        unit=unit,
        lead="Tin thử",
        body=json.dumps([]),
        genre="tin" if n % 3 else "bai_phan_anh",
        origin="own" if n % 50 else "reprinted",
        published_at=published,
        is_live=published is not None,
        has_photo=n % 4 != 0,
        sent_at=sent,
    )


def insert_children(model, rows, *, batch=400):
    """The rows of a child table alone: Django's bulk_create refuses models that inherit over tables."""
    from django.db import DEFAULT_DB_ALIAS
    from django.db.models.sql import InsertQuery

    for first in range(0, len(rows), batch):
        query = InsertQuery(model)
        query.insert_values(model._meta.local_concrete_fields, rows[first : first + batch])
        query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()


def make_ways(parents, pages, *, page_type, news_type, now):
    """For every piece its way through the chain: approved by the leader, then published or waiting."""
    from wagtail.models import Revision, Task, TaskState, Workflow, WorkflowState

    from submissions.models import ClearanceState

    workflow = Workflow.objects.get()
    leader, board = Task.objects.order_by("workflow_tasks__sort_order")
    revision, _made = Revision.objects.get_or_create(
        object_id="0", defaults={"content": {}, "content_type": news_type, "base_content_type": page_type}
    )
    ways = WorkflowState.objects.bulk_create(
        WorkflowState(
            base_content_type=page_type,
            content_type=news_type,
            object_id=str(parent.pk),
            workflow=workflow,
            status="approved" if page.published_at else "in_progress",
        )
        for parent, page in zip(parents, pages, strict=True)
    )
    steps = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=way,
            revision=revision,
            task=task,
            status="approved" if task == leader else way.status,
            started_at=now,
            content_type=news_type,
        )
        for way in ways
        for task in (leader, board)
    )
    insert_children(ClearanceState, [ClearanceState(taskstate_ptr_id=step.pk) for step in steps])


if __name__ == "__main__":
    main()
