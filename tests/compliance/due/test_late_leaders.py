"""A piece that waits at its leader: who is told after how many working days, once, and what the desk never learns."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from post_office.models import Email

from compliance.due.due import remind_leaders
from compliance.models import DayOff
from submissions.away.standing_in import name_stand_in
from submissions.models import ApprovalRules, UnitMembership
from tests import factories
from tests.compliance.stories import Newsroom, at
from tests.soup import soup_of
from tests.workflow import again, approve_as, fresh, submit

pytestmark = pytest.mark.django_db

# Submitted on a Thursday: one working day is Friday's, two are Monday's, three are Tuesday's.
THURSDAY, FRIDAY, SATURDAY = "2026-11-12 10:00:00", "2026-11-13 08:00:00", "2026-11-14 08:00:00"
MONDAY, TUESDAY = "2026-11-16 08:00:00", "2026-11-17 08:00:00"
SECRET = "Tin mật của phường"


@pytest.fixture
def room():
    with time_machine.travel(at("2026-11-12 09:00:00"), tick=False):
        room = Newsroom(name="UBND phường Phú Thủy")
        room.deputy = factories.leader_of(room.unit)
        room.desk = factories.UserFactory(groups=["Thường trực Ban Biên tập"])
        room.page = room.write(title=SECRET)
    with time_machine.travel(at(THURSDAY), tick=False):
        submit(room.page, room.contributor)
    Email.objects.all().delete()
    return room


def told(when):
    """The addresses that get a mail at `when`."""
    known = set(Email.objects.values_list("pk", flat=True))
    with time_machine.travel(at(when), tick=False):
        remind_leaders()
    return {mail.to[0] for mail in Email.objects.exclude(pk__in=known)}


def rules(**values):
    ApprovalRules.objects.update_or_create(defaults=values)


def test_the_leader_then_the_others_then_the_desk(room):
    days = [THURSDAY, "2026-11-13 07:59:00", FRIDAY, FRIDAY, SATURDAY, MONDAY, MONDAY, TUESDAY, TUESDAY]
    nobody = set()
    leader, deputy, desk = ({person.email} for person in (room.leader, room.deputy, room.desk))
    assert [told(day) for day in days] == [nobody, nobody, leader, nobody, nobody, deputy, nobody, desk, nobody]


def test_switched_off_meanwhile_all_are_told_at_once(room):
    assert told(TUESDAY) == {room.leader.email, room.deputy.email, room.desk.email}


def test_days_off_of_the_office_are_no_working_days(room):
    DayOff.objects.create(date=datetime.date(2026, 11, 13), name="Nghỉ theo quyết định", kind=DayOff.Kind.OFF)
    assert (told(FRIDAY), told(MONDAY)) == (set(), {room.leader.email})


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ({"remind_leader_after": 0}, {"deputy", "desk"}),
        ({"remind_others_after": 0}, {"leader", "desk"}),
        ({"tell_desk_after": 0}, {"leader", "deputy"}),
        ({"tell_desk_after": 4}, {"leader", "deputy"}),
        ({"remind_leader_after": 0, "remind_others_after": 0, "tell_desk_after": 0}, set()),
    ],
)
def test_the_city_says_when_and_whether(room, values, who):
    rules(**values)
    assert told(TUESDAY) == {getattr(room, name).email for name in who}


def test_nobody_is_told_of_what_has_been_decided(room):
    with time_machine.travel(at("2026-11-12 11:00:00"), tick=False):
        approve_as(room.page, room.leader)
    Email.objects.all().delete()
    assert told(TUESDAY) == set()


def test_sent_in_again_it_waits_anew(room):
    told(TUESDAY)
    with time_machine.travel(at("2026-11-17 09:00:00"), tick=False):
        page = fresh(room.page)
        page.current_workflow_state.cancel(user=room.contributor)
        submit(page, room.contributor)
    Email.objects.all().delete()
    assert told("2026-11-18 08:00:00") == {room.leader.email}


def test_nobody_whose_term_has_ended(room):
    UnitMembership.objects.filter(user=room.leader).update(valid_to=datetime.date(2026, 11, 13))
    assert told(FRIDAY) == {room.deputy.email}


def test_who_wrote_it_and_may_not_decide_is_not_asked(room):
    rules(forbids_own_piece=True)
    type(room.page).objects.filter(pk=room.page.pk).update(owner=room.leader)
    assert told(FRIDAY) == {room.deputy.email}


def test_a_stand_in_is_one_of_the_others(room):
    person = factories.contributor_of(room.unit)
    with time_machine.travel(at("2026-11-12 12:00:00"), tick=False):
        name_stand_in(
            leader=again(room.leader),
            leadership=room.leader.memberships.get().pk,
            person=person,
            first_day=datetime.date(2026, 11, 12),
            last_day=datetime.date(2026, 11, 20),
            signs="KT.",
            document_number="1/QĐ",
        )
    Email.objects.all().delete()
    assert (told(FRIDAY), told(MONDAY)) == ({room.leader.email}, {room.deputy.email, person.email})


class TestWhatTheDeskLearns:
    def test_the_mail_names_the_unit_and_the_days_alone(self, room):
        told(TUESDAY)
        mail = Email.objects.get(to=room.desk.email)
        whole = mail.subject + mail.message
        assert "UBND phường Phú Thủy" in mail.subject and "3 ngày làm việc" in mail.message
        assert SECRET not in whole and room.page.lead not in whole and f"/{room.page.pk}/" not in whole

    def home(self, user, client, when=TUESDAY):
        with time_machine.travel(at(when), tick=False):
            client.force_login(again(user))
            return soup_of(client.get(reverse("wagtailadmin_home")))

    def test_the_list_on_the_first_page(self, room, client):
        with time_machine.travel(at("2026-11-13 10:00:00"), tick=False):
            submit(room.write(title=f"{SECRET} khác"), room.contributor)
        page = self.home(room.desk, client)
        [line] = page.find(id="late-leaders-title").find_parent("section").select("li")
        assert " ".join(line.text.split()) == "UBND phường Phú Thủy: 1 tin, bài, lâu nhất 3 ngày làm việc"
        assert SECRET not in page.text

    def test_it_is_the_desks_and_only_while_there_is_something(self, room, client):
        assert self.home(room.desk, client, when=MONDAY).find(id="late-leaders-title") is None
        for other in (room.contributor, room.leader, room.editor):
            assert self.home(other, client).find(id="late-leaders-title") is None
        rules(tell_desk_after=0)
        assert self.home(room.desk, client).find(id="late-leaders-title") is None
