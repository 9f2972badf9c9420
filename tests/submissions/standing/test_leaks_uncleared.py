"""What the unit has written since the last approval: by no view of Wagtail's does the board come to read it."""

import pytest
from django.test import Client
from django.urls import reverse

from submissions.chain import decisions
from tests import factories, workflow
from tests.submissions import attempts
from tests.submissions.piece_pages import signed_in
from tests.submissions.reader import Reader
from tests.submissions.states import make_piece
from tests.workflow import again, fresh

pytestmark = pytest.mark.django_db

NEW_TITLE = "Bản mới của đơn vị, lãnh đạo chưa hề đọc"
WORD_OF_IT = "chưa hề"
NEW_TEXT = "Nội dung đã sửa."


def rewrite(client, page, cast):
    """The unit saves a new version in the editor."""
    client.force_login(cast.contributor)
    attempts.post_edit(client, page, title=NEW_TITLE)
    assert fresh(page).get_latest_revision_as_object().title == NEW_TITLE
    return fresh(page)


def rewritten(state):
    return lambda client, cast: rewrite(client, make_piece(state, cast), cast)


def withdrawn(client, cast):
    page = make_piece("at_board", cast)
    decisions.withdraw(pk=page.pk, user=again(cast.contributor))
    return rewrite(client, page, cast)


def sent_in(build):
    return lambda client, cast: workflow.submit(build(client, cast), cast.contributor)


def sent_back(build):
    return lambda client, cast: workflow.send_back_as(build(client, cast), cast.leader)


# Every way in which a newer version of the unit can lie on a piece that the board knows.
PIECES = {
    "published": rewritten("published"),
    "published, at the leader": sent_in(rewritten("published")),
    "published, sent back by the leader": sent_back(sent_in(rewritten("published"))),
    "taken down": rewritten("taken_down"),
    "taken down, at the leader": sent_in(rewritten("taken_down")),
    "withdrawn": withdrawn,
    "withdrawn, at the leader": sent_in(withdrawn),
    "sent back by the board": rewritten("returned_by_board"),
    "sent back by the board, at the leader": sent_in(rewritten("returned_by_board")),
    "sent back by the board, then by the leader": sent_back(sent_in(rewritten("returned_by_board"))),
}


def before_it_was_submitted(until):
    """A piece with two versions in the unit's drafts, of which the second was submitted and went on as `until` says."""

    def build(client, cast):
        page = rewrite(client, make_piece("draft", cast), cast)
        attempts.post_edit(client, page, title="Lời đã trình")
        workflow.approve_as(workflow.submit(page, cast.contributor), cast.leader)
        if until != "at the board":
            workflow.approve_as(page, cast.editor)
        if until == "correction":
            client.force_login(cast.editor)
            attempts.post_edit(client, page, title="Đính chính")
        return page

    return build


def set_aside(client, cast):
    page = rewrite(client, make_piece("published", cast), cast)
    decisions.set_aside_draft(pk=page.pk, user=again(cast.editor), reason="Cần đính chính gấp.")
    return page


# Pieces of which the board reads a later version than the one in question.
EARLIER = {until: before_it_was_submitted(until) for until in ("at the board", "published", "correction")} | {
    "set aside": set_aside
}
# Two run with every `make test`, the others with the slow tests.
QUICK = {"published", "withdrawn, at the leader"}


def told_together(tell, cast, builders):
    """The pieces of `builders` by name, in one city, with another that waits at the board ("neighbour")."""

    def city():
        pieces = {"neighbour": make_piece("at_board", cast)}
        return pieces | {name: build(Client(), cast) for name, build in builders.items()}

    return tell(city)


@pytest.fixture(scope="module", params=["quick", pytest.param("others", marks=pytest.mark.slow)])
def pieces_told(request, tell, cast_told):
    builders = {name: build for name, build in PIECES.items() if (name in QUICK) == (request.param == "quick")}
    return told_together(tell, cast_told(), builders)


@pytest.fixture
def pieces(pieces_told):
    return pieces_told()


@pytest.fixture(scope="module")
def earlier_told(tell, cast_told):
    return told_together(tell, cast_told(), EARLIER)


@pytest.fixture
def earlier(earlier_told):
    return earlier_told()


def addresses(page, *, neighbour):
    """{name: address} of every look at the piece, at each of its versions, and of the lists that could name it."""
    at = attempts.looks(page)
    for number, revision in enumerate(page.revisions.order_by("pk")):
        at[f"version {number}"] = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
        at[f"revert to {number}"] = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
        for pair in (("earliest", revision.pk), ("live", revision.pk), (revision.pk, "latest")):
            name = f"compare of {number} with {pair[0] if pair[1] == revision.pk else pair[1]}"
            at[name] = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *pair])
    state = page.workflow_states.order_by("pk").last()
    return at | {
        "history results": reverse("wagtailadmin_pages:history_results", args=[page.pk]),
        "versions": reverse("wagtailadmin_pages:revisions_index", args=[page.pk]),
        "round": reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.pk]),
        "preview": reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]) + "?mode=",
        "search for its words": reverse("wagtailadmin_pages:search") + f"?q={WORD_OF_IT}",
        "search of the API": reverse("wagtailadmin_api:pages:listing") + f"?search={WORD_OF_IT}&fields=*",
        "API": reverse("wagtailadmin_api:pages:detail", args=[page.pk]) + "?fields=*",
        "archive": reverse("submissions:archive"),
        "archive for its words": reverse("submissions:archive") + f"?q={WORD_OF_IT}",
        "archive for its words without marks": reverse("submissions:archive") + "?q=chua he",
        "pages of the type": reverse("wagtailadmin_pages:type_use", args=["submissions", "newspage"]),
        **{
            f"pieces behind {column}": reverse("compliance:pieces") + f"?column={column}&unit={page.unit_id}"
            for column in ("sent", "returned", "withdrawn", "published")
        },
        "choices of a duplicate": reverse("submissions:piece", args=[neighbour.pk]),
        **{
            f"queue {tab}": reverse("submissions:board_queue") + f"?xem={tab}"
            for tab in ("cho-bien-tap", "san-sang", "hen-gio", "da-tra-lai", "ban-sua", "vua-dang")
        },
    }


def addresses_of_all(pieces):
    """{name of the piece: {name: address}}"""
    neighbour = pieces.pop("neighbour")
    return {name: addresses(page, neighbour=neighbour) for name, page in pieces.items()}


def test_board_and_desk_read_no_word_of_it(cast, pieces):
    seen = []
    all_addresses = addresses_of_all(pieces)
    for who in ("editor", "desk"):
        reader = Reader(signed_in(getattr(cast, who)))
        for piece, at in all_addresses.items():
            for name, address in at.items():
                body = reader.read(address)
                seen += [f"{who}, {piece}, {name}: {secret}" for secret in (NEW_TITLE, NEW_TEXT) if secret in body]
                if name.startswith("archive for its words") and at["piece"] in body:
                    seen.append(f"{who}, {piece}, {name}: found")
    assert not seen, "\n".join(seen)


def test_the_unit_reads_all_of_it(cast, pieces):
    reader = Reader(signed_in(cast.leader))
    for piece, at in addresses_of_all(pieces).items():
        newest = pieces[piece].revisions.count() - 1
        for name in ("draft", f"version {newest}", "piece", f"compare of {newest} with earliest"):
            assert NEW_TITLE in reader.read(at[name]), (piece, name)
        # The history is headed as the piece is: by its public title while it is live.
        assert pieces[piece].title in reader.read(at["history"]), piece


def test_what_the_unit_wrote_before_and_what_was_set_aside_stays_the_units(cast, earlier):
    reader = Reader(signed_in(cast.editor))
    seen = [
        f"{piece}, {name}"
        for piece, at in addresses_of_all(earlier).items()
        for name, address in at.items()
        if NEW_TITLE in reader.read(address)
    ]
    assert not seen, "\n".join(seen)


def test_the_board_reads_and_compares_what_the_leader_approved_and_its_own(client, cast):
    page = make_piece("at_board", cast)
    approved = page.get_latest_revision()
    client.force_login(cast.editor)
    attempts.post_edit(client, page, title="Biên tập viên đã sửa")
    pair = [page.pk, approved.pk, fresh(page).latest_revision_id]
    compared = client.get(reverse("wagtailadmin_pages:revisions_compare", args=pair))
    assert compared.status_code == 200 and "Biên tập viên đã sửa" in compared.content.decode()
    for revision in (approved, fresh(page).get_latest_revision()):
        assert client.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])).status_code == 200
    for view in ("view_draft", "history"):
        assert client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])).status_code == 200


def test_a_mark_as_a_duplicate_tells_no_title_that_is_not_public(client, cast):
    secret = make_piece("at_board", cast)
    page = factories.news(cast.other_unit, owner=cast.other_contributor, title="Tin riêng của đơn vị khác")
    workflow.approve_as(workflow.submit(page, cast.other_contributor), cast.other_leader)
    decisions.mark_duplicate(pk=page.pk, user=again(cast.editor), of=secret)
    client.force_login(cast.other_contributor)
    address = reverse("submissions:piece", args=[page.pk])
    body = client.get(address).content.decode()
    assert str(cast.unit) in body and secret.title not in body
    workflow.approve_as(secret, cast.editor)
    assert secret.title in client.get(address).content.decode()
