"""The screens of questions: who opens them, what is refused, what a look leaves, and what a list costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from feedback.desk.acts import ACTS
from feedback.handling import answering
from feedback.models import Asked, Opinion, PublicQuestion, Question
from tests.feedback.stories import ASKED, SENDER, STATES, People, ask, do, now
from tests.plugins.told import told
from tests.soup import soup_of
from tests.submissions.registers import is_refused

pytestmark = pytest.mark.django_db
REGISTER = "/admin/hoi-dap/"


@told
def town():
    people = People()
    return people, {state: getattr(people, state)() for state in STATES}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def address(question):
    return reverse("feedback:question", args=[question.pk])


def post(user, question, act, **words):
    """What a browser of `user` posts, whatever the screen would have offered."""
    given = {f"{act}-{name}": value for name, value in words.items()} | {"position": now(question).position}
    return browser(user).post(reverse("feedback:act", args=[question.pk, act]), given)


# In which state somebody may do each act.
WHERE = {
    "chuyen": "new",
    "tra-loi": "forwarded",
    "duyet": "drafted_by_unit",
    "gui": "approved",
    "tra-lai": "approved",
    "tra-ve": "forwarded",
    "tien-do": "forwarded",
    "khong-thuoc": "new",
    "rac": "new",
    "mo-lai": "spam",
    "soan-dang": "answered",
    "dang": "prepared",
    "go": "published",
}
WORDS = {"text": "Xin chào.", "reason": "Sai.", "title": "Đèn"}


def test_who_is_in_no_cell_changes_nothing_by_any_post(town):
    people, questions = town
    before = list(Question.objects.order_by("pk").values())
    assert WHERE.keys() == ACTS.keys()
    outsiders = (people.other_contributor, people.other_leader, people.official, people.administrator)
    for user in (*outsiders, people.superuser):
        for act, state in WHERE.items():
            response = post(user, questions[state], act, **WORDS, unit=people.unit.pk)
            assert is_refused(response) or response.status_code == 404, (user, act)
    assert list(Question.objects.order_by("pk").values()) == before


def test_the_screen_offers_what_may_be_done(town):
    people, questions = town
    offered = {}
    for actor in ("desk", "contributor", "leader", "editor"):
        for state in ("new", "forwarded", "drafted_by_unit", "approved"):
            response = browser(getattr(people, actor)).get(address(questions[state]))
            if response.status_code == 200:
                forms = soup_of(response).select("form[action^='/admin/hoi-dap/']")
                offered[actor, state] = {form["action"].rstrip("/").rpartition("/")[2] for form in forms}
    assert offered == {
        ("desk", "new"): {"chuyen", "tra-loi", "tien-do", "khong-thuoc", "rac"},
        ("desk", "forwarded"): {"chuyen", "tien-do", "khong-thuoc"},
        ("desk", "drafted_by_unit"): {"chuyen", "tien-do"},
        ("desk", "approved"): {"gui", "tra-lai", "tien-do"},
        ("contributor", "forwarded"): {"tra-loi", "tra-ve"},
        ("contributor", "drafted_by_unit"): {"tra-loi"},
        ("contributor", "approved"): set(),
        ("leader", "forwarded"): {"tra-loi", "tra-ve"},
        ("leader", "drafted_by_unit"): {"tra-loi", "duyet", "tra-lai"},
        ("leader", "approved"): set(),
        ("editor", "new"): set(),
        ("editor", "forwarded"): set(),
        ("editor", "drafted_by_unit"): set(),
        ("editor", "approved"): {"gui", "tra-lai"},
    }


def test_a_question_goes_through_by_its_screens(town):
    people, _questions = town
    question = ask()
    assert post(people.desk, question, "chuyen", unit=people.unit.pk).url == address(question)
    post(people.contributor, question, "tra-loi", text="Đã sửa.")
    assert is_refused(post(people.contributor, question, "duyet"))
    post(people.leader, question, "duyet")
    post(people.desk, question, "gui")
    post(people.desk, question, "soan-dang", title="Đèn", text="Đèn tắt.")
    assert is_refused(post(people.desk, question, "dang"))
    post(people.editor, question, "dang")
    assert PublicQuestion.objects.live().filter(question=question).get().answer == "Đã sửa."


def test_who_gave_back_a_question_is_led_to_the_register(town):
    people, _questions = town
    question = people.forwarded()
    response = post(people.contributor, question, "tra-ve", reason="Không phải của phường.")
    assert response.url == REGISTER
    assert browser(people.contributor).get(address(question)).status_code == 404


def test_a_form_without_its_words_is_shown_again_and_a_stale_one_is_told(town):
    people, questions = town
    question = questions["forwarded"]
    response = post(people.contributor, question, "tra-loi", text="")
    assert response.status_code == 200
    assert soup_of(response).select_one("#id_tra-loi-text_error")
    do(answering.write_answer, question, people.leader, text="Trước.")
    given = {"position": question.position, "tra-loi-text": "Sau."}
    response = browser(people.contributor).post(
        reverse("feedback:act", args=[question.pk, "tra-loi"]), given, follow=True
    )
    assert "đã có người xử lý" in response.content.decode()
    assert now(question).answer.text == "Trước."


@pytest.mark.parametrize("act", ["khong-co", "duyet"])
def test_an_address_that_is_opened_decides_nothing(town, act):
    people, questions = town
    response = browser(people.leader).get(reverse("feedback:act", args=[questions["drafted_by_unit"].pk, act]))
    assert response.status_code in (302, 404)
    assert now(questions["drafted_by_unit"]).state == "drafted"


def test_who_asked_is_shown_to_the_desk_alone_and_each_look_is_noted(town):
    people, questions = town
    where = reverse("feedback:sender", args=[questions["forwarded"].pk])
    for user in (people.contributor, people.leader, people.editor, people.superuser, people.other_leader):
        assert browser(user).get(where).status_code == 404
    assert not ModelLogEntry.objects.filter(action="feedback.personal_read").exists()
    shown = browser(people.desk).get(where)
    assert SENDER["telephone"] in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    noted = ModelLogEntry.objects.get(action="feedback.personal_read")
    assert (noted.user, noted.label) == (people.desk, f"Câu hỏi số {questions['forwarded'].pk}")
    listed = browser(people.administrator).get(reverse("feedback:reading_log")).content.decode()
    assert noted.label in listed
    assert SENDER["name"] not in listed


def test_no_other_screen_shows_who_asked(town):
    people, questions = town
    for user in (people.desk, people.contributor, people.leader, people.superuser):
        client = browser(user)
        pages = [client.get(REGISTER), *(client.get(address(question)) for question in questions.values())]
        text = "".join(page.content.decode() for page in pages)
        assert ASKED["subject"] in text
        assert not [word for word in SENDER.values() if word in text]


def test_the_unit_sees_its_own_and_no_search_by_code(town):
    people, questions = town
    own = browser(people.contributor).get(REGISTER)
    assert own.context_data["page_obj"].paginator.count == 4
    assert not {"moi", "khong-thuoc", "rac"} & {name for name, _label, _number in own.context_data["tabs"]}
    code = Asked.objects.get(question=questions["forwarded"]).code
    assert browser(people.contributor).post(REGISTER, {"ma": code})["Location"] == REGISTER
    assert browser(people.desk).post(REGISTER, {"ma": code})["Location"] == address(questions["forwarded"])
    missed = browser(people.desk).post(REGISTER, {"ma": "7KQM"}, follow=True)
    assert "Không có câu hỏi nào" in missed.content.decode()
    form = soup_of(missed).select_one("form:has([name=ma])")
    assert form["method"] == "post", "a code stands in no address"
    assert browser(people.official).get(REGISTER).status_code == 302


def test_what_is_overdue_comes_first_and_is_counted(town):
    people, questions = town
    late = questions["approved"]
    Question.objects.filter(pk=late.pk).update(due_on="2019-01-02")
    page = browser(people.desk).get(REGISTER)
    assert page.context_data["page_obj"].object_list[0] == late
    counts = {name: number for name, _label, number in page.context_data["tabs"]}
    assert counts["qua-han"] == 1
    assert counts["can-lam"] == 6
    home = soup_of(browser(people.desk).get("/admin/")).get_text(" ", strip=True)
    assert "1 quá hạn" in home
    assert "Hỏi đáp" not in soup_of(browser(people.other_leader).get("/admin/")).select_one("main").get_text()


def test_what_waits_to_be_published_is_found_by_who_publishes_it(town):
    people, questions = town
    page = browser(people.desk2).get(f"{REGISTER}?xem=cho-dang")
    assert page.context_data["page_obj"].object_list == [questions["prepared"]]
    assert "1 chờ đăng" in soup_of(browser(people.desk2).get("/admin/")).get_text(" ", strip=True)


def waiting_for_centre(people):
    found = browser(people.desk2).get(f"{REGISTER}?xem=cho-duyet-chung")
    return set(found.context_data["page_obj"].object_list)


def test_answers_that_desk_or_board_alone_can_approve_are_told_to_them(town):
    people, questions = town
    by_desk, by_leader = questions["drafted_by_desk"], questions["drafted_by_leader"]
    assert waiting_for_centre(people) == {by_desk}
    assert "1 trả lời chờ Thường trực" in soup_of(browser(people.editor).get("/admin/")).get_text(" ", strip=True)
    people.leader2.memberships.update(valid_to=timezone.localdate())
    assert waiting_for_centre(people) == {by_desk, by_leader}
    home = soup_of(browser(people.desk2).get("/admin/")).get_text(" ", strip=True)
    assert "2 trả lời chờ Thường trực" in home
    assert "chờ Thường trực" not in soup_of(browser(people.leader).get("/admin/")).get_text(" ", strip=True)


def test_what_is_due_soon_is_told_to_the_unit_on_its_first_page(town):
    people, questions = town
    home = soup_of(browser(people.contributor).get("/admin/")).get_text(" ", strip=True)
    assert "còn không quá hai ngày" not in home
    Question.objects.filter(pk=questions["forwarded"].pk).update(due_on=timezone.localdate())
    home = soup_of(browser(people.contributor).get("/admin/")).get_text(" ", strip=True)
    assert "1 đến hạn trong hai ngày làm việc tới" in home


def test_the_office_reads_what_the_sender_thinks_of_the_answer(town):
    people, questions = town
    Opinion.objects.create(
        question=questions["answered"], helped=False, comment="Đèn vẫn tắt.", given_at=timezone.now()
    )
    assert "Đèn vẫn tắt." in browser(people.contributor).get(address(questions["answered"])).content.decode()


def test_the_desk_hands_on_what_nobody_at_the_unit_can_approve(town):
    people, questions = town
    post(people.desk, questions["drafted_by_unit"], "chuyen", unit=people.other_unit.pk)
    assert (now(questions["drafted_by_unit"]).state, now(questions["drafted_by_unit"]).unit) == (
        "forwarded",
        people.other_unit,
    )


def bulk(number, *, people):
    """`number` more questions at a unit, as quickly as rows are made."""
    made = Question.objects.bulk_create(
        Question(
            form_key=f"bulk-{n}",
            code_digest=f"{n:064}",
            state="forwarded",
            unit=people.unit,
            received_at=timezone.now(),
            due_on="2030-01-01",
        )
        for n in range(number)
    )
    Asked.objects.bulk_create(Asked(question=question, subject="Đèn", text="x", code="y") for question in made[:60])


def test_num_queries(town):
    """As many for four rows as for forty, of ten thousand."""
    people, _questions = town
    client = browser(people.desk)
    client.get(REGISTER)
    with CaptureQueriesContext(connection) as few:
        client.get(REGISTER)
    bulk(10_000, people=people)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(f"{REGISTER}?xem=don-vi").context_data["page_obj"].object_list) == 40
    assert len(many) == len(few)


def test_without_the_key_the_screens_say_so(town, settings):
    people, questions = town
    settings.PERSONAL_DATA_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlci0="]
    for where in (REGISTER, address(questions["new"])):
        response = browser(people.desk).get(where)
        assert response.status_code == 503
        assert "PERSONAL_DATA_KEY" in response.content.decode()
