"""A subscriber's own pages: another choice, one click to end it, and nothing for whoever has no mail of ours."""

import datetime

import pytest
from django.test import Client
from post_office.models import Email

from subscriptions.models import Ending, Subscription
from subscriptions.proofs.tokens import CHANGE, END, token_of
from subscriptions.telling.batches import tell
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of, text_of
from tests.subscriptions.stories import ADDRESS, Pace, now, publish, subscribe

pytestmark = pytest.mark.django_db


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")


@pytest.fixture
def subscription(ward):
    return subscribe(units=[ward])


def own(subscription):
    return f"/nhan-tin/cua-toi/{token_of(subscription.handle, CHANGE)}/"


def end(subscription):
    return f"/nhan-tin/thoi/{token_of(subscription.handle, END)}/"


def test_another_choice_is_kept_and_said(client, subscription, ward):
    page = client.get(own(subscription))
    assert ADDRESS not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert soup_of(page).select_one("[name=units][checked]")["value"] == str(ward.pk)
    answer = client.post(own(subscription), {"all_announcements": "on", "pace": Pace.DAILY}, follow=True)
    assert "Đã lưu" in text_of(answer)
    changed = now(subscription)
    assert (changed.all_announcements, changed.pace, list(changed.units.all())) == (True, Pace.DAILY, [])
    assert changed.address == ADDRESS


def test_drafts_for_opinions_are_a_choice_of_their_own(client, subscription):
    client.post(own(subscription), {"consultations": "on", "pace": Pace.DAILY})
    assert (now(subscription).consultations, list(now(subscription).units.all())) == (True, [])
    assert soup_of(client.get(own(subscription))).select_one("[name=consultations][checked]")
    client.post(own(subscription), {"all_announcements": "on", "pace": Pace.DAILY})
    assert not now(subscription).consultations


def test_nothing_chosen_is_no_choice(client, subscription, ward):
    assert "ít nhất một nội dung" in text_of(client.post(own(subscription), {"pace": Pace.DAILY}))
    assert list(now(subscription).units.all()) == [ward]


def test_a_unit_that_has_ended_can_still_be_kept(client, subscription, ward):
    ward.valid_to = datetime.date(2020, 1, 1)
    ward.save()
    client.post(own(subscription), {"units": [ward.pk], "all_announcements": "on", "pace": Pace.DAILY})
    assert list(now(subscription).units.all()) == [ward]


def test_opening_ends_nothing_and_one_click_does(subscription):
    client = Client(enforce_csrf_checks=True)
    assert "Thôi nhận tin" in text_of(client.get(end(subscription)))
    assert Subscription.objects.count() == 1
    answers = [client.post(end(subscription), {"List-Unsubscribe": "One-Click"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Subscription.objects.count() == 0
    assert list(Ending.objects.values_list("reason", "number")) == [("unsubscribed", 1)]
    assert "không còn nữa" in text_of(client.get(own(subscription)))
    assert "không nhận thư nữa" in text_of(client.get(end(subscription)))


def test_what_waits_to_be_sent_goes_too(client, subscription, ward):
    publish(ward)
    assert tell() == 1
    client.post(end(subscription))
    assert (Email.objects.count(), tell()) == (0, 0)


@pytest.mark.parametrize("kind", ["cua-toi", "thoi"])
def test_a_forged_token_opens_nothing(client, subscription, kind):
    other = subscription.handle + "0" * 24
    for token in (other, "0" * 40, "x"):
        assert client.get(f"/nhan-tin/{kind}/{token}/").status_code == 404
        assert client.post(f"/nhan-tin/{kind}/{token}/").status_code == 404
    assert Subscription.objects.count() == 1


def test_the_link_to_change_ends_nothing_and_the_other_changes_nothing(client, subscription):
    assert client.post(own(subscription).replace("cua-toi", "thoi")).status_code == 404
    assert client.post(end(subscription).replace("thoi", "cua-toi")).status_code == 404
    assert Subscription.objects.count() == 1


def test_who_ended_may_begin_again(client, subscription, ward):
    client.post(end(subscription))
    again = subscribe(units=[ward])
    assert client.post(end(subscription)).status_code == 200
    assert Subscription.objects.get() == again
