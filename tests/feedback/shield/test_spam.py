"""A thousand forms of programmes are kept out, and no person is hindered meanwhile."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from feedback.asking.views import AskView
from feedback.models import FeedbackRules, Question, QuestionPhoto
from feedback.shield.forms import new_stamp
from feedback.shield.rates import Rate
from tests import factories
from tests.feedback.stories import ASKED

pytestmark = pytest.mark.django_db
SPAM, PERSON = "203.0.113.7", "198.51.100.4"


def post(*, address, **words):
    """The view's answer, which nobody draws."""
    request = RequestFactory().post(
        "/hoi-dap/gui/", {**ASKED, "email": "", "consent": "on", **words}, REMOTE_ADDR=address
    )
    view = AskView()
    view.setup(request)
    return view.post(request)


def stamp(*, seconds):
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=seconds)):
        return new_stamp()


def rules(**fields):
    FeedbackRules.objects.update_or_create(pk=FeedbackRules.load().pk, defaults=fields)


def test_a_thousand_forms_of_programmes_are_kept_out_and_a_person_gets_through():
    rules(city_question="Tháp nước ở đâu?", city_answer="Phan Thiết, Bình Thuận", per_day=40)
    old, young, taken = stamp(seconds=2 * 24 * 3600), new_stamp(), stamp(seconds=60)
    kinds = [
        {"stamp": young, "city": "phan thiet"},
        {"stamp": "", "city": "phan thiet"},
        {"stamp": taken + "x", "city": "phan thiet"},
        {"stamp": old, "city": "phan thiet"},
        {"stamp": taken, "city": "phan thiet", "website": "http://mua.example"},
        {"stamp": taken, "city": "New York"},
        {"stamp": taken},
    ]
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(1000):
            post(address=SPAM, photos=factories.picture_file(size=(2, 2)), **kinds[number % len(kinds)])
            if number % 100 == 50:
                post(address=PERSON, stamp=stamp(seconds=60), city="PHAN THIET")
    assert Question.objects.count() == 10
    assert not QuestionPhoto.objects.exists()


def test_a_programme_that_does_all_rightly_is_kept_to_the_days_number_and_an_office_is_not_hindered_below_it():
    rules(per_day=10)
    answers = [post(address=SPAM, stamp=stamp(seconds=60)).status_code for _number in range(15)]
    assert answers == [200] * 10 + [429] * 5
    assert Question.objects.count() == 10
    assert post(address=PERSON, stamp=stamp(seconds=60)).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        assert post(address=SPAM, stamp=stamp(seconds=60)).status_code == 200


def test_what_a_person_got_wrong_is_not_counted():
    rules(per_day=3)
    for _number in range(5):
        post(address=PERSON, stamp=stamp(seconds=60), consent="")
    assert post(address=PERSON, stamp=stamp(seconds=60)).status_code == 200
    assert Question.objects.count() == 1


def test_the_stamp_of_a_page_that_lay_open_is_renewed_with_the_form():
    form = post(address=PERSON, stamp=stamp(seconds=2 * 24 * 3600)).context_data["form"]
    renewed = form["stamp"].value()
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=10)):
        post(address=PERSON, stamp=renewed)
    assert Question.objects.count() == 1


def test_behind_our_proxy_the_address_is_the_clients(settings):
    settings.PROXY_COUNT = 1
    request = RequestFactory().post("/", HTTP_X_FORWARDED_FOR=f"1.2.3.4, {SPAM}", REMOTE_ADDR="127.0.0.1")
    other = RequestFactory().post("/", HTTP_X_FORWARDED_FOR=f"9.9.9.9, {SPAM}", REMOTE_ADDR="127.0.0.1")
    Rate.of_address("x", request, most=1, seconds=60).count()
    assert Rate.of_address("x", other, most=1, seconds=60).is_spent()


def test_without_a_cache_nobody_is_hindered(settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "site_cms.cache.OpenRedisCache", "LOCATION": "redis://127.0.0.1:1"},
    }
    rate = Rate("x", SPAM, most=1, seconds=60)
    for _number in range(3):
        rate.count()
    assert not rate.is_spent()


@pytest.mark.parametrize("typed", ["phan thiet", " Phan Thiết ", "BÌNH THUẬN"])
def test_the_citys_question_is_answered_with_and_without_marks(typed):
    assert FeedbackRules(city_question="Ở đâu?", city_answer="Phan Thiết, Bình Thuận").is_answer(typed)
    assert not FeedbackRules(city_question="Ở đâu?", city_answer="Phan Thiết").is_answer("Nha Trang")
