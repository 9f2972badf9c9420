"""A leader who is away: who may stand in, from when to when, and that it ends by itself or at once."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from submissions.away.standing_in import end_stand_in, name_stand_in
from submissions.models import ApprovalRules, ClearanceState, UnitMembership
from submissions.rights import rights
from submissions.rights.stages import Stage, stage_of
from submissions.screens.refusals import Refusal
from tests import factories
from tests.soup import soup_of
from tests.workflow import again, approve_as, fresh, send_back_as, submit

pytestmark = pytest.mark.django_db
AWAY = "submissions:away"


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def own(user):
    return UnitMembership.objects.own().get(user=user)


def named(leader, person, *, first=0, last=4, signs="KT.", leadership=None):
    return name_stand_in(
        leader=again(leader),
        leadership=leadership or own(leader).pk,
        person=person,
        first_day=in_days(first),
        last_day=in_days(last),
        signs=signs,
        document_number="12/QĐ-UBND",
    )


def leads(user, page):
    return rights.user_can_decide_news(again(user), fresh(page))


def posted(client, leader, person, **changed):
    form = {
        "leadership": own(leader).pk,
        "person": person.pk,
        "signs": "KT.",
        "first_day": in_days(0).strftime("%d/%m/%Y"),
        "last_day": in_days(4).strftime("%d/%m/%Y"),
        "document_number": "12/QĐ-UBND",
    }
    return client.post(reverse(AWAY), form | changed)


def test_the_last_day_of_all_calendars_is_no_error(client, unit, leader, contributor):
    client.force_login(leader)
    answer = posted(client, leader, contributor, first_day="31/12/9999", last_day="31/12/9999")
    assert answer.status_code == 200 and "cách hôm nay hơn một năm" in answer.content.decode()
    assert not UnitMembership.objects.stand_ins().exists()


class TestItsDays:
    def test_from_the_first_day_to_the_end_of_the_last(self, unit, leader, contributor, piece):
        page = submit(piece, contributor)
        row = named(leader, contributor, first=1, last=2)
        moments = [timezone.localtime() + datetime.timedelta(days=days) for days in range(4)]
        held = []
        for moment in moments:
            with time_machine.travel(moment):
                held.append(leads(contributor, page))
        assert held == [False, True, True, False]
        assert row.valid_to == in_days(3)

    def test_it_ends_with_the_leaders_own_term(self, leader, contributor, piece):
        page = submit(piece, contributor)
        named(leader, contributor)
        assert leads(contributor, page) and UnitMembership.objects.stand_ins().exists()
        UnitMembership.objects.own().filter(user=leader).update(valid_to=in_days(0))
        assert not leads(contributor, page) and not UnitMembership.objects.stand_ins().exists()

    def test_it_ends_when_the_leaders_account_is_switched_off(self, leader, contributor, piece):
        page = submit(piece, contributor)
        named(leader, contributor)
        type(leader).objects.filter(pk=leader.pk).update(is_active=False)
        assert not leads(contributor, page)

    def test_it_ends_with_the_stand_ins_own_membership(self, leader, contributor, piece):
        page = submit(piece, contributor)
        named(leader, contributor)
        UnitMembership.objects.own().filter(user=contributor).update(valid_to=in_days(0))
        assert not leads(contributor, page)

    def test_the_leader_ends_it_at_once_and_once(self, leader, contributor, piece):
        page = submit(piece, contributor)
        row = named(leader, contributor)
        end_stand_in(leader=leader, pk=row.pk)
        assert not leads(contributor, page)
        with pytest.raises(Refusal, match="đã kết thúc"):
            end_stand_in(leader=leader, pk=row.pk)
        assert named(leader, contributor).pk != row.pk, "the days are free again"

    def test_one_that_has_not_begun_is_taken_back(self, leader, contributor):
        row = named(leader, contributor, first=3, last=5)
        end_stand_in(leader=leader, pk=row.pk)
        with time_machine.travel(timezone.localtime() + datetime.timedelta(days=4)):
            assert not UnitMembership.objects.valid_today().filter(pk=row.pk).exists()
        assert not UnitMembership.objects.stand_ins().exists()


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("days", "why"),
        [
            ({"first": -1}, "đã qua"),
            ({"first": 3, "last": 2}, "không được trước"),
            ({"first": 0, "last": 92}, "Mỗi lần tối đa 92 ngày"),
        ],
    )
    def test_days(self, leader, contributor, days, why):
        with pytest.raises(ValidationError, match=why):
            named(leader, contributor, **days)

    def test_the_longest_and_a_single_day(self, leader, contributor):
        row = named(leader, contributor, last=91)
        end_stand_in(leader=leader, pk=row.pk)
        assert named(leader, contributor, last=0).valid_to == in_days(1)

    def test_days_after_the_leaders_term(self, leader, contributor):
        UnitMembership.objects.own().filter(user=leader).update(valid_to=in_days(4))
        with pytest.raises(ValidationError, match="Nhiệm kỳ"):
            named(leader, contributor, last=4)
        assert named(leader, contributor, last=3)

    def test_days_that_another_stand_in_has(self, unit, leader, contributor):
        named(leader, contributor)
        with pytest.raises(ValidationError, match="đã ký thay"):
            named(leader, factories.contributor_of(unit), first=4, last=6)
        assert named(leader, factories.contributor_of(unit), first=5, last=6)

    def test_one_person_for_two_leaders_at_once(self, unit, leader, contributor):
        named(leader, contributor)
        with pytest.raises(ValidationError, match="đã ký thay"):
            named(factories.leader_of(unit), contributor)

    def test_who_is_not_of_the_unit_all_these_days(self, unit, leader, contributor):
        UnitMembership.objects.own().filter(user=contributor).update(valid_to=in_days(4))
        for person in (factories.UserFactory(), factories.contributor_of(factories.UnitFactory()), contributor):
            with pytest.raises(ValidationError, match="không thuộc đơn vị"):
                named(leader, person)

    def test_who_leads_already(self, unit, leader):
        with pytest.raises(ValidationError, match="đã là lãnh đạo"):
            named(leader, factories.leader_of(unit))
        with pytest.raises(ValidationError, match="tự ký thay"):
            named(leader, leader)

    def test_who_is_no_leader_or_only_stands_in(self, unit, leader, contributor):
        row = named(leader, contributor)
        other = factories.contributor_of(unit)
        for person, leadership in ((contributor, row.pk), (other, own(other).pk), (other, own(leader).pk)):
            with pytest.raises(Refusal, match="Chỉ lãnh đạo"):
                named(person, other, leadership=leadership)

    def test_another_leaders_stand_in_is_not_ended(self, unit, leader, contributor):
        row = named(leader, contributor)
        with pytest.raises(Refusal, match="Không phải người ký thay do mình cử"):
            end_stand_in(leader=factories.leader_of(unit), pk=row.pk)


class TestWhatIsWrittenDown:
    @pytest.mark.parametrize("signs", ["KT.", "TL."])
    def test_history_and_mails_name_the_post(self, unit, leader, piece, signs, client):
        writer, person = factories.contributor_of(unit), factories.contributor_of(unit)
        named(leader, person, signs=signs)
        page = factories.news(unit, owner=writer)
        Email.objects.all().delete()
        page = approve_as(submit(page, writer), person)
        state = ClearanceState.objects.of(page, step="unitleaderapprovaltask").get()
        assert (state.decider_post, state.leader_of) == (f"{signs} Chủ tịch UBND phường", unit)
        told = Email.objects.get(to=writer.email)
        assert f"({signs} Chủ tịch UBND phường)" in told.message
        client.force_login(writer)
        history = soup_of(client.get(reverse("submissions:piece", args=[page.pk]))).select_one(".tb-history").text
        assert f"{signs} Chủ tịch UBND phường" in history

    def test_a_return_too(self, unit, leader):
        writer, person = factories.contributor_of(unit), factories.contributor_of(unit)
        named(leader, person)
        page = submit(factories.news(unit, owner=writer), writer)
        Email.objects.all().delete()
        send_back_as(page, person)
        assert "(KT. Chủ tịch UBND phường)" in Email.objects.get(to=writer.email).message

    def test_what_the_stand_in_sends_in_bears_the_own_post(self, unit, leader):
        person = factories.contributor_of(unit)
        named(leader, person)
        Email.objects.all().delete()
        submit(factories.news(unit, owner=person), person)
        assert "KT." not in Email.objects.get(to=leader.email).message

    def test_the_approval_lasts_when_the_leader_is_back(self, unit, leader, contributor, editor):
        person = factories.contributor_of(unit)
        row = named(leader, person)
        page = approve_as(submit(factories.news(unit, owner=contributor), contributor), person)
        end_stand_in(leader=leader, pk=row.pk)
        assert approve_as(page, editor).live

    def test_a_stand_in_who_wrote_it_obeys_four_eyes(self, unit, leader, contributor):
        ApprovalRules.objects.update_or_create(defaults={"forbids_own_piece": True})
        named(leader, contributor)
        page = submit(factories.news(unit, owner=contributor), contributor)
        assert not leads(contributor, page) and leads(leader, page)

    def test_the_stand_in_is_told(self, leader, contributor):
        Email.objects.all().delete()
        named(leader, contributor)
        mail = Email.objects.get(to=contributor.email)
        assert "KT. Chủ tịch UBND phường" in mail.subject and "12/QĐ-UBND" in mail.message

    def test_who_named_a_stand_in_stays_registered(self, leader, contributor, client):
        """The leader's entry is what the stand-in's rests on: nobody takes it out as entered by mistake."""
        named(leader, contributor)
        client.force_login(factories.UserFactory(groups=["Quản trị"]))
        client.post(reverse("memberships:delete", args=[own(leader).pk]))
        assert own(leader)


class TestTheScreen:
    def test_a_leader_names_and_ends_a_stand_in(self, unit, leader, contributor, client):
        client.force_login(leader)
        assert reverse(AWAY) in client.get(reverse("wagtailadmin_account")).content.decode()
        posted(client, leader, contributor)
        row = UnitMembership.objects.stand_ins().get()
        assert (row.user, row.signs, row.document_number) == (contributor, "KT.", "12/QĐ-UBND")
        client.post(reverse("submissions:end_stand_in", args=[row.pk]))
        assert not UnitMembership.objects.stand_ins().exists()

    def test_the_unit_sees_it(self, unit, leader, contributor, client):
        named(leader, contributor)
        client.force_login(factories.contributor_of(unit))
        for address in (reverse("wagtailadmin_home"), reverse("submissions:unit_list")):
            note = soup_of(client.get(address)).select_one(".tb-note").text
            assert str(contributor) in note and "KT. Chủ tịch UBND phường" in note and "12/QĐ-UBND" in note
        client.force_login(factories.contributor_of(factories.UnitFactory()))
        assert str(contributor) not in client.get(reverse("submissions:unit_list")).content.decode()

    def test_what_is_wrong_stands_at_its_field(self, leader, contributor, client):
        client.force_login(leader)
        answer = posted(client, leader, contributor, first_day=in_days(-1).strftime("%d/%m/%Y"), document_number=" ")
        assert len(soup_of(answer).select(".tb-error")) == 1
        answer = posted(client, leader, contributor, first_day=in_days(-1).strftime("%d/%m/%Y"))
        assert "đã qua" in soup_of(answer).select_one(".tb-error").text
        assert not UnitMembership.objects.stand_ins().exists()

    def test_nobody_else_gets_there(self, unit, leader, contributor, editor, client):
        row = named(leader, contributor)
        administrator = factories.UserFactory(groups=["Quản trị"])
        # The stand-in too: who leads in another's place names nobody.
        for person in (contributor, editor, administrator):
            client.force_login(person)
            assert client.get(reverse(AWAY)).status_code == 302
            posted(client, leader, factories.contributor_of(unit))
            client.post(reverse("submissions:end_stand_in", args=[row.pk]))
        assert UnitMembership.objects.stand_ins().get().valid_to == row.valid_to

    def test_a_forged_unit_and_a_forged_person_are_refused(self, unit, leader, contributor, client):
        elsewhere = factories.UnitFactory()
        other = factories.leader_of(elsewhere)
        stranger = factories.contributor_of(elsewhere)
        client.force_login(leader)
        posted(client, leader, contributor, leadership=own(other).pk)
        posted(client, leader, stranger)
        assert not UnitMembership.objects.stand_ins().exists()

    def test_num_queries(self, unit, leader, contributor, client, django_assert_max_num_queries):
        for number in range(4):
            named(leader, contributor, first=number, last=number)
        client.force_login(leader)
        client.get(reverse(AWAY))
        with django_assert_max_num_queries(17):
            client.get(reverse(AWAY))


def test_nobody_is_missing_while_a_stand_in_is_there(unit, leader, contributor, piece):
    named(leader, contributor)
    page = submit(piece, contributor)
    assert stage_of(page) == Stage.AT_LEADER
    assert {str(notice.recipient) for notice in page.notices.all()} == {str(leader)}
