"""Where races are run: Django is set up once, and every race begins as a process forked from this one.

    python -m tests.races.run

Reads orders, one line of JSON each, and answers each with one line; see `follow` in tests/races/umpire.py. This
process opens no database: each order names its own, a file or a name on the server of DATABASE_URL.
"""

import json
import multiprocessing
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "site_cms.settings.test"


def load_views(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            load_views(entry)


def set_up():
    """Load all that a race needs, the views behind the addresses too; returns what follows an order."""
    import django

    django.setup()
    from django.urls import get_resolver

    from tests.races.umpire import follow

    load_views(get_resolver())
    return follow


def answer_to(order, *, follow):
    """What the process that follows `order` says; None when it broke off, with its traceback on stderr."""
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    process = fork.Process(target=follow, args=(order, sending))
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        return None
    finally:
        process.join()


def main():
    follow = set_up()
    # Whatever a race prints is no answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        answer = answer_to(json.loads(line), follow=follow)
        print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)


if __name__ == "__main__":
    main()
