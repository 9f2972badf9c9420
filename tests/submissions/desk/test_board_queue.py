"""The lists: a unit's own, the board's queue by heaps, everything received; and the states behind them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from submissions.desk import lists
from submissions.models import NewsPage
from submissions.rights.stages import Stage, stage_of
from submissions.standing import queues
from submissions.standing.piece_standing import standings
from tests import factories
from tests.soup import soup_of
from tests.submissions.piece_pages import signed_in
from tests.submissions.states import BUILDERS, NEW_TITLE, make_piece
from tests.workflow import again, approve_as, edit, send_back_as, submit

pytestmark = pytest.mark.django_db

UNIT, ARCHIVE, QUEUE = (reverse(f"submissions:{name}") for name in ("unit_list", "archive", "board_queue"))
# Actor → the lists that open to it.
OPEN = {
    "contributor": {UNIT},
    "other_contributor": {UNIT},
    "leader": {UNIT},
    "leader_editor": {UNIT, ARCHIVE, QUEUE},
    "editor": {ARCHIVE, QUEUE},
    "desk": {ARCHIVE, QUEUE},
    "official": set(),
    "accountant": set(),
    "director": set(),
    "administrator": set(),
    "superuser": set(),
    "expired": set(),
}


def get(user, address):
    return signed_in(again(user)).get(address)


def titles(response):
    assert response.status_code == 200
    return [link.text.strip() for link in soup_of(response).select(".tb-row__title")]


def in_queue(user, heap):
    return titles(get(user, f"{QUEUE}?xem={heap}"))


def waiting(cast, title):
    page = factories.news(cast.unit, owner=cast.contributor, title=title)
    return approve_as(submit(page, cast.contributor), cast.leader)


@pytest.mark.parametrize("actor", OPEN)
def test_each_list_opens_to_its_own_people(cast, actor):
    for address in (UNIT, ARCHIVE, QUEUE):
        status = get(getattr(cast, actor), address).status_code
        assert (status == 200) == (address in OPEN[actor]), (actor, address, status)


class TestEveryState:
    """With one piece in each state."""

    @pytest.fixture(scope="class")
    @classmethod
    def pieces_told(cls, tell_class, cast_told):
        cast = cast_told()
        return tell_class(lambda: {state: make_piece(state, cast) for state in BUILDERS})

    @pytest.fixture
    def pieces(self, pieces_told):
        return pieces_told()

    def test_heaps_are_the_stages_of_their_pieces(self, cast, pieces):
        """What `stage_of` says of each piece is what the lists sort it under."""
        for stage in Stage:
            listed = set(queues.at_stage(NewsPage.objects.all(), stage).values_list("pk", flat=True))
            assert listed == {page.pk for page in pieces.values() if stage_of(page) == stage}, stage

    def test_standings_of_a_list_are_those_of_each_piece(self, cast, pieces):
        listed = {page.pk: page for page in queues.listed(NewsPage.objects.all())}
        for place in standings([listed[page.pk] for page in pieces.values()], user=again(cast.contributor)):
            assert place.stage == stage_of(NewsPage.objects.get(pk=place.page.pk))
            assert place.label
            assert place.next_step or place.stage == Stage.PUBLISHED
            assert place.since or place.planned_for

    def test_queue_shows_each_piece_in_its_heap(self, cast, pieces):
        for state, page in pieces.items():
            NewsPage.objects.filter(pk=page.pk).update(title=state, draft_title=state)
            if state == "returned_by_board":
                # Of a piece that is the unit's again, the list names the version that the board decided on.
                for revision in page.revisions.all():
                    revision.content["title"] = state
                    revision.save()
        expected = {
            "cho-bien-tap": {"at_board", "published_at_board"},
            "san-sang": {"cleared"},
            "hen-gio": {"scheduled"},
            "da-tra-lai": {"returned_by_board"},
            "ban-sua": {"published_unit_draft", "published_at_leader"},
            "vua-dang": {"published", "published_unit_draft", "published_at_leader", "published_at_board"},
        }
        for user in (cast.editor, cast.desk):
            assert {heap: set(in_queue(user, heap)) for heap in expected} == expected
        assert set(in_queue(cast.editor, "khong-co")) == expected["cho-bien-tap"]

    def test_heap_is_named_as_the_pieces_in_it(self, cast, pieces):
        """One word for a stage, whether the unit reads it in its list or the board in its queue."""
        for heap in ("cho-bien-tap", "san-sang", "hen-gio", "da-tra-lai"):
            soup = soup_of(get(cast.editor, f"{QUEUE}?xem={heap}"))
            tab, state = soup.select_one(".tb-tabs [aria-current]"), soup.select_one(".tb-row .tb-state")
            assert tab.contents[0].strip() == state.text.strip()
            assert tab.contents[0].strip() != soup.h1.text.strip()

    def test_live_piece_keeps_its_public_title_in_the_boards_lists(self, cast, pieces):
        for address in (ARCHIVE, f"{QUEUE}?xem=ban-sua", f"{QUEUE}?xem=vua-dang"):
            assert NEW_TITLE not in get(cast.editor, address).content.decode()

    @pytest.mark.parametrize("state", ["returned_by_board", "taken_down"])
    def test_new_title_that_no_leader_approved_stays_with_the_unit(self, cast, pieces, state):
        page, title = pieces[state], "Đơn vị viết lại, chưa ai duyệt"
        # As the editor saves a piece that is not live: the row takes the new title, too.
        version = page.get_latest_revision_as_object()
        version.title = version.draft_title = title
        version.save()
        version.save_revision(user=cast.contributor)
        for user in (cast.editor, cast.desk):
            for address in (ARCHIVE, f"{QUEUE}?xem=da-tra-lai", reverse("submissions:piece", args=[page.pk])):
                assert title not in get(user, address).content.decode()
        assert title in get(cast.contributor, UNIT).content.decode()

    def test_num_queries(self, cast, pieces, django_assert_max_num_queries):
        contributor, editor = signed_in(cast.contributor), signed_in(cast.editor)
        lists = [
            (contributor, UNIT),
            (editor, ARCHIVE),
            (editor, QUEUE),
            (editor, f"{QUEUE}?xem=da-tra-lai"),
            (editor, f"{QUEUE}?xem=vua-dang"),
        ]
        limits = []
        for client, address in lists:
            client.get(address)
            with django_assert_max_num_queries(60) as few:
                client.get(address)
            limits.append(len(few))
        for state in ("at_leader", "at_board", "returned_by_board", "scheduled", "published", "taken_down"):
            make_piece(state, cast)
        for (client, address), limit in zip(lists, limits, strict=True):
            with django_assert_max_num_queries(limit):
                assert client.get(address).status_code == 200


def test_a_newer_version_is_the_units_whatever_its_writer_became_since(cast):
    rewritten, corrected = make_piece("published_unit_draft", cast), make_piece("published", cast)
    edit(corrected, cast.editor, title="Bản sửa của Ban Biên tập")
    NewsPage.objects.filter(pk=rewritten.pk).update(title="Đơn vị viết lại")
    cast.contributor.groups.set(cast.editor.groups.all())
    cast.editor.groups.clear()
    assert in_queue(cast.desk, "ban-sua") == ["Đơn vị viết lại"]


def test_oldest_comes_first_and_says_what_matters(cast):
    waiting(cast, "Tin đến trước")
    waiting(cast, "Tin đến sau")
    response = get(cast.editor, QUEUE)
    assert titles(response) == ["Tin đến trước", "Tin đến sau"]
    row = soup_of(response).select_one(".tb-row").text
    for words in (cast.unit.name, "không có ảnh", str(cast.leader), "Chủ tịch UBND phường"):
        assert words in " ".join(row.split())


def test_editors_decide_and_the_desk_looks_on(cast):
    page = waiting(cast, "Tin chờ biên tập")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit in get(cast.editor, QUEUE).content.decode()
    assert edit not in get(cast.desk, QUEUE).content.decode()


def test_comparison_is_offered_once_the_board_has_edited(cast):
    page = waiting(cast, "Tin chờ biên tập")
    assert "revisions/compare" not in get(cast.editor, QUEUE).content.decode()
    version = page.get_latest_revision_as_object()
    version.title = "Tin đã biên tập"
    version.save_revision(user=cast.editor)
    assert "revisions/compare" in get(cast.editor, QUEUE).content.decode()


def test_archive_is_counted_and_put_in_order_without_what_its_rows_show(cast, monkeypatch):
    """So that a page of it costs the same however large it is (benchmarks/README.md)."""
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    for number in range(5):
        waiting(cast, f"Tin {number}")
    factories.news(cast.unit, owner=cast.contributor, title="Bản nháp")
    with CaptureQueriesContext(connection) as captured:
        assert titles(get(cast.editor, ARCHIVE)) == ["Tin 4", "Tin 3"]
    asked = [one["sql"] for one in captured if '"sent_at" IS NOT NULL' in one["sql"]]
    assert titles(get(cast.editor, f"{ARCHIVE}?p=3")) == ["Tin 0"]
    of_all = [sql for sql in asked if "COUNT(" in sql or "LIMIT 2" in sql]
    assert len(of_all) >= 2
    assert [sql for sql in of_all if "latest_revision_id" in sql] == []


def test_archive_begins_at_the_leaders_approval(cast):
    for state in ("draft", "at_leader", "returned_by_leader"):
        make_piece(state, cast)
    assert titles(get(cast.editor, ARCHIVE)) == []
    waiting(cast, "Tin đã duyệt")
    assert titles(get(cast.editor, ARCHIVE)) == ["Tin đã duyệt"]
    assert titles(get(cast.editor, f"{ARCHIVE}?unit={cast.other_unit.pk}")) == []
    assert titles(get(cast.editor, f"{ARCHIVE}?unit={cast.unit.pk}")) == ["Tin đã duyệt"]


def test_unit_sees_its_own_pieces_only_newest_first(cast):
    factories.news(cast.other_unit, owner=cast.other_contributor, title="Tin của đơn vị khác")
    factories.news(cast.unit, owner=cast.contributor, title="Tin cũ")
    factories.news(cast.unit, owner=cast.contributor, title="Tin mới")
    assert titles(get(cast.contributor, UNIT)) == ["Tin mới", "Tin cũ"]
    assert titles(get(cast.other_leader, UNIT)) == ["Tin của đơn vị khác"]


@pytest.mark.parametrize("words", ["đồi dương", "doi duong", "ĐỒI", "Đoi Dương"])
def test_titles_are_found_with_and_without_marks(cast, words):
    factories.news(cast.unit, owner=cast.contributor, title="Dọn rác bãi biển Đồi Dương")
    factories.news(cast.unit, owner=cast.contributor, title="Hội nghị tiếp xúc cử tri")
    assert titles(get(cast.contributor, f"{UNIT}?q={words}")) == ["Dọn rác bãi biển Đồi Dương"]


def test_filter_by_state_and_days(cast):
    drafts = factories.news(cast.unit, owner=cast.contributor, title="Nháp")
    sent = submit(factories.news(cast.unit, owner=cast.contributor, title="Đã trình"), cast.contributor)
    send_back_as(
        submit(factories.news(cast.unit, owner=cast.contributor, title="Trả lại"), cast.contributor), cast.leader
    )
    assert titles(get(cast.contributor, f"{UNIT}?state=nhap")) == ["Nháp"]
    assert titles(get(cast.contributor, f"{UNIT}?state=lanh-dao")) == ["Đã trình"]
    assert titles(get(cast.contributor, f"{UNIT}?state=tra-lai")) == ["Trả lại"]
    assert titles(get(cast.contributor, f"{UNIT}?state=da-dang")) == []
    today = timezone.localdate()
    old = timezone.now() - datetime.timedelta(days=10)
    NewsPage.objects.filter(pk__in=[drafts.pk, sent.pk]).update(latest_revision_created_at=old)
    assert titles(get(cast.contributor, f"{UNIT}?since={today}")) == ["Trả lại"]
    assert len(titles(get(cast.contributor, f"{UNIT}?until={today - datetime.timedelta(days=9)}"))) == 2
    # What cannot be read narrows nothing, and breaks nothing.
    assert len(titles(get(cast.contributor, f"{UNIT}?since=hom-qua&state=x&p=x"))) == 3


def test_twenty_to_a_page(cast):
    for number in range(21):
        factories.news(cast.unit, owner=cast.contributor, title=f"Tin số {number}")
    assert len(titles(get(cast.contributor, UNIT))) == 20
    assert titles(get(cast.contributor, f"{UNIT}?p=2")) == ["Tin số 0"]
