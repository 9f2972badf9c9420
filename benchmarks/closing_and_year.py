"""What a year of closed periods costs: closing one more, the table with its files, the year with its files.

Fills the database of table_of_period.py and counts the year while all of it is open. Then closes all periods but the
last by statements written by hand, and runs what the office does then in turns with the same work in raw SQL
(benchmarks/README.md).
"""

import argparse
import datetime
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from table_of_period import PERIOD, fill, interleaved, raw_count

GOALS = {"year, closed": " (goal 3.00)"}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=int, nargs="+", default=[33, 700])
    options.add_argument("--pieces", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=10)
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

    from compliance.closing.closing import due_periods

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict.setdefault("TEST", {})["NAME"] = file
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        fill(units=units, pieces=pieces)
        subject = f"{connection.vendor:10} {pieces:7} pieces {units:4} units"
        tell(subject, year_while_all_is_open(), rounds=rounds)
        *over, last = due_periods()
        for period in over:
            raw_closing(period)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        tell(subject, beside_what_is_closed(last), rounds=rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def year_while_all_is_open():
    """{what: (our work, the same in raw SQL)}."""
    from compliance.year.matrix import make_year

    year = PERIOD[0]
    compare_year(make_year(year), raw_year(year))
    return {"year, all open": (lambda: make_year(year), lambda: raw_year(year))}


def beside_what_is_closed(period):
    """As year_while_all_is_open, for the open `period` after closed ones, and for the one before it.

    The files hold no more than the tables, so that they are measured against the same raw count.
    """
    from compliance.closing.closing import close_period
    from compliance.findings.paper import Paper
    from compliance.papers.filling import report_docx
    from compliance.table.exports import report_csv, report_xlsx
    from compliance.table.report import make_report
    from compliance.year.files import year_csv, year_xlsx
    from compliance.year.matrix import make_year

    year = period.year
    compare_closing(period)
    compare_table(make_report(period), raw_count(period))
    compare_year(make_year(year), raw_year(year))
    compare_counters(make_year(year - 1), raw_counters(year - 1))
    counted, counted_year = (lambda: raw_count(period)), (lambda: raw_year(year))
    return {
        "closing": (
            lambda: taken_back(lambda: close_period(period)),
            lambda: taken_back(lambda: raw_closing(period)),
        ),
        "table": (lambda: make_report(period), counted),
        "table, closed": (lambda: make_report(period.previous), counted),
        "table, XLSX": (lambda: report_xlsx(make_report(period)), counted),
        "table, CSV": (lambda: report_csv(make_report(period)), counted),
        "report, DOCX": (lambda: report_docx(Paper.read(period)), counted),
        "year, closed": (lambda: make_year(year - 1), lambda: raw_counters(year - 1)),
        "year": (lambda: make_year(year), counted_year),
        "year, XLSX": (lambda: year_xlsx(make_year(year)), counted_year),
        "year, CSV": (lambda: year_csv(make_year(year)), counted_year),
    }


def tell(subject, pairs, *, rounds):
    """Run all of `pairs` in turns and print the medians, their ratio and the number of our queries."""
    raw_runs = {id(raw): raw for _ours, raw in pairs.values()}
    runs = {what: ours for what, (ours, _raw) in pairs.items()} | raw_runs
    times = {what: statistics.median(seconds) * 1000 for what, seconds in interleaved(runs, rounds=rounds).items()}
    for what, (ours, raw) in pairs.items():
        print(
            f"{subject}: {what:14} {times[what]:8.1f} ms, raw SQL {times[id(raw)]:8.1f} ms, "
            f"ratio {times[what] / times[id(raw)]:6.2f}{GOALS.get(what, '')}, queries {queries_of(ours)}",
            flush=True,
        )


def taken_back(work):
    from django.db import transaction

    with transaction.atomic():
        result = work()
        transaction.set_rollback(True)
    return result


def queries_of(run):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        run()
    return len(queries)


def compare_closing(period):
    """Stop when both sides do not write down as much."""

    def written(close):
        from compliance.models import ClosedItem, ClosedRow

        close()
        rows = ClosedRow.objects.filter(period__year=period.year, period__month=period.month)
        items = ClosedItem.objects.filter(row__in=rows.values("pk"))
        return sorted(rows.values_list("unit", "sent", "published", "counted")), items.count()

    from compliance.closing.closing import close_period

    if taken_back(lambda: written(lambda: close_period(period))) != taken_back(
        lambda: written(lambda: raw_closing(period))
    ):
        raise SystemExit("The two closings differ: there is nothing to compare.")


def compare_table(report, raw):
    ours = {row.unit.pk: (row.sent, row.waiting, row.published, row.counted, row.year_counted) for row in report.rows}
    if ours != raw:
        raise SystemExit("The two tables differ: there is nothing to compare.")


def compare_year(year, raw):
    ours = {
        (row.unit.pk, cell.period.month): (cell.row.published, cell.counted)
        for row in year.rows
        for cell in row.cells
        if cell.row and cell.row.published
    }
    if ours != {key: numbers for key, numbers in raw.items() if numbers[0]}:
        raise SystemExit("The two years differ: there is nothing to compare.")


def compare_counters(year, raw):
    ours = {(row.unit.pk, cell.period.month): cell.counted for row in year.rows for cell in row.cells if cell.row}
    if not ours or ours != {key: numbers["counted"] for key, numbers in raw.items() if key in ours}:
        raise SystemExit("The two closed years differ: there is nothing to compare.")


# One unit's row and its items, by hand: the photo rule is that of the letter, which asks none of the radio station.
RAW_ROWS = """
SELECT unit.id, unit.name, unit.kind,
       COUNT(CASE WHEN sent_at >= %(start)s AND sent_at < %(end)s THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND published_at < %(end)s THEN 1 END),
       COUNT(CASE WHEN published_at >= %(start)s AND published_at < %(end)s AND is_live AND duplicate_of_id IS NULL
                   AND origin <> 'reprinted' AND (has_photo OR unit.kind = 'radio') THEN 1 END),
       COUNT(piece.page_ptr_id)
FROM submissions_unit AS unit
LEFT JOIN submissions_newspage AS piece ON piece.unit_id = unit.id AND (
    (published_at >= %(start)s AND published_at < %(end)s) OR (sent_at >= %(start)s AND sent_at < %(end)s))
GROUP BY unit.id, unit.name, unit.kind ORDER BY unit.id
"""
RAW_ROW = """
INSERT INTO compliance_closedrow (period_id, place, unit_id, unit_name, unit_kind, minimum, photo_required,
    quota_basis, exempt_because, is_valid_throughout, sent, sent_published, waiting, returned, withdrawn, published,
    short, "long", with_photo, counted, shortfall, year_counted, result, item_count, digest)
VALUES (%s, %s, %s, %s, %s, 2, TRUE, '', '', TRUE, %s, 0, 0, 0, 0, %s, 0, 0, 0, %s, 0, 0, '', %s, '')
"""
RAW_ITEMS = """
INSERT INTO compliance_closeditem (row_id, place, piece_id, title, address, genre, sent_at, sent_state, published_at,
    is_published, is_live, has_photo, is_counted, why_not)
SELECT line.id, ROW_NUMBER() OVER (PARTITION BY line.id ORDER BY published_at, sent_at, page.id), page.id, page.title,
    page.url_path, genre, sent_at, CASE WHEN sent_at >= %(start)s AND sent_at < %(end)s THEN 'waiting' ELSE '' END,
    published_at, COALESCE(published_at >= %(start)s AND published_at < %(end)s, FALSE), is_live, has_photo,
    is_live AND duplicate_of_id IS NULL AND has_photo, ''
FROM submissions_newspage AS piece
JOIN wagtailcore_page AS page ON page.id = piece.page_ptr_id
JOIN compliance_closedrow AS line ON line.unit_id = piece.unit_id AND line.period_id = %(period)s
WHERE (published_at >= %(start)s AND published_at < %(end)s) OR (sent_at >= %(start)s AND sent_at < %(end)s)
"""


def bounds(period):
    from django.db import connection

    moments = {"start": period.start.astimezone(datetime.UTC), "end": period.end.astimezone(datetime.UTC)}
    if connection.vendor == "sqlite":
        moments = {name: moment.replace(tzinfo=None) for name, moment in moments.items()}
    return moments


def raw_closing(period):
    from django.db import connection

    from compliance.models import ClosedPeriod

    closed = ClosedPeriod.objects.create(
        year=period.year,
        month=period.month,
        start=period.start,
        end=period.end,
        report_date=period.report_date,
        closed_at=period.end,
        row_count=10_000,
    )
    with connection.cursor() as cursor:
        cursor.execute(RAW_ROWS, bounds(period))
        rows = [
            (closed.pk, place, unit, name, kind, sent, published, counted, items)
            for place, (unit, name, kind, sent, published, counted, items) in enumerate(cursor.fetchall(), start=1)
        ]
        cursor.executemany(RAW_ROW, rows)
        cursor.execute(RAW_ITEMS, bounds(period) | {"period": closed.pk})


RAW_YEAR = """
SELECT unit_id, {month} AS month, COUNT(*),
       COUNT(CASE WHEN is_live AND duplicate_of_id IS NULL AND origin <> 'reprinted' THEN 1 END),
       COUNT(CASE WHEN is_live AND duplicate_of_id IS NULL AND origin <> 'reprinted' AND has_photo THEN 1 END)
FROM submissions_newspage WHERE published_at >= %(start)s AND published_at < %(end)s GROUP BY 1, 2
"""


def raw_year(year):
    """{(unit, month): (published, counted)} of the open periods that have begun."""
    from django.db import connection
    from django.utils import timezone

    from compliance.models.rules import all_rules
    from compliance.periods.periods import ReportingPeriod

    rules = all_rules()
    periods = [ReportingPeriod.of(year, month, rules=rules) for month in range(1, 13)]
    periods = [period for period in periods if period.start <= timezone.now()]
    values = bounds(periods[0]) | {"end": bounds(periods[-1])["end"]}
    whens = "".join(f" WHEN published_at < %(end_{period.month})s THEN {period.month}" for period in periods)
    values |= {f"end_{period.month}": bounds(period)["end"] for period in periods}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind FROM submissions_unit")
        kinds = dict(cursor.fetchall())
        cursor.execute(RAW_YEAR.format(month=f"CASE{whens} END"), values)
        return {
            (unit, month): (published, plain if kinds[unit] == "radio" else photographed)
            for unit, month, published, plain, photographed in cursor.fetchall()
        }


def raw_counters(year):
    """{(unit, month): its numbers by name} of a closed year: all that a table of counters could be asked for."""
    from django.db import connection

    from compliance.counting.counting import CLOSED_FIELDS

    columns = ", ".join(f'line."{name}"' for name in CLOSED_FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT line.unit_id, period.month, {columns} FROM compliance_closedrow AS line "
            "JOIN compliance_closedperiod AS period ON period.id = line.period_id WHERE period.year = %s",
            [year],
        )
        return {
            (unit, month): dict(zip(CLOSED_FIELDS, numbers, strict=True)) for unit, month, *numbers in cursor.fetchall()
        }


if __name__ == "__main__":
    main()
