"""Changes a site for freshness.py, as its input says: each line is answered by one line of JSON.

(empty)          the kinds of change
prepare KIND     publishes the piece that it is about; the addresses that show it
change KIND      changes it
"""

import json
import sys

import django


def main():
    django.setup()
    from tests import factories, workflow
    from tests.home.conftest import Newsroom
    from tests.home.page_cache.test_freshness import CHANGES, addresses

    changes = {change.__name__: change for change in CHANGES}
    newsroom, pieces = Newsroom(), {}
    for line in sys.stdin:
        verb, _, kind = line.strip().partition(" ")
        answer = list(changes)
        if verb == "prepare":
            ward = factories.UnitFactory(name=f"UBND phường {kind}")
            pieces[kind] = newsroom.publish(ward, title=f"Bài đang đăng, {kind}", photo=True)
            newsroom.publish(ward, title="Bài khác")
            answer = addresses(workflow.fresh(pieces[kind]))
        elif verb == "change":
            changes[kind](newsroom, workflow.fresh(pieces[kind]))
            answer = kind
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
