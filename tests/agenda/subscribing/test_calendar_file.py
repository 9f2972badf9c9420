"""The calendar as a calendar program reads it."""

import datetime

import pytest
from icalendar import Calendar

from tests import factories, statements
from tests.agenda.models.test_weeks import MONDAY, published, week
from tests.home.conftest import SITE

FILE = "/lich-lam-viec.ics"


@pytest.fixture
def board(db, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    return factories.editor(), factories.editor()


def events(client):
    response = client.get(FILE)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    lines = response.content.split(b"\r\n")
    assert lines[-1] == b"" and not [line for line in lines if len(line) > 75 or b"\n" in line]
    calendar = Calendar.from_ical(response.content)
    assert calendar["x-wr-calname"] == "Lịch làm việc của lãnh đạo"
    return list(calendar.walk("VEVENT"))


def test_an_appointment(board, client):
    page = published(board, appointments=1)
    (event,) = events(client)
    assert event["summary"] == "Họp giao ban số 1"
    # Eight in the morning here.
    assert event.decoded("dtstart") == datetime.datetime(2026, 11, 23, 1, tzinfo=datetime.UTC)
    assert event.decoded("dtend") == datetime.datetime(2026, 11, 23, 2, 30, tzinfo=datetime.UTC)
    assert event["description"] == "Chủ trì: CT Nguyễn Văn An\nThành phần: Trưởng các phòng"
    assert (event["location"], event["url"]) == ("Phòng họp A", SITE + page.url)


def test_an_appointment_keeps_its_name_when_the_week_is_changed(board, client):

    writer, reader = board
    page = published(board, appointments=2)
    before = {event["summary"]: event["uid"] for event in events(client)}
    page = statements.change(page, by=writer, note="Đổi phòng.")
    statements.publish(page, by=reader)
    assert {event["summary"]: event["uid"] for event in events(client)} == before


def test_what_is_not_public_or_long_ago_is_not_there(board, client):

    writer, _reader = board
    week(by=writer)
    published(board, monday=MONDAY - datetime.timedelta(weeks=20))
    assert events(client) == []
