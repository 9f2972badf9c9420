"""The page of one piece: who sees it, what it offers, and what its forms decide."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from submissions import decisions, saving, timing
from submissions.chain import ChainRefusal
from submissions.models import ClearanceState, NewsPage
from submissions.stages import Stage, stage_of
from tests import factories
from tests.submissions import attempts
from tests.submissions.states import BUILDERS, NEW_TITLE, Cast, make_piece, rights_table
from tests.workflow import again, approve_as, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db

REASON = "Nêu rõ số người tham gia."
# Form on the page → the action of docs/rights.md that allows it.
FORMS = {
    "submit": "submit",
    "approve": "decide",
    "send_back": "decide",
    "withdraw": "withdraw",
    "take_down": "take_down",
    "unschedule": "unschedule",
    "set_aside": "set_aside",
    "delete": "delete",
}
# A published piece without a newer version offers no submitting and no publishing: there is nothing to send.
NOTHING_NEW = {"published": {"submit", "publish"}}
EXTRA = {"send_back": {"reason": REASON}, "take_down": {"reason": REASON}, "set_aside": {"reason": REASON}}


def signed_in(user):
    client = Client()
    if not user.is_anonymous:
        client.force_login(user)
    return client


def page_of(user, page):
    return signed_in(user).get(reverse("submissions:piece", args=[page.pk]))


def offered(response):
    """The names of the forms on the page, and "edit" when there is a way into the editor."""
    soup = BeautifulSoup(response.content, "html.parser")
    names = {form["action"].rstrip("/").rsplit("/", 1)[-1] for form in soup.select(".tb-actions form")}
    words = {reverse(f"submissions:{name}", args=[1]).rstrip("/").rsplit("/", 1)[-1]: name for name in ALL_ACTIONS}
    found = {words[name] for name in names}
    if soup.select_one('.tb-actions a[href$="/edit/"]'):
        found.add("edit")
    return found


ALL_ACTIONS = [*FORMS, "publish", "schedule", "mark_duplicate"]


def act(user, page, name, **data):
    data = {"position": saving.chain_position(fresh(page)), **EXTRA.get(name, {}), **data}
    return signed_in(again(user)).post(reverse(f"submissions:{name}", args=[page.pk]), data, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def expected_forms(state, row, words):
    """What the rights table lets the holder of `words` do in `state`, as names of forms."""
    at_board = state.endswith("at_board")
    names = {name for name, action in FORMS.items() if row[action] & words}
    if at_board:
        names.discard("approve")
    if row["publish"] & words or (at_board and row["decide"] & words):
        names |= {"publish", "schedule"}
    if NOTHING_NEW.get(state):
        names -= {"submit", "publish", "schedule"}
    if row["edit"] & words:
        names.add("edit")
    return names


@pytest.mark.parametrize("state", BUILDERS)
def test_everybody_is_offered_what_the_rights_table_allows(state):
    cast = Cast()
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


@pytest.mark.parametrize("state", BUILDERS)
def test_a_form_that_is_not_offered_changes_nothing(state):
    cast = Cast()
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
                "position": saving.chain_position(page),
                "date": "2030-01-01",
                "time": "08:00",
                **EXTRA.get(name, {}),
            }
            client.post(reverse(f"submissions:{name}", args=[page.pk]), data)
        now = attempts.publication(page), attempts.chain_record(page), attempts.wording(page)
        assert now == before, actor


def test_anonymous_is_led_to_the_log_in_and_back():
    cast = Cast()
    page = make_piece("at_leader", cast)
    address = reverse("submissions:piece", args=[page.pk])
    response = Client().get(address)
    assert response.status_code == 302
    assert response.url == f"{reverse('wagtailadmin_login')}?next={address}"


@pytest.mark.parametrize("name", ALL_ACTIONS)
def test_get_decides_nothing(name):
    cast = Cast()
    page = make_piece("at_leader", cast)
    before = attempts.publication(page), attempts.chain_record(page)
    response = signed_in(cast.leader).get(reverse(f"submissions:{name}", args=[page.pk]))
    assert response.status_code == 302
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_a_form_without_its_token_is_refused():
    cast = Cast()
    page = make_piece("at_leader", cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.leader)
    data = {"position": saving.chain_position(page)}
    assert client.post(reverse("submissions:approve", args=[page.pk]), data).status_code == 403
    assert stage_of(fresh(page)) == Stage.AT_LEADER


def test_the_whole_way_on_the_pieces_own_page():
    cast = Cast()
    page = make_piece("draft", cast)
    assert "trình" in told(act(cast.contributor, page, "submit")).lower()
    assert stage_of(fresh(page)) == Stage.AT_LEADER
    act(cast.leader, page, "approve")
    assert stage_of(fresh(page)) == Stage.AT_BOARD
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED
    act(cast.editor, page, "take_down")
    assert stage_of(fresh(page)) == Stage.TAKEN_DOWN
    assert REASON in page_of(again(cast.contributor), page).content.decode()


def test_second_tap_says_who_decided_and_changes_nothing():
    cast = Cast()
    page = make_piece("at_leader", cast)
    position = saving.chain_position(page)
    act(cast.leader, page, "approve", position=position)
    before = attempts.publication(page), attempts.chain_record(page)
    for user in (cast.leader, cast.leader_contributor):
        for name in ("approve", "send_back"):
            assert str(cast.leader) in told(act(user, page, name, position=position))
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_second_tap_on_publishing_publishes_once():
    cast = Cast()
    page = make_piece("at_board", cast)
    position = saving.chain_position(page)
    act(cast.editor, page, "publish", position=position)
    before = attempts.publication(page), attempts.chain_record(page), attempts.wording(page)
    for name, data in (("publish", {}), ("schedule", {"date": "2031-01-01", "time": "08:00"})):
        assert str(cast.editor) in told(act(cast.editor, page, name, position=position, **data))
    assert (attempts.publication(page), attempts.chain_record(page), attempts.wording(page)) == before


@pytest.mark.parametrize(("state", "name"), [("at_leader", "send_back"), ("published", "take_down")])
def test_a_reason_is_obligatory(state, name):
    cast = Cast()
    page = make_piece(state, cast)
    user = cast.leader if state == "at_leader" else cast.editor
    before = attempts.publication(page), attempts.chain_record(page)
    assert "lý do" in told(act(user, page, name, reason="  \n "))
    assert (attempts.publication(page), attempts.chain_record(page)) == before


def test_incomplete_piece_is_not_submitted_and_opens_in_the_editor():
    cast = Cast()
    page = make_piece("draft", cast)
    version = page.get_latest_revision_as_object()
    version.lead, version.origin, version.body = "", "reprinted", []
    version.save_revision(user=cast.contributor, clean=False)
    response = act(cast.contributor, page, "submit")
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    for words in ("Tóm tắt", "nguồn", "nội dung"):
        assert words in told(response)
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_photo_without_caption_is_not_submitted():
    cast = Cast()
    page = make_piece("draft", cast)
    version = page.get_latest_revision_as_object()
    version.body = [("photo", {"image": cast.photo, "caption": "", "credit": "", "alt": ""})]
    version.save_revision(user=cast.contributor)
    assert "chú thích" in told(act(cast.contributor, page, "submit"))
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_unit_without_leader_is_told_what_to_do():
    unit = factories.UnitFactory()
    contributor = factories.contributor_of(unit)
    page = factories.news(unit, owner=contributor)
    assert "chưa có lãnh đạo" in told(act(contributor, page, "submit"))
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_set_time_is_the_boards_and_lies_in_the_future():
    cast = Cast()
    page = make_piece("at_board", cast)
    yesterday = timezone.localtime() - datetime.timedelta(days=1)
    for date, time in ((yesterday.strftime("%Y-%m-%d"), "08:00"), ("", ""), ("2031-02-30", "08:00"), ("x", "y")):
        act(cast.editor, page, "schedule", date=date, time=time)
        assert stage_of(fresh(page)) == Stage.AT_BOARD, (date, time)
    act(cast.editor, page, "schedule", date="2031-01-02", time="07:30")
    page = fresh(page)
    assert stage_of(page) == Stage.SCHEDULED
    planned = timezone.localtime(page.scheduled_revision.approved_go_live_at)
    assert planned.strftime("%d/%m/%Y %H:%M") == "02/01/2031 07:30"
    assert "07:30, 02/01/2031" in page_of(again(cast.contributor), page).content.decode()


def test_publishing_at_once_forgets_a_time_set_in_the_editor():
    cast = Cast()
    page = make_piece("at_board", cast)
    version = page.get_latest_revision_as_object()
    version.go_live_at = timezone.now() + datetime.timedelta(days=3)
    version.save_revision(user=cast.editor)
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED


def test_stopped_time_can_be_set_again_or_published():
    cast = Cast()
    page = make_piece("scheduled", cast)
    act(cast.editor, page, "unschedule")
    assert stage_of(fresh(page)) == Stage.CLEARED
    act(cast.editor, page, "schedule", date="2031-01-02", time="07:30")
    assert stage_of(fresh(page)) == Stage.SCHEDULED
    assert fresh(page).scheduled_revision.approved_go_live_at.year == 2031
    act(cast.editor, page, "unschedule")
    act(cast.editor, page, "publish")
    assert stage_of(fresh(page)) == Stage.PUBLISHED


def test_refused_time_leaves_no_version_behind():
    cast = Cast()
    page = make_piece("at_board", cast)
    at = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(ChainRefusal):
        timing.publish(pk=page.pk, user=again(cast.leader_editor), position=saving.chain_position(page), at=at)
    assert fresh(page).get_latest_revision_as_object().go_live_at is None
    assert fresh(page).revisions.count() == page.revisions.count()


def test_draft_is_deleted_only_before_it_was_ever_submitted():
    cast = Cast()
    page = make_piece("draft", cast)
    act(cast.contributor, page, "delete")
    assert not NewsPage.objects.filter(pk=page.pk).exists()
    page = make_piece("draft", cast)
    submit(page, cast.contributor)
    act(cast.contributor, page, "withdraw")
    act(cast.contributor, page, "delete")
    assert stage_of(fresh(page)) == Stage.DRAFT


def test_duplicate_is_chosen_typed_and_cleared():
    cast = Cast()
    page, other = make_piece("published", cast), make_piece("published", cast)
    act(cast.editor, page, "mark_duplicate", of=str(other.pk))
    assert fresh(page).duplicate_of == other
    assert other.title in page_of(again(cast.contributor), page).content.decode()
    act(cast.editor, page, "mark_duplicate", of="")
    assert fresh(page).duplicate_of is None
    for address in (f"https://phanthiet.example{other.url_path}", f"/admin/tin-bai/{other.pk}/"):
        act(cast.editor, page, "mark_duplicate", address=address)
        assert fresh(page).duplicate_of == other
        act(cast.editor, page, "mark_duplicate", of="")
    for address in ("/khong-co/", f"/admin/tin-bai/{page.pk}/"):
        act(cast.editor, page, "mark_duplicate", address=address)
        assert fresh(page).duplicate_of is None


def test_board_is_not_shown_what_no_leader_approved():
    cast = Cast()
    for state in ("published_unit_draft", "published_at_leader", "taken_down_unit_draft"):
        page = make_piece(state, cast)
        for user in (cast.editor, cast.desk):
            html = BeautifulSoup(page_of(user, page).content, "html.parser").select_one(".tb-piece__text").text
            assert "lãnh đạo chưa xem" not in html and NEW_TITLE not in html
            assert "Hơn 100 đoàn viên" in html
        assert NEW_TITLE in page_of(cast.contributor, page).content.decode()


def test_board_reads_what_it_sent_back_until_the_leader_approves_anew():
    cast = Cast()
    page = make_piece("returned_by_board", cast)
    version = page.get_latest_revision_as_object()
    version.body = [("text", RichText("<p>Đang viết lại, chưa xong.</p>"))]
    version.save_revision(user=cast.contributor)
    assert "Đang viết lại" not in page_of(cast.editor, page).content.decode()
    assert "ra quân dọn vệ sinh" in page_of(cast.editor, page).content.decode()
    approve_as(submit(page, cast.contributor), cast.leader)
    assert "Đang viết lại" in page_of(cast.editor, page).content.decode()


def test_comparison_leads_to_what_the_leader_approved():
    cast = Cast()
    page = make_piece("at_board", cast)
    assert "compare" not in page_of(cast.editor, page).content.decode()
    version = page.get_latest_revision_as_object()
    version.title = "Tiêu đề do Ban Biên tập sửa"
    newest = version.save_revision(user=cast.editor)
    approved = ClearanceState.objects.exclude(digest="").get().decided_revision_id
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, approved, newest.pk])
    assert address in page_of(cast.editor, page).content.decode()
    comparison = signed_in(cast.editor).get(address)
    assert comparison.status_code == 200
    assert "Ban Biên tập sửa" in BeautifulSoup(comparison.content, "html.parser").text


def test_who_approved_as_leader_is_told_that_another_publishes():
    cast = Cast()
    page = make_piece("at_board", cast)
    html = page_of(cast.leader_editor, page).content.decode()
    assert "thành viên khác của Ban Biên tập" in html


def test_num_queries(django_assert_max_num_queries):
    cast = Cast()
    page = make_piece("at_board", cast)
    for round_ in range(3):
        send_back_as(page, cast.editor, f"Lần {round_}")
        submit(page, cast.contributor)
    client = signed_in(cast.editor)
    address = reverse("submissions:piece", args=[page.pk])
    client.get(address)
    with django_assert_max_num_queries(100) as few:
        client.get(address)
    limit = len(few)
    for round_ in range(6):
        send_back_as(page, cast.editor, f"Lần thêm {round_}")
        submit(page, cast.contributor)
    for number in range(5):
        other = factories.news(cast.unit, owner=cast.contributor, title=f"Tin gần giờ {number}")
        approve_as(submit(other, cast.contributor), cast.leader)
    client.get(address)
    with django_assert_max_num_queries(limit):
        assert client.get(address).status_code == 200


def test_marking_needs_a_choice():
    cast = Cast()
    page = make_piece("published", cast)
    before = fresh(page).duplicate_of_id
    assert "chọn" in told(act(cast.editor, page, "mark_duplicate"))
    assert fresh(page).duplicate_of_id == before
    with pytest.raises(ChainRefusal):
        decisions.mark_duplicate(pk=page.pk, user=again(cast.contributor), of=None)
