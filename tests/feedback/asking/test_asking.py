"""A citizen's way: the form, its code, what the code shows, and nothing lost on the way."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from feedback.handling import answering
from feedback.models import Asked, Opinion, Question, QuestionPhoto
from tests import factories
from tests.feedback.stories import ASKED, SENDER, People, do
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
ASK, TRACK = "/hoi-dap/gui/", "/hoi-dap/tra-cuu/"


@told
def people():
    return People()


def opened(client, address=ASK):
    """The hidden fields of the form, as a browser sends them, ten seconds ago."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10)):
        soup = soup_of(client.get(address))
    return {field["name"]: field.get("value", "") for field in soup.select("main input[type=hidden]")}


def filled(client, **words):
    return {**opened(client), **ASKED, "consent": "on", **words}


def code_in(response):
    return soup_of(response).select_one(".ask__code").get_text(strip=True)


def test_a_question_arrives_once_with_a_code_and_a_mail_without_its_words(client):
    form = filled(client, may_publish="on")
    first, again = client.post(ASK, form), client.post(ASK, form)
    assert code_in(first) == code_in(again)
    assert "no-store" in first["Cache-Control"]
    question = Question.objects.get()
    assert (question.state, question.may_publish, question.asked.email) == ("new", True, SENDER["email"])
    mail = Email.objects.get()
    assert mail.to == [SENDER["email"]]
    assert code_in(first) in mail.message
    for word in (ASKED["subject"], ASKED["text"], ASKED["name"], ASKED["telephone"]):
        assert word not in mail.subject + mail.message
    assert code_in(first) not in mail.subject


def test_another_question_in_the_form_of_before_is_another_one(client):
    """Gone back in the browser, and written anew."""
    form = filled(client)
    codes = {code_in(client.post(ASK, {**form, "text": text})) for text in (ASKED["text"], "Nước cũng yếu.")}
    assert len(codes) == Question.objects.count() == 2


def test_whoever_says_nothing_of_the_own_person_is_answered_too(client):
    response = client.post(ASK, filled(client, name="", telephone="", email=""))
    assert soup_of(client.post(TRACK, {"code": code_in(response)})).find(string=ASKED["subject"])
    assert not Email.objects.exists()


def test_what_is_refused_is_shown_again_whole_with_its_photos(client):
    photo = factories.picture_file("hem.jpg", size=(700, 500))
    form = filled(client, consent="", telephone="gọi tôi", photos=photo)
    response = client.post(ASK, form)
    soup = soup_of(response)
    assert not Question.objects.exists()
    assert soup.select_one("[name=text]").get_text().strip() == ASKED["text"]
    assert soup.select_one("[name=telephone]")["value"] == "gọi tôi"
    assert "0252" in soup.select_one("#id_telephone_error").get_text()
    assert "Đã nhận 1 ảnh" in soup.get_text()
    kept = soup.select_one("[name=photos_kept]")["value"]
    client.post(ASK, {**form, "consent": "on", "telephone": "", "photos": "", "photos_kept": kept})
    assert QuestionPhoto.objects.get().question == Question.objects.get()


def refused_with_photos(client, *names):
    """The form (fields) after it was refused with photos of these names, and the soup of what is shown."""
    form = filled(client, consent="", photos=[factories.picture_file(name, size=(700, 500)) for name in names])
    soup = soup_of(client.post(ASK, form))
    return {**form, "photos": "", "photos_kept": soup.select_one("[name=photos_kept]")["value"]}, soup


def test_a_kept_photo_is_taken_away_and_nothing_else_is_lost(client, django_capture_on_commit_callbacks):
    form, soup = refused_with_photos(client, "hem.jpg", "nham.jpg", "den.jpg")
    boxes = {
        box.find_parent("label").get_text(strip=True): box["value"] for box in soup.select("[name=photos_dropped]")
    }
    assert list(boxes) == ["Bỏ ảnh hem.jpg", "Bỏ ảnh nham.jpg", "Bỏ ảnh den.jpg"]
    wrong = QuestionPhoto.objects.get(pk=boxes["Bỏ ảnh nham.jpg"])
    storage, path = wrong.file.storage, wrong.file.name
    with django_capture_on_commit_callbacks(execute=True):
        soup = soup_of(client.post(ASK, {**form, "photos_dropped": wrong.pk}))
    assert soup.select_one("[name=text]").get_text().strip() == ASKED["text"]
    assert [box["value"] for box in soup.select("[name=photos_dropped]")] == [
        boxes["Bỏ ảnh hem.jpg"],
        boxes["Bỏ ảnh den.jpg"],
    ]
    assert not storage.exists(path)
    another = factories.picture_file("dung.jpg", size=(700, 500))
    kept = soup.select_one("[name=photos_kept]")["value"]
    dropped = boxes["Bỏ ảnh den.jpg"]
    client.post(ASK, {**form, "consent": "on", "photos": another, "photos_kept": kept, "photos_dropped": dropped})
    assert Question.objects.get().photos.count() == QuestionPhoto.objects.count() == 2
    assert not QuestionPhoto.objects.filter(pk=dropped).exists()


def test_a_long_name_of_a_photo_is_told_by_its_end(client):
    _form, soup = refused_with_photos(client, f"{'a' * 90}-17.jpg")
    [label] = soup.select(".ask__kept label")
    assert label.get_text(strip=True).startswith("Bỏ ảnh …aaa") and label.get_text().endswith("a-17.jpg")


def test_nobody_takes_away_what_is_not_the_forms(client):
    """Neither a photo of another form, nor one that a question has got already, nor what is no number."""
    other = QuestionPhoto.objects.create(file=factories.picture_file())
    form, _soup = refused_with_photos(client, "hem.jpg")
    client.post(ASK, {**form, "consent": "on"})
    mine = Question.objects.get().photos.get()
    client.post(ASK, {**form, "photos_dropped": [mine.pk, other.pk, "x", "9" * 30]})
    assert set(QuestionPhoto.objects.all()) == {mine, other}


@pytest.mark.parametrize("kept", ["", "1", "WzFd:1abc:def"])
def test_nobody_takes_photos_of_another_form(client, kept):
    QuestionPhoto.objects.create(file=factories.picture_file())
    client.post(ASK, filled(client, photos_kept=kept))
    assert not Question.objects.get().photos.exists()


def test_photos_lose_their_metadata_and_stay_out_of_reach(client, people, settings):
    photo = factories.picture_file("hem.jpg", size=(700, 500), comment=b"chup o nha Le Thi Hoi")
    client.post(ASK, filled(client, photos=photo))
    question, kept = Question.objects.get(), QuestionPhoto.objects.get()
    assert b"Le Thi Hoi" not in kept.file.read()
    assert not kept.file.path.startswith(str(settings.MEDIA_ROOT))
    address = reverse("feedback:photo", args=[question.pk, kept.pk])
    assert client.get(address).status_code == 302
    client.force_login(people.contributor)
    assert client.get(address).status_code == 404
    client.force_login(people.desk)
    assert client.get(address)["Content-Type"] == "image/jpeg"


def test_four_photos_and_what_is_no_photo_are_refused_in_words(client):
    def photos(*names):
        return [factories.picture_file(name, size=(60, 40)) for name in names]

    soup = soup_of(client.post(ASK, filled(client, photos=photos("1.jpg", "2.jpg", "3.jpg", "4.jpg"))))
    assert "tối đa 3 ảnh" in soup.get_text()
    soup = soup_of(client.post(ASK, filled(client, photos=[factories.ContentFile(b"x", name="a.jpg")])))
    assert soup.select_one("#id_photos_error")
    large = factories.ContentFile(bytes(8 * 1024 * 1024 + 1), name="lon.jpg")
    assert "8 MB" in soup_of(client.post(ASK, filled(client, photos=[large]))).select_one("#id_photos_error").get_text()
    assert not Question.objects.exists()


def test_the_code_shows_the_answer_and_takes_one_opinion(client, people):
    code = code_in(client.post(ASK, filled(client)))
    question = Question.objects.get()
    assert "Nhận lúc" in client.post(TRACK, {"code": code.lower().replace("-", " ")}).content.decode()
    question = do(answering.forward, question, people.desk, unit=people.unit)
    question = do(answering.write_answer, question, people.contributor, text="Đã thay bóng.")
    assert "Đã thay bóng" not in client.post(TRACK, {"code": code}).content.decode()
    question = do(answering.approve, question, people.leader)
    assert "Đã thay bóng" not in client.post(TRACK, {"code": code}).content.decode()
    do(answering.send, question, people.desk)
    shown = client.post(TRACK, {"code": code})
    assert "Đã thay bóng" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    for helped in ("no", "yes"):
        client.post(TRACK, {"code": code, "opinion": "1", "helped": helped, "comment": "Chậm."})
    assert Opinion.objects.get().helped is False


def test_codes_are_not_guessed(client):
    """After some wrong ones even a right one is not told there; what is wrong says nothing of what there is."""
    code = code_in(client.post(ASK, filled(client)))
    answers = {client.post(TRACK, {"code": f"AAAA-BBBB-CCC{sign}"}).status_code for sign in "23456789ABCDEFGHJKLM"}
    assert answers == {200}
    refused = client.post(TRACK, {"code": code})
    assert refused.status_code == 429
    assert ASKED["subject"] not in refused.content.decode()
    assert ASKED["subject"] in client.post(TRACK, {"code": code}, REMOTE_ADDR="10.1.2.3").content.decode()


def test_what_is_stored_is_no_clear_text(client):
    client.post(ASK, filled(client))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_asked")
        stored = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM feedback_question")
        stored += repr(cursor.fetchall())
    for word in (*ASKED.values(), Asked.objects.get().code):
        assert word not in stored


def test_num_queries(client, django_assert_max_num_queries):
    form = filled(client)
    with django_assert_max_num_queries(45):
        client.post(ASK, form)
