"""Every actor tries everything in every state, through the admin's real views (docs/chain.md)."""

import pytest
from django.db import connection, transaction
from django.test import Client

from submissions.models import NewsPage
from tests.submissions import attempts
from tests.submissions.piece_pages import signed_in
from tests.submissions.reader import Reader
from tests.submissions.states import NEW_TITLE, Cast, each_state, make_piece, rights_table

pytestmark = pytest.mark.django_db
TOLD = ("at_leader",)


def clients_of(cast):
    clients = {}
    for actor in Cast.WORDS:
        clients[actor] = Client(raise_request_exception=True)
        if actor != "anonymous":
            clients[actor].force_login(getattr(cast, actor))
    return clients


def records(page):
    return attempts.publication(page), attempts.chain_record(page), attempts.wording(page)


class Writes:
    """Counts the statements that could change a row."""

    READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += not sql.startswith(self.READING)
        return execute(sql, params, many, context)


def outcome(page, client, how, *, before):
    """Which records one attempt changes against those of `before`; everything is rolled back afterwards."""
    writes = Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            how(client, page)
        if not writes.number:
            changes = set()
        elif not NewsPage.objects.filter(pk=page.pk).exists():
            changes = {"publication", "chain", "wording"}
        else:
            now = NewsPage.objects.get(pk=page.pk)
            names = ("publication", "chain", "wording")
            changes = {name for name, old, new in zip(names, before, records(now), strict=True) if old != new}
        transaction.set_rollback(True)
    return changes


@pytest.fixture
def form_made_once(monkeypatch):
    """A function: every attempt on `page` begins from its form as it is now. They are all rolled back to it."""

    def keep(page):
        form = attempts.edit_form(page)
        monkeypatch.setattr(attempts, "edit_form", lambda page, user=None, **extra: form | extra)

    return keep


@pytest.mark.usefixtures("plain_not_found")
@pytest.mark.parametrize("state", each_state())
def test_nobody_gets_further_than_the_table_allows(state, cast, form_made_once):
    page = make_piece(state, cast)
    form_made_once(page)
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
def test_who_may_not_see_a_piece_comes_across_it_nowhere(state, cast):
    page = make_piece(state, cast)
    row = rights_table()[state]
    # What is published is public; then the uncleared new version is what must not be seen.
    secrets = [NEW_TITLE] if page.first_published_at else [page.title]
    if state == "taken_down":
        secrets = [page.title]
    at = attempts.looks(page)
    seen = []
    for actor in Cast.WORDS:
        if row["see"] & cast.words_of(actor):
            continue
        reader = Reader(signed_in(getattr(cast, actor)))
        for name, address in at.items():
            body = reader.read(address)
            seen += [f"{actor} {name}: {secret}" for secret in secrets if secret in body]
    assert seen == []
