"""Every actor tries everything in every state, through the admin's real views (design: the invariants of the chain)."""

import pytest
from django.db import transaction
from django.test import Client

from submissions.models import NewsPage
from tests.submissions import attempts
from tests.submissions.states import NEW_TITLE, Cast, each_state, make_piece, rights_table

pytestmark = pytest.mark.django_db


def clients_of(cast):
    clients = {}
    for actor in Cast.WORDS:
        clients[actor] = Client(raise_request_exception=True)
        if actor != "anonymous":
            clients[actor].force_login(getattr(cast, actor))
    return clients


def records(page):
    return attempts.publication(page), attempts.chain_record(page), attempts.wording(page)


def outcome(page, client, how, *, before):
    """Which records one attempt changes against those of `before`; everything is rolled back afterwards."""
    with transaction.atomic():
        how(client, page)
        if not NewsPage.objects.filter(pk=page.pk).exists():
            changes = {"publication", "chain", "wording"}
        else:
            now = NewsPage.objects.get(pk=page.pk)
            names = ("publication", "chain", "wording")
            changes = {name for name, old, new in zip(names, before, records(now), strict=True) if old != new}
        transaction.set_rollback(True)
    return changes


@pytest.mark.parametrize("state", each_state())
def test_nobody_gets_further_than_the_table_allows(state):
    cast = Cast()
    page = make_piece(state, cast)
    row = rights_table()[state]
    before = records(page)
    wrong = []
    for actor, client in clients_of(cast).items():
        words = cast.words_of(actor)
        may_edit = bool(row["edit"] & words)
        for name, (how, action) in attempts.ATTEMPTS.items():
            allowed = action is not None and bool(row[action] & words)
            changes = outcome(page, client, how, before=before)
            if allowed and not changes:
                wrong.append(f"{actor}: {name} had no effect")
            if not allowed and changes - ({"wording"} if may_edit else set()):
                wrong.append(f"{actor}: {name} changed {sorted(changes)}")
    assert wrong == []


# Of states that differ in nothing that a list or an address could tell, one stands for all.
HIDDEN = [
    "draft",
    "at_leader",
    "returned_by_board",
    "scheduled",
    "published_unit_draft",
    "published_at_board",
    "taken_down",
]


@pytest.mark.parametrize("state", each_state(HIDDEN))
def test_who_may_not_see_a_piece_comes_across_it_nowhere(state):
    cast = Cast()
    page = make_piece(state, cast)
    row = rights_table()[state]
    # What is published is public; then the uncleared new version is what must not be seen.
    secrets = [NEW_TITLE] if page.first_published_at else [page.title]
    if state == "taken_down":
        secrets = [page.title]
    seen = []
    for actor, client in clients_of(cast).items():
        if row["see"] & cast.words_of(actor):
            continue
        for name, address in attempts.looks(page).items():
            body = client.get(address, follow=True).content.decode()
            seen += [f"{actor} {name}: {secret}" for secret in secrets if secret in body]
    assert seen == []
