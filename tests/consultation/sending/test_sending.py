"""A citizen's way: the form, its code, what comes too late, and nothing lost on the way."""

import datetime
import logging

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from post_office.models import Email

from consultation.handling import replying
from consultation.models import Comment, CommentWords, ConsultationsPage
from feedback.models import FeedbackRules
from tests.consultation.stories import DAY, REPLY, SENDER, WRITTEN, People, do
from tests.plugins.told import told
from tests.soup import soup_of
from vietnamese.dates import start_of_day

pytestmark = pytest.mark.django_db
TRACK = "/gop-y/tra-cuu/"
LAST_DAY = datetime.date(2026, 12, 15)
MIDNIGHT = start_of_day(LAST_DAY + DAY)
SECOND = datetime.timedelta(seconds=1)


@told
def people():
    return People()


def form_of(page):
    return f"/gop-y/{page.pk}/"


def opened(client, page):
    """The hidden fields of the form, as a browser sends them, ten seconds ago."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10)):
        soup = soup_of(client.get(form_of(page)))
    return {field["name"]: field.get("value", "") for field in soup.select("main input[type=hidden]")}


def filled(client, page, **words):
    return {**opened(client, page), **WRITTEN, "consent": "on", **words}


def code_in(response):
    return soup_of(response).select_one(".ask__code").get_text(strip=True)


def said(response):
    return " ".join(soup_of(response).main.get_text(" ", strip=True).split())


def test_an_opinion_arrives_once_with_a_code(people, client):
    form = filled(client, people.page, may_show="on")
    first, again = client.post(form_of(people.page), form), client.post(form_of(people.page), form)
    assert code_in(first) == code_in(again)
    assert "no-store" in first["Cache-Control"]
    assert "bản tổng hợp" in said(first)
    comment = Comment.objects.get()
    assert (comment.state, comment.may_show, comment.consultation_id) == ("new", True, people.page.pk)
    assert {name: getattr(comment.words, name) for name in SENDER} == SENDER
    assert not Email.objects.exists()


def test_no_word_of_it_lies_readable_in_the_database(people, client):
    client.post(form_of(people.page), filled(client, people.page))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {CommentWords._meta.db_table}")
        stored = repr(cursor.fetchall())
    assert "gAAAAA" in stored
    for word in WRITTEN.values():
        assert word not in stored


def test_nobody_need_say_who_it_is(people, client):
    response = client.post(form_of(people.page), filled(client, people.page, **dict.fromkeys(SENDER, ""), part=""))
    assert code_in(response)


@pytest.mark.parametrize(("late", "is_taken"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)])
def test_the_moment_of_arrival_decides(people, client, late, is_taken):
    """The form was opened in time; what comes after midnight is shown again whole, with where else to write."""
    with time_machine.travel(MIDNIGHT - 60 * SECOND, tick=False):
        page = people.public(closes_on=LAST_DAY)
        form = filled(client, page)
    with time_machine.travel(MIDNIGHT + late, tick=False):
        response = client.post(form_of(page), form)
    assert Comment.objects.exists() == is_taken
    assert response.status_code == 200
    if is_taken:
        assert code_in(response)
        return
    soup = soup_of(response)
    assert "đã kết thúc" in said(response) and "15/12/2026" in said(response)
    assert page.postal_address in said(response) and page.email in said(response)
    assert soup.select_one("main [name=text]").get_text().strip() == WRITTEN["text"]
    assert soup.select_one("main [name=telephone]")["value"] == WRITTEN["telephone"]
    assert not soup.select("main button")


def test_two_at_midnight_of_which_one_is_in_time(people, client, monkeypatch):
    """However long the work takes: what arrived before the end is taken, what arrived after is not."""
    with time_machine.travel(MIDNIGHT - 60 * SECOND, tick=False):
        page = people.public(closes_on=LAST_DAY)
        forms = [filled(client, page), filled(client, page, text="Ý kiến thứ hai")]
    with time_machine.travel(MIDNIGHT - SECOND, tick=False) as clock:
        # While the first one is worked on, the day ends.
        from consultation.sending import views

        slow = views.CommentForm.is_valid
        monkeypatch.setattr(
            views.CommentForm, "is_valid", lambda form: clock.move_to(MIDNIGHT, tick=False) or slow(form)
        )
        answers = [client.post(form_of(page), form) for form in forms]
    comment = Comment.objects.get()
    assert comment.words.text == WRITTEN["text"] and comment.received_at == MIDNIGHT - SECOND
    assert "đã kết thúc" in said(answers[1])


def test_before_the_first_day_nothing_is_taken(people, client):
    page = people.public(opens_on=timezone.localdate() + DAY, closes_on=timezone.localdate() + 2 * DAY)
    response = client.get(form_of(page))
    assert "Nhận ý kiến từ ngày" in said(response)
    client.post(form_of(page), {**WRITTEN, "consent": "on"})
    assert not Comment.objects.exists()


def test_what_is_refused_is_shown_again_whole(people, client):
    response = client.post(form_of(people.page), filled(client, people.page, consent="", telephone="gọi tôi"))
    soup = soup_of(response)
    assert not Comment.objects.exists()
    assert soup.select_one("[name=text]").get_text().strip() == WRITTEN["text"]
    assert soup.select_one("[name=telephone]")["value"] == "gọi tôi"
    assert soup.select_one("#id_consent_error")


def test_the_shield_of_questions_stands_before_it(people, client):
    FeedbackRules.objects.update_or_create(
        pk=FeedbackRules.load().pk,
        defaults={"city_question": "Tháp nước ở đâu?", "city_answer": "Phan Thiết", "per_day": 2},
    )
    good = filled(client, people.page, city="phan thiet")
    for bad in ({"website": "http://x.example"}, {"stamp": "x"}, {"city": "New York"}):
        client.post(form_of(people.page), good | bad)
    with time_machine.travel(timezone.now()):
        client.post(form_of(people.page), {**good, **fresh(client, people.page)})
    assert not Comment.objects.exists()
    codes = [code_in(client.post(form_of(people.page), good | {"text": text})) for text in ("Một", "Hai")]
    assert len(set(codes)) == 2
    response = client.post(form_of(people.page), good | {"text": "Ba"})
    assert response.status_code == 429 and Comment.objects.count() == 2
    assert soup_of(response).select_one("[name=text]").get_text().strip() == "Ba"


def fresh(client, page):
    """The stamp of a form that was opened this moment."""
    soup = soup_of(client.get(form_of(page)))
    return {"stamp": soup.select_one("[name=stamp]")["value"]}


def test_the_form_is_kept_by_nobody(people, client):
    response = client.get(form_of(people.page))
    assert "no-store" in response["Cache-Control"]
    assert "script" not in {tag.name for tag in soup_of(response).main.find_all(True)}


def test_the_code_shows_what_became_of_it(people, client):
    comment = people.new(may_show=False)
    assert "chưa xử lý" in said(client.post(TRACK, {"code": comment.code}))
    do(replying.prepare, comment, people.desk, **REPLY)
    waiting = client.post(TRACK, {"code": comment.code.lower().replace("-", " ")})
    assert REPLY["reason"] not in said(waiting)
    do(replying.give, comment, people.editor)
    assert REPLY["reason"] in said(client.post(TRACK, {"code": comment.code}))
    assert "Không có ý kiến" in said(client.post(TRACK, {"code": "AAAA-AAAA-AAAA"}))


def test_who_looks_something_up_finds_the_way_to_the_drafts(people, client):
    assert soup_of(client.get(TRACK)).select(f'main a[href="{ConsultationsPage.objects.get().url}"]')


def test_wrong_codes_are_counted(people, client):
    for _number in range(20):
        client.post(TRACK, {"code": "AAAA-AAAA-AAAA"})
    assert client.post(TRACK, {"code": people.new().code}).status_code == 429


def test_no_word_of_a_sender_stands_in_logs(people, client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post(form_of(people.page), filled(client, people.page))
        do(replying.prepare, Comment.objects.get(), people.desk, **REPLY)
    logged = "".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    for word in WRITTEN.values():
        assert word not in logged


@pytest.mark.parametrize("rest", ["", "han-gop-y.ics"])
def test_a_number_that_no_database_has_is_no_page(client, rest):
    assert client.get(f"/gop-y/{'9' * 40}/{rest}").status_code == 404
