"""What the library of documents costs at 10,000 documents: the list, its filters, a document (benchmarks/README.md).

Fills a throw-away database with documents, then opens each address in turns, and tells milliseconds and queries at ten
documents and at all of them.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ASKED = {
    "list": "",
    "number": "?tu=2485+ubnd+vx",
    "words": "?tu=sốt+xuất+huyết",
    "nothing": "?tu=khongcotunay",
    "form and year": "?hinh-thuc=cong-van&nam=2019",
    "in force on a day": "?hieu-luc=2019-08-12",
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=10)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.test")
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        measure(chosen, file=f"{folder}/library.sqlite3")


def measure(chosen, *, file):
    """Build a database of its own, measure in it, and drop it."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict.setdefault("TEST", {})["NAME"] = file
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        from tests import factories, statements
        from tests.library.many import many_like

        page = statements.publish(statements.document(by=factories.editor()), by=factories.editor())
        many_like(page, 9)
        few = opened(page, rounds=chosen.rounds)
        many_like(page, chosen.documents - 10)
        many = opened(page, rounds=chosen.rounds)
        for asked, (took, queries) in many.items():
            print(
                f"{connection.vendor:10} {asked:20} {took:7.1f} ms {queries:3} queries"
                f" (10 documents: {few[asked][0]:.1f} ms, {few[asked][1]} queries)"
            )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def opened(page, *, rounds):
    """{what is asked: (milliseconds, queries)} of each address, without what is kept of pages."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, library = Client(SERVER_NAME="localhost"), page.get_parent().url
    addresses = {asked: library + query for asked, query in ASKED.items()} | {"document": page.url}
    found = {}
    for asked, address in addresses.items():
        times = []
        for _round in range(rounds):
            caches["pages"].clear()
            begun = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - begun) * 1000)
            assert answer.status_code == 200, address
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[asked] = statistics.median(times), len(queries)
    return found


if __name__ == "__main__":
    main()
