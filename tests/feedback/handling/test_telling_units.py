"""The people of a unit hear of questions that are theirs: by one mail a day, without a word of a citizen."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from compliance.models import DayOff
from feedback.handling import answering, keeping
from feedback.handling.telling_units import tell_units
from feedback.models import FeedbackRules, UnitNotice
from submissions.models import User
from tests.feedback.stories import ASKED, People, ask, do
from tests.workflow import again

pytestmark = pytest.mark.django_db
WITH_ADDRESS = {"email": ""}


@pytest.fixture
def people():
    return People()


def at(text):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{text}:00+07:00"))


def forwarded(people, number=1):
    """`number` questions, received and forwarded now, whose sender gets no mail."""
    return [do(answering.forward, ask(**WITH_ADDRESS), people.desk, unit=people.unit) for _n in range(number)]


def told():
    """{address: [text, …]} of the mails that wait, which are then gone."""
    found = {}
    for mail in Email.objects.order_by("pk"):
        found.setdefault(mail.to[0], []).append(mail.subject + "\n" + mail.message)
    Email.objects.all().delete()
    return found


def of(*users):
    return {user.email for user in users}


def test_what_was_forwarded_is_told_once_to_the_people_of_that_unit(people):
    with at("2019-06-03T09:00"):
        forwarded(people, 2)
        assert keeping.look_after() == "Số người của đơn vị được báo có câu hỏi: 3"
        assert keeping.look_after() == ""
        mails = told()
    assert mails.keys() == of(people.contributor, people.leader, people.leader2)
    [text] = mails[people.contributor.email]
    assert "2 câu hỏi của người dân chờ đơn vị" in text
    assert "Mới chuyển đến đơn vị: 2" in text
    assert "/admin/hoi-dap/" in text and str(people.unit) in text
    assert not [word for word in (ASKED["subject"], ASKED["text"], ASKED["name"], ASKED["telephone"]) if word in text]
    with at("2019-06-04T09:00"):
        assert tell_units() == 0


def test_one_mail_a_day_and_what_came_later_is_told_on_the_next_working_day(people):
    with at("2019-06-07T09:00"):
        forwarded(people)
        tell_units()
        told()
        forwarded(people)
        assert tell_units() == 0
    for weekend in ("2019-06-08T09:00", "2019-06-09T09:00", "2019-06-10T07:59"):
        with at(weekend):
            assert tell_units() == 0
    with at("2019-06-10T08:00"):
        assert tell_units() == 3
        assert "Mới chuyển đến đơn vị: 1" in told()[people.contributor.email][0]


def test_the_hour_is_the_offices(people):
    rules = FeedbackRules.load()
    rules.notices_hour = 13
    rules.save()
    with at("2019-06-03T12:59"):
        forwarded(people)
        assert tell_units() == 0
    with at("2019-06-03T13:00"):
        assert tell_units() == 3


def test_two_working_days_before_the_term_and_behind_it(people):
    """Received on 3 June: the term of 15 working days ends on the 24th, or a day later with a day off."""
    with at("2019-06-03T09:00"):
        forwarded(people)
        tell_units()
        told()
    with at("2019-06-19T09:00"):
        assert tell_units() == 0
    with at("2019-06-20T09:00"):
        assert tell_units() == 3
        assert "trong hai ngày làm việc tới: 1" in told()[people.leader.email][0]
        assert tell_units() == 0
    with at("2019-06-24T09:00"):
        assert tell_units() == 0
    with at("2019-06-25T09:00"):
        assert tell_units() == 3
        assert "Quá hạn: 1" in told()[people.leader.email][0]
    with at("2019-06-26T09:00"):
        assert tell_units() == 0


def test_the_days_off_of_the_office_count(people):
    with at("2019-06-03T09:00"):
        forwarded(people)
        tell_units()
        DayOff.objects.create(date=datetime.date(2019, 6, 20), name="Bão")
        keeping.set_terms()
    for day, told_now in (("2019-06-19T09:00", 0), ("2019-06-20T09:00", 0), ("2019-06-21T09:00", 3)):
        with at(day):
            assert tell_units() == told_now


def test_an_answer_waits_for_the_leaders_and_for_who_did_not_write_it(people):
    with at("2019-06-03T09:00"):
        [question] = forwarded(people)
        tell_units()
        do(answering.write_answer, question, people.leader, text="Đã thay bóng.")
        told()
    with at("2019-06-20T09:00"):
        assert tell_units() == 1
        assert told().keys() == of(people.leader2)


def test_another_unit_is_told_anew_and_who_forwarded_is_not(people):
    with at("2019-06-03T09:00"):
        [question] = forwarded(people)
        tell_units()
        told()
        people.unit.memberships.model.objects.create(
            user=people.desk, unit=people.other_unit, role="contributor", valid_from=datetime.date(2019, 1, 1)
        )
        do(answering.forward, question, again(people.desk), unit=people.other_unit)
        assert tell_units() == 2
        assert told().keys() == of(people.other_contributor, people.other_leader)


def test_who_has_no_address_is_noted_and_no_longer_asked_for(people):
    User.objects.filter(pk=people.leader.pk).update(email="")
    with at("2019-06-03T09:00"):
        forwarded(people)
        assert tell_units() == 3
        assert tell_units() == 0
    assert UnitNotice.objects.get(recipient=people.leader).email is None


def test_num_queries(people):
    """As many for thirty questions as for three."""
    counted = []
    for day, number in (("2019-06-03T09:00", 3), ("2019-06-04T09:00", 30)):
        with at(day):
            forwarded(people, number)
            with CaptureQueriesContext(connection) as queries:
                assert tell_units() == 3
            counted.append(len(queries))
    assert counted[0] == counted[1]
