"""The last day as a calendar program reads it."""

import pytest
from django.test import Client
from icalendar import Calendar

from tests import statements
from tests.consultation.stories import DAY, People
from tests.home.conftest import SITE
from tests.plugins.told import told
from vietnamese.dates import today

pytestmark = pytest.mark.django_db


@told
def people():
    return People()


def test_the_whole_last_day_is_an_event(people, client):
    page = people.public(title="Dự thảo Quy chế", closes_on=today() + 4 * DAY)
    response = client.get(f"/gop-y/{page.pk}/han-gop-y.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Hạn góp ý: Dự thảo Quy chế"
    assert event.decoded("dtstart") == page.closes_on
    assert (event["description"], event["url"]) == (page.extract, SITE + page.url)


@pytest.mark.usefixtures("keeping")
def test_a_longer_term_is_in_the_file_at_once(people, django_capture_on_commit_callbacks):
    reader, address = Client(), f"/gop-y/{people.page.pk}/han-gop-y.ics"
    before = reader.get(address).content
    with django_capture_on_commit_callbacks(execute=True):
        change = statements.change(people.page, by=people.editor, closes_on=today() + 9 * DAY)
        statements.publish(change, by=people.editor2)
    after = reader.get(address).content
    assert (today() + 9 * DAY).strftime("%Y%m%d").encode() in after and after != before


def test_a_draft_has_no_file(people, client):
    assert client.get(f"/gop-y/{people.draft().pk}/han-gop-y.ics").status_code == 404
    assert client.get(f"/gop-y/{people.draft(title='Khác').pk}/").status_code == 404
