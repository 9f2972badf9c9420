"""What screens of the back office cost as city and archive grow (benchmarks/README.md).

Growth: the same 300 pieces of this month and the same work at the board, before an archive of 1,000 and of 100,000
pieces; goal: at most 1.2 × as dear. Tables: period, year and points of so many units as pages, against their own XLSX;
goal: at most 3 ×. With --folder the database stays (of PostgreSQL the test database), and a run that was ended goes on
filling it. What is counted is the processor time of this process, in turns within one run; of PostgreSQL, whose
server works in processes of its own, the time by the clock stands beside it.
"""

import argparse
import datetime
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from archive import Archive, analyse

os.environ["DJANGO_SETTINGS_MODULE"] = "site_cms.settings.test"

GROWTH, TABLES = 1.2, 3.0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--archive", type=int, nargs=2, default=[1_000, 100_000])
    options.add_argument("--units", type=int, nargs="*", default=[700])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--folder", default="", help="an own, existing one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = chosen.folder or passing
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        from django.db import connection

        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict.setdefault("TEST", {})["NAME"] = f"{folder}/screens.sqlite3"
        connection.creation.create_test_db(verbosity=0, serialize=False, keepdb=bool(chosen.folder))
        filled = connection.settings_dict["NAME"]
        note = Path(folder, f"{connection.vendor}.json")
        try:
            growth(*chosen.archive, rounds=chosen.rounds, note=note)
            for number in chosen.units:
                tables(number, rounds=chosen.rounds)
        finally:
            use(filled)
            if not chosen.folder:
                remove_copy(small(filled))
            connection.creation.destroy_test_db(name, verbosity=0, keepdb=bool(chosen.folder))


def growth(few, many, *, rounds, note):
    """The desk's and a unit's screens before a small archive and a large one, in turns.

    `note` (Path) holds who uses them, for a run that goes on.
    """
    from django.db import connection
    from django.urls import reverse

    from submissions.models import NewsPage, User

    large = connection.settings_dict["NAME"]
    if not note.exists():
        told = begun(few)
        copy_to(small(large))
        note.write_text(json.dumps(told), encoding="utf-8")
    told = json.loads(note.read_text(encoding="utf-8"))
    editor, contributor = User.objects.get(pk=told["editor"]), User.objects.get(pk=told["contributor"])
    board, unit = reverse("submissions:board_queue"), reverse("submissions:unit_list")
    explorer = reverse("wagtailadmin_explore", args=[NewsPage.objects.get(pk=told["models"][0]).get_parent().pk])
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
    Archive([NewsPage.objects.get(pk=pk) for pk in told["models"]]).grow_to(many)
    before, after = measured(asked, rounds=rounds, databases=(small(large), large))
    for what, (cost, clock, queries) in after.items():
        told = f"{what:24} {before[what][0]:7.1f} ms at {few:,}, {cost:7.1f} ms at {many:,}"
        ratio = cost / before[what][0]
        print(
            f"{told}: {ratio:.2f} × ({verdict(ratio, GROWTH)}), by the clock {clock / before[what][1]:.2f} ×, "
            f"queries {before[what][2]} and {queries}",
            flush=True,
        )


def begun(few):
    """A city of 33 units with a small archive: the keys (dict) of who uses it, and of a piece of each unit."""
    from django.db import transaction
    from django.utils import timezone

    from tests import factories

    # All or nothing: a run that was ended begins anew.
    with transaction.atomic():
        ward = factories.UnitFactory()
        editor, contributor = factories.editor(is_superuser=False), factories.contributor_of(ward)
        units = [ward, *(factories.UnitFactory() for _unit in range(32))]
        long_ago = timezone.now() - datetime.timedelta(days=3_000)
        models = [factories.published(unit, at=long_ago) for unit in units]
        archive = Archive(models)
        archive.recent()
        archive.grow_to(few)
    return {"editor": editor.pk, "contributor": contributor.pk, "models": [piece.pk for piece in models]}


def small(name):
    """What the copy of the database `name` with the small archive is called."""
    return f"{name}-small"


def use(name):
    """Ask the database `name` from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def copy_to(name):
    """A copy, `name`, of the database in use."""
    from django.db import connection

    filled = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        shutil.copyfile(filled, name)
        return
    remove_copy(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{filled}"')


def remove_copy(name):
    from django.db import connection

    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def spread(units):
    """So many units, and what there is of pieces over them and the year, so that numbers stand in most lines."""
    from compliance.closing import closing
    from submissions.models import NewsPage, Unit

    kinds = ["division", "service_unit", "ward", "commune", "radio"]
    have = Unit.objects.count()
    Unit.objects.bulk_create(
        Unit(name=f"Đơn vị {n}", short_name=f"ĐV {n}", slug=f"don-vi-{n}", kind_id=kinds[n % 5], display_order=n)
        for n in range(have, units)
    )
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


def tables(units, *, rounds):
    """Period, year and points of so many units, whose earlier periods are closed, as pages and as XLSX."""
    from django.urls import reverse

    from submissions.models import Unit
    from tests import factories

    if Unit.objects.count() < units:
        spread(units)
    official = factories.UserFactory(username=f"bang.{units}", is_superuser=True)
    year = datetime.datetime.now(datetime.UTC).year
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
    [found] = measured(asked, rounds=min(rounds, 3) if units > 1_000 else rounds)
    for what in ("period", "year", "points"):
        page, file = found[what], found[f"{what}, XLSX"]
        ratio = page[0] / file[0]
        print(
            f"{what:8} {units:6,} units: page {page[0]:8.1f} ms, XLSX {file[0]:8.1f} ms: {ratio:.2f} × "
            f"({verdict(ratio, TABLES)}), queries {page[2]}",
            flush=True,
        )


def measured(asked, *, rounds, databases=()):
    """[{what: (ms of this process, ms by the clock, queries)}] of each of the `databases`, the one in use by default.

    Medians; each screen is asked for in turns, and one database after the other.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    databases = databases or (connection.settings_dict["NAME"],)
    clients, times, queries = {}, {}, {}
    for round_ in range(rounds + 1):
        for database in databases:
            use(database)
            for what, (user, address) in asked.items():
                place = (database, what)
                if round_:
                    start = time.process_time(), time.perf_counter()
                    clients[database, user.pk].get(address)
                    taken = time.process_time() - start[0], time.perf_counter() - start[1]
                    times.setdefault(place, []).append(taken)
                    continue
                # What is kept from then on is kept by the first one.
                if (database, user.pk) not in clients:
                    clients[database, user.pk] = Client()
                    clients[database, user.pk].force_login(user)
                clients[database, user.pk].get(address)
                with CaptureQueriesContext(connection) as captured:
                    response = clients[database, user.pk].get(address)
                assert response.status_code == 200, f"{response.status_code} {address}"
                queries[place] = len(captured)
    return [
        {
            what: (
                *(statistics.median(column) * 1000 for column in zip(*times[database, what], strict=True)),
                queries[database, what],
            )
            for what in asked
        }
        for database in databases
    ]


def verdict(ratio, goal):
    return f"goal {goal}: {'met' if ratio <= goal else 'missed'}"


if __name__ == "__main__":
    main()
