"""The page of one piece: who sees it, and what it offers them."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from submissions.models import ClearanceState
from submissions.rights import positions
from submissions.rights.stages import Stage, stage_of
from submissions.urls import urlpatterns
from tests import factories
from tests.soup import soup_of
from tests.submissions import attempts
from tests.submissions.piece_pages import ALL_ACTIONS, EXTRA, expected_forms, offered, page_of, signed_in
from tests.submissions.states import NEW_TITLE, Cast, each_state, make_piece, rights_table
from tests.workflow import approve_as, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
TOLD = ("at_leader", "at_board", "published_unit_draft", "published_at_leader", "published", "returned_by_board")


@pytest.mark.parametrize("state", each_state())
def test_everybody_is_offered_what_the_rights_table_allows(state, cast):
    page = make_piece(state, cast)
    row = rights_table()[state]
    wrong = []
    for actor in Cast.WORDS:
        if actor == "anonymous":
            continue
        words = cast.words_of(actor)
        response = page_of(getattr(cast, actor), page)
        if not row["see"] & words:
            if response.status_code not in (302, 404):
                wrong.append(f"{actor}: {response.status_code}")
            continue
        names = offered(response) - {"mark_duplicate"}
        if names != expected_forms(state, row, words):
            wrong.append(f"{actor}: {sorted(names ^ expected_forms(state, row, words))}")
    assert wrong == []


def test_the_way_to_the_public_page_stays_on_the_host_that_was_asked(cast):
    """Whatever host the row of Wagtail's site names: a city has many names, and a new site has none yet."""
    page = make_piece("published", cast)
    response = page_of(cast.contributor, page)
    [link] = soup_of(response).find_all("a", string="Xem trên trang công khai")
    assert link["href"] == page.url
    assert Client().get(link["href"]).status_code == 200


@pytest.mark.usefixtures("plain_not_found")
@pytest.mark.parametrize("state", each_state())
def test_a_form_that_is_not_offered_changes_nothing(state, cast):
    page = make_piece(state, cast)
    row = rights_table()[state]
    before = attempts.publication(page), attempts.chain_record(page), attempts.wording(page)
    for actor in Cast.WORDS:
        allowed = expected_forms(state, row, cast.words_of(actor))
        if row["submit"] & cast.words_of(actor):
            allowed |= {"submit"}
        if cast.words_of(actor) & {"board"}:
            allowed |= {"mark_duplicate"}
        if row["decide"] & cast.words_of(actor):
            allowed |= {"approve"}
        client = signed_in(getattr(cast, actor))
        for name in set(ALL_ACTIONS) - allowed:
            data = {
                "position": positions.reading_position(page),
                "date": "2030-01-01",
                "time": "08:00",
                **EXTRA.get(name, {}),
            }
            client.post(reverse(f"submissions:{name}", args=[page.pk]), data)
        now = attempts.publication(page), attempts.chain_record(page), attempts.wording(page)
        assert now == before, actor


def test_anonymous_is_led_to_the_log_in_and_back(cast):
    page = make_piece("at_leader", cast)
    address = reverse("submissions:piece", args=[page.pk])
    response = Client().get(address)
    assert response.status_code == 302
    assert response.url == f"{reverse('wagtailadmin_login')}?next={address}"


@pytest.mark.parametrize("name", ALL_ACTIONS)
def test_get_decides_nothing(name, cast):
    page = make_piece("at_leader", cast)
    before = attempts.publication(page), attempts.chain_record(page)
    response = signed_in(cast.leader).get(reverse(f"submissions:{name}", args=[page.pk]))
    assert response.status_code == 302
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_a_form_without_its_token_is_refused(cast):
    page = make_piece("at_leader", cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.leader)
    data = {"position": positions.reading_position(page)}
    answer = client.post(reverse("submissions:approve", args=[page.pk]), data, follow=True)
    assert "nên chưa gửi được gì" in answer.content.decode()
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_board_is_not_shown_what_no_leader_approved(cast):
    for state in ("published_unit_draft", "published_at_leader", "taken_down_unit_draft"):
        page = make_piece(state, cast)
        for user in (cast.editor, cast.desk):
            html = soup_of(page_of(user, page)).select_one(".tb-piece__text").text
            assert "lãnh đạo chưa xem" not in html and NEW_TITLE not in html
            assert "Hơn 100 đoàn viên" in html
        assert NEW_TITLE in page_of(cast.contributor, page).content.decode()


@pytest.mark.parametrize("state", ["published_unit_draft", "published_at_leader"])
def test_who_reads_the_public_version_is_told_of_the_newer_one(state, cast):
    page = make_piece(state, cast)
    sentence = "Đơn vị có bản sửa mới chưa được lãnh đạo duyệt."
    for user in (cast.editor, cast.desk):
        assert sentence in page_of(user, page).content.decode()
    assert sentence not in page_of(cast.contributor, page).content.decode()
    assert sentence not in page_of(cast.desk, make_piece("published", cast)).content.decode()


def test_board_reads_what_it_sent_back_until_the_leader_approves_anew(cast):
    page = make_piece("returned_by_board", cast)
    version = page.get_latest_revision_as_object()
    version.body = [("text", RichText("<p>Đang viết lại, chưa xong.</p>"))]
    version.save_revision(user=cast.contributor)
    assert "Đang viết lại" not in page_of(cast.editor, page).content.decode()
    assert "ra quân dọn vệ sinh" in page_of(cast.editor, page).content.decode()
    approve_as(submit(page, cast.contributor), cast.leader)
    assert "Đang viết lại" in page_of(cast.editor, page).content.decode()


def test_comparison_leads_to_what_the_leader_approved(cast):
    page = make_piece("at_board", cast)
    assert "compare" not in page_of(cast.editor, page).content.decode()
    version = page.get_latest_revision_as_object()
    version.title = "Tiêu đề do Ban Biên tập sửa"
    newest = version.save_revision(user=cast.editor)
    approved = (
        ClearanceState.objects.filter(workflow_state__object_id=str(page.pk))
        .exclude(digest="")
        .get()
        .decided_revision_id
    )
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, approved, newest.pk])
    assert address in page_of(cast.editor, page).content.decode()
    comparison = signed_in(cast.editor).get(address)
    assert comparison.status_code == 200
    soup = soup_of(comparison)
    assert "Ban Biên tập sửa" in soup.text
    legend = {mark["class"][0]: mark.text for mark in soup.select(".tb-legend span")}
    assert legend == {"addition": "nền xanh, gạch chân", "deletion": "nền đỏ, gạch ngang"}


@pytest.mark.parametrize("state", ["returned_by_leader", "returned_by_board"])
def test_what_was_sent_back_is_the_writers_to_submit_first(state, cast):
    page = make_piece(state, cast)
    for user, is_main in ((cast.leader, False), (cast.contributor, True)):
        soup = soup_of(page_of(user, page))
        button = soup.select_one(f"form[action='{reverse('submissions:submit', args=[page.pk])}'] button")
        assert ("tb-main" in button["class"]) == is_main
        assert bool(soup.select(".tb-actions .tb-main")) == is_main


def test_who_approved_as_leader_is_told_that_another_publishes(cast):
    page = make_piece("at_board", cast)
    html = page_of(cast.leader_editor, page).content.decode()
    assert "thành viên khác của Ban Biên tập" in html


def test_num_queries(django_assert_max_num_queries, cast):
    page, _neighbour = make_piece("at_board", cast), make_piece("at_board", cast)
    for round_ in range(2):
        send_back_as(page, cast.editor, f"Lần {round_}")
        submit(page, cast.contributor)
    client = signed_in(cast.editor)
    address = reverse("submissions:piece", args=[page.pk])
    client.get(address)
    with django_assert_max_num_queries(100) as few:
        client.get(address)
    limit = len(few)
    for round_ in range(2):
        send_back_as(page, cast.editor, f"Lần thêm {round_}")
        submit(page, cast.contributor)
    for number in range(2):
        other = factories.news(cast.unit, owner=cast.contributor, title=f"Tin gần giờ {number}")
        approve_as(submit(other, cast.contributor), cast.leader)
    client.get(address)
    with django_assert_max_num_queries(limit):
        assert client.get(address).status_code == 200


ABOUT_ONE = [pattern.name for pattern in urlpatterns if "<int:pk>" in str(pattern.pattern)]


@pytest.mark.usefixtures("plain_not_found")
@pytest.mark.parametrize("actor", ["contributor", "leader", "editor"])
def test_a_number_that_no_database_knows_is_not_found(cast, actor):
    client = signed_in(getattr(cast, actor))
    for name in [*(f"submissions:{name}" for name in ABOUT_ONE), "papers:attach", "papers:paper", "letters:letter"]:
        address = reverse(name, args=[10**25])
        assert {client.get(address).status_code, client.post(address).status_code} <= {302, 404}, name
