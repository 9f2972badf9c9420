"""The screens of opinions: who opens them, what is refused, what a look leaves, the files, what a list costs."""

import io

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from wagtail.models import ModelLogEntry, PageLogEntry

from consultation.desk.acts import ACTS
from consultation.handling import replying
from consultation.models import Comment, Reply
from tests.consultation.stories import REPLY, SENDER, STATES, WRITTEN, People, do, now
from tests.plugins.told import told
from tests.soup import soup_of, words_of
from tests.submissions.registers import is_refused

pytestmark = pytest.mark.django_db
INDEX = "/admin/lay-y-kien/"
WHERE = {"tra-loi": "new", "cong-khai": "drafted", "rut": "answered", "rac": "new"} | {
    "xac-nhan-rac": "suspect",
    "mo-lai": "spam",
}


@told
def town():
    people = People()
    return people, {state: getattr(people, state)() for state in STATES}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def of(comment, view="comment"):
    return reverse(f"consultation:{view}", args=[comment.pk])


def post(user, comment, act, **words):
    """What a browser of `user` posts, whatever the screen would have offered."""
    given = {f"{act}-{name}": value for name, value in words.items()} | {"position": now(comment).position}
    return browser(user).post(reverse("consultation:act", args=[comment.pk, act]), given)


def test_who_is_in_no_cell_opens_and_changes_nothing(town):
    people, comments = town
    before = [list(model.objects.order_by("pk").values()) for model in (Comment, Reply)]
    assert WHERE.keys() == ACTS.keys()
    page = people.page.pk
    addresses = [INDEX, of(comments["new"]), of(comments["new"], "sender")]
    addresses += [reverse(f"consultation:{name}", args=[page]) for name in ("comments", "read_many")]
    files = [reverse(f"consultation:{name}", args=[page]) for name in ("xlsx", "csv")]
    for user in (people.contributor, people.leader, people.official, people.administrator):
        assert all(is_refused(browser(user).get(address)) for address in addresses), user
        assert all(is_refused(browser(user).post(address)) for address in files), user
    give_many = reverse("consultation:give_many", args=[page])
    many = {"chon": comments["drafted"].pk, f"position-{comments['drafted'].pk}": comments["drafted"].position}
    for user in (people.contributor, people.official, people.administrator, people.superuser):
        for act, state in WHERE.items():
            assert is_refused(post(user, comments[state], act, **REPLY)), (user, act)
        browser(user).post(give_many, many)
    assert [list(model.objects.order_by("pk").values()) for model in (Comment, Reply)] == before


def test_the_list_of_drafts_says_all_that_waits_for_somebody(town):
    people, _comments = town
    row = words_of(soup_of(browser(people.editor).get(INDEX)).select_one(".tb-row"))
    for waits in ("1 chưa xử lý", "1 chờ người thứ hai duyệt", "1 bị báo là thư rác, chờ xác nhận"):
        assert waits in row


def test_the_way_to_several_replies_is_shown_to_who_may_read_one(town):
    people, comments = town
    reading = reverse("consultation:read_many", args=[people.page.pk])
    writer = comments["drafted"].reply.prepared_by
    for user in (people.desk, people.editor):
        soup = soup_of(browser(user).get(reverse("consultation:comments", args=[people.page.pk])))
        assert bool(soup.select(f'a[href="{reading}"]')) is (user != writer)


def test_an_opinion_goes_through_by_its_screens(town):
    people, _comments = town
    comment, shown = people.new(), "Giữ lại hàng dừa."
    offered = browser(people.desk).get(of(comment)).content.decode()
    assert WRITTEN["text"] in offered and SENDER["telephone"] not in offered
    assert post(people.desk, comment, "tra-loi", **REPLY | {"text": shown}).url == of(comment)
    assert "cần một người khác" in browser(people.desk).get(of(comment)).content.decode()
    assert is_refused(post(people.desk, comment, "cong-khai"))
    post(people.editor, comment, "cong-khai")
    assert now(comment).state == "answered"
    assert shown in Client().get(people.page.url).content.decode()
    post(people.desk, comment, "rut")
    assert shown not in Client().get(people.page.url).content.decode()


def test_a_form_without_its_words_is_shown_again(town):
    people, comments = town
    response = post(people.desk, comments["new"], "tra-loi", decision="", reason="Vì vậy", text="")
    soup = soup_of(response)
    assert soup.select_one("#id_tra-loi-decision_error") and "Vì vậy" in soup.text
    assert now(comments["new"]).state == "new"


def test_who_does_not_want_to_be_shown_is_not_even_offered(town):
    people, _comments = town
    comment = people.new(may_show=False)
    assert "tra-loi-text" not in browser(people.desk).get(of(comment)).content.decode()
    post(people.desk, comment, "tra-loi", **REPLY)
    assert Reply.objects.get(comment=comment).text == ""


def test_several_are_read_and_given_out_at_once(town):
    people, comments = town
    other, own = people.drafted(), people.new()
    do(replying.prepare, own, people.editor, **REPLY)
    client = browser(people.editor)
    soup = soup_of(client.get(reverse("consultation:read_many", args=[people.page.pk])))
    form = soup.select_one("form[action$='cong-khai/']")
    given = {field["name"]: field["value"] for field in form.select("input[name^=position-]")}
    keys = [field["value"] for field in form.select("input[name=chon]")]
    assert {int(key) for key in keys} == {comments["drafted"].pk, other.pk}
    assert form.get_text().count(REPLY["reason"]) == form.get_text().count(WRITTEN["text"]) == 2
    client.post(form["action"], {**given, "chon": keys})
    assert {now(comments["drafted"]).state, now(other).state, now(own).state} == {"answered", "drafted"}
    assert now(other).state == "answered"
    again = client.post(form["action"], {**given, "chon": keys}, follow=True).content.decode()
    assert "đã có người xử lý" in again


def test_superusers_are_offered_nothing_to_give_out(town):
    people, _comments = town
    page = browser(people.superuser).get(reverse("consultation:read_many", args=[people.page.pk]))
    assert not soup_of(page).select("form[action$='cong-khai/']")


def test_the_desk_is_not_led_to_what_the_board_alone_opens(town):
    people, _comments = town
    for user, count in ((people.desk, 0), (people.editor, 1)):
        client = browser(user)
        shown = [client.get(address) for address in (INDEX, reverse("consultation:comments", args=[people.page.pk]))]
        for page in shown:
            assert len(soup_of(page).select("main a[href^='/admin/van-ban/']")) == count


def test_opinions_of_another_consultation_are_not_given_out_with_these(town):
    people, comments = town
    other = people.public(title="Dự thảo khác")
    key = comments["drafted"].pk
    address = reverse("consultation:give_many", args=[other.pk])
    browser(people.editor).post(address, {"chon": key, f"position-{key}": now(comments["drafted"]).position})
    assert now(comments["drafted"]).state == "drafted"


def test_who_wrote_it_is_shown_to_the_desk_alone_and_each_look_is_noted(town):
    people, comments = town
    where = of(comments["new"], "sender")
    for user in (people.editor, people.superuser):
        assert browser(user).get(where).status_code == 404
    assert not ModelLogEntry.objects.filter(action="feedback.personal_read").exists()
    shown = browser(people.desk).get(where)
    assert SENDER["telephone"] in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    noted = ModelLogEntry.objects.get(action="feedback.personal_read")
    assert (noted.user, noted.label) == (people.desk, f"Ý kiến số {comments['new'].pk}")
    listed = browser(people.administrator).get(reverse("feedback:reading_log")).content.decode()
    assert noted.label in listed and SENDER["name"] not in listed


def test_no_other_screen_or_file_shows_who_wrote_it(town):
    people, comments = town
    csv = reverse("consultation:csv", args=[people.page.pk])
    lists = [INDEX, reverse("consultation:comments", args=[people.page.pk])]
    lists += [reverse("consultation:comments", args=[people.page.pk]) + "?xem=tat-ca"]
    for user in (people.desk, people.editor, people.superuser):
        client = browser(user)
        pages = [client.post(csv), *(client.get(address) for address in (*lists, *map(of, comments.values())))]
        shown = "".join(page.content.decode() for page in pages)
        for name in ("name", "telephone", "email"):
            assert SENDER[name] not in shown.replace(WRITTEN["text"], "").replace(WRITTEN["text"][:30], "")
    assert SENDER["telephone"] not in browser(people.desk).get("/admin/").content.decode()


def test_the_files_hold_all_opinions_and_text_that_is_no_formula(town):
    people, _comments = town
    evil = people.new(text="=HYPERLINK(1)", organisation="+84")
    client = browser(people.editor)
    csv = client.post(reverse("consultation:csv", args=[people.page.pk])).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in csv and "'+84" in csv and REPLY["reason"] in csv
    book = client.post(reverse("consultation:xlsx", args=[people.page.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert ["TT", "Nhận lúc", "Cơ quan, tổ chức"] in [row[:3] for row in rows]
    texts = [row[4] for row in rows if len(row) > 4]
    assert texts.count(WRITTEN["text"]) == 4 and evil.words.text in texts
    taken = PageLogEntry.objects.filter(action="consultation.taken_away", page=people.page.pk)
    assert taken.count() == 2
    assert client.get(reverse("consultation:csv", args=[people.page.pk])).status_code == 405


def test_the_first_page_says_how_many_wait(town):
    people, _comments = town
    panel = soup_of(browser(people.desk).get("/admin/")).select_one("section[aria-labelledby=tb-opinions]")
    assert [one.strong.get_text() for one in panel.select(".tb-count")] == ["1", "1", "1"]
    assert not soup_of(browser(people.official).get("/admin/")).select("section[aria-labelledby=tb-opinions]")


def test_counts_by_decision_and_state(town):
    people, _comments = town
    do(
        replying.give,
        do(replying.prepare, people.new(), people.desk, **REPLY | {"decision": "explained"}),
        people.editor,
    )
    soup = soup_of(browser(people.desk).get(reverse("consultation:comments", args=[people.page.pk])))
    where = " ".join(soup.select_one(".tb-where").get_text(" ", strip=True).split())
    assert "Tiếp thu: 1" in where and "Không tiếp thu: 0" in where and "Giải trình: 1" in where
    assert [badge.get_text() for badge in soup.select(".tb-tabs .tb-badge")] == ["1", "1", "2", "2", "1", "1", "6"]


def test_as_many_queries_for_forty_as_for_four(town):
    people, _comments = town
    client = browser(people.editor)
    views = [INDEX, *(reverse(f"consultation:{name}", args=[people.page.pk]) for name in ("comments", "read_many"))]

    def cost():
        counts = []
        for address in views:
            with CaptureQueriesContext(connection) as counted:
                assert client.get(address).status_code == 200
            counts.append(len(counted))
        return counts

    people.drafted(), people.drafted()
    cost()
    few = cost()
    for number in range(30):
        people.drafted()
        people.public(title=f"Dự thảo {number}")
    assert cost() == few


def test_another_key_is_told_in_words(town, settings):
    people, comments = town
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    response = browser(people.desk).get(of(comments["new"]))
    assert response.status_code == 503 and "khóa" in response.content.decode()
