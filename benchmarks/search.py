"""How much a search of the public site costs against one indexed look-up in raw SQL (benchmarks/README.md).

Fills a throw-away database with entries of live pages, whose texts are put together from the demonstration's sentences,
then asks the queries of `QUERIES` in turns with one statement each, written by hand: the newest hits and their number.
"""

import argparse
import datetime
import os
import random
import re
import statistics
import sys
import tempfile
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from closing_and_year import queries_of
from table_of_period import make_units

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = 8
BATCH = 2_000
QUERIES = {
    "frequent word": ["phường", "thanh pho", "người dân", "hội nghị"],
    "frequent words, apart": ["bãi biển phường", "tuyen truyen nguoi dan", "đoàn viên vệ sinh"],
    "phrase": ["Phan Thiết", "phan thiet", "mui ne", "dai truyen thanh", "Hội Liên hiệp Phụ nữ"],
    "rare": ["TB 4711", "4711/TB-UBND", "cong van 52017", "12345 tb ubnd"],
    "nothing": ["khongcotunay", "phuong khongcotunay"],
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=100_000)
    options.add_argument("--units", type=int, default=33)
    options.add_argument("--rounds", type=int, default=10)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        import django

        django.setup()
        measure(chosen, file=f"{folder}/search.sqlite3")


def measure(chosen, *, file):
    """Build a database of its own, measure in it, and drop it."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict.setdefault("TEST", {})["NAME"] = file
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        fill(entries=chosen.entries, units=chosen.units)
        compare(rounds=chosen.rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def compare(*, rounds):
    from django.db import connection

    ours_of_all, raw_of_all = 0, 0
    for kind, queries in QUERIES.items():
        for typed in queries:
            agree(typed)
            runs = {"ours": lambda typed=typed: search(typed), "raw": lambda typed=typed: raw(typed)}
            times = interleaved(runs, rounds=rounds)
            ours, plain = (statistics.median(times[name]) * 1000 for name in ("ours", "raw"))
            ours_of_all, raw_of_all = ours_of_all + ours, raw_of_all + plain
            report(kind, typed, ours=ours, plain=plain, queries=queries_of(runs["ours"]))
    print(
        f"{connection.vendor:10} all: search {ours_of_all:.1f} ms, raw {raw_of_all:.1f} ms, "
        f"ratio {ours_of_all / raw_of_all:.2f}"
    )


def interleaved(runs, *, rounds):
    """Seconds of each run, by name, in turns: of the process on SQLite, by the clock where a server does the work."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _round in range(rounds):
        for name, run in runs.items():
            start = clock()
            run()
            times[name].append(clock() - start)
    return times


def report(kind, typed, *, ours, plain, queries):
    number = search(typed).number
    print(
        f"{kind:22} {typed:24} {number:5} hits: search {ours:7.2f} ms, raw {plain:7.2f} ms, ratio {ours / plain:5.2f}, "
        f"queries {queries}",
        flush=True,
    )


def search(typed):
    """What the page of results asks: the hits of the first page in their order, numbers, lists to choose from."""
    from home.search.filters import Filters
    from home.search.finding import find
    from home.search.words import Query

    return find(Query.of(typed), Filters({}))


# What a page of results shows of a hit, and how many there are.
SHOWN = """
    SELECT entry.title, entry.text, page.url_path, unit.name, category.title, ({number})
    FROM home_searchentry AS entry
    JOIN wagtailcore_page AS page ON page.id = entry.page_id AND page.live
    LEFT JOIN submissions_unit AS unit ON unit.id = entry.unit_id
    LEFT JOIN submissions_category AS category ON category.id = entry.category_id
    WHERE entry.id IN ({newest}) ORDER BY entry.id DESC
"""
RAW = {
    "sqlite": SHOWN.format(
        number="SELECT COUNT(*) FROM home_searchwords WHERE home_searchwords MATCH %(asked)s",
        newest="SELECT rowid FROM home_searchwords WHERE home_searchwords MATCH %(asked)s ORDER BY rowid DESC LIMIT 20",
    ),
    "postgresql": "SET LOCAL enable_seqscan = off;"  # and `id + 0`: by the index, where the planner would read all rows
    + SHOWN.format(
        number="SELECT COUNT(*) FROM home_searchentry WHERE word_list @@ %(asked)s::tsquery",
        newest="SELECT id FROM home_searchentry WHERE word_list @@ %(asked)s::tsquery ORDER BY id + 0 DESC LIMIT 20",
    ),
}


def raw(typed):
    """The newest 20 entries with all words of `typed`, folded, and how many there are: one statement."""
    from django.db import connection

    from vietnamese.text import fold

    sign, quote = (" AND ", '"') if connection.vendor == "sqlite" else (" & ", "'")
    asked = sign.join(f"{quote}{word}{quote}" for word in fold(typed).split())
    with connection.cursor() as cursor:
        cursor.execute(RAW[connection.vendor], {"asked": asked})
        return cursor.fetchall()


def agree(typed):
    """Stop where both sides do not find the same number."""
    from home.search.finding import MOST

    rows = raw(typed)
    expected = min(rows[0][-1], MOST) if rows else 0
    if search(typed).number != expected:
        raise SystemExit(f"{typed}: {search(typed).number} hits, {expected} by raw SQL: there is nothing to compare.")


def fill(*, entries, units):
    from django.db import connection, transaction

    sentences = corpus()
    chance = random.Random(13)
    with transaction.atomic():
        root, made = make_units(units)
        for first in range(0, entries, BATCH):
            write(range(first, min(first + BATCH, entries)), made, root, sentences, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE home_searchentry")


def corpus():
    """The sentences of the demonstration's pieces, without their tags."""
    texts = []
    for file in sorted((ROOT / "home/demo/invented/pieces").glob("*.toml")):
        for piece in strings(tomllib.loads(file.read_text(encoding="utf-8"))):
            texts += re.split(r"(?<=[.!?])\s+", re.sub(r"<[^>]+>", " ", piece))
    return [text for text in texts if len(text.split()) > 8]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def write(numbers, units, root, sentences, chance):
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from home.search.entry import SearchEntry, place
    from home.search.words import words_of
    from submissions.body.findable import Kind
    from submissions.models import Category, NewsPage

    sections = list(Category.objects.values_list("pk", flat=True))
    kind = ContentType.objects.get_for_model(NewsPage)
    now = timezone.now()
    pages = []
    for number in numbers:
        title = " ".join(chance.choice(sentences).split()[:12])
        page = Page(
            title=title,
            draft_title=title,
            slug=f"tin-{number}",
            content_type=kind,
            depth=root.depth + 1,
            path=Page._get_path(root.path, root.depth + 1, number + 10_000),
            url_path=f"{root.url_path}tin-{number}/",
            locale_id=root.locale_id,
            live=True,
        )
        pages.append(page)
    Page.objects.bulk_create(pages)
    rows = []
    for number, page in zip(numbers, pages, strict=True):
        text = " ".join([*chance.choices(sentences, k=SENTENCES), f"Số {number}/TB-UBND."])
        rows.append(
            SearchEntry(
                id=place(now - datetime.timedelta(minutes=50 * number), page.pk),
                page=page,
                kind=Kind.NEWS,
                unit=units[number % len(units)],
                category_id=sections[number % len(sections)],
                title=page.title,
                text=text,
                words=words_of(page.title, text),
            )
        )
    SearchEntry.objects.bulk_create(rows)


if __name__ == "__main__":
    main()
