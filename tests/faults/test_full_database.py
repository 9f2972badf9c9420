"""SQLite has no page left: what does not fit is refused as a whole, told in a sentence, and done once there is room."""

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from compliance.closing import closing
from compliance.models import ClosedItem, ClosedPeriod, ClosedRow
from keeping.databases.elsewhere import pointed_at
from submissions.models import NewsPage
from submissions.rights import positions
from tests import factories
from tests.compliance.stories import at
from tests.races.databases import database_of_its_own
from tests.soup import soup_of
from tests.workflow import fresh, submit

pytestmark = pytest.mark.sqlite
REASON = "Bổ sung thời gian, địa điểm. " * 100


@pytest.fixture
def city(tmp_path, migrated_copy, django_db_blocker):
    """A unit in a database of its own: a transaction of a test would not outlive SQLite's refusal."""
    with django_db_blocker.unblock(), database_of_its_own(tmp_path, migrated_copy) as name, pointed_at(name):
        yield factories.UnitFactory()


def fill():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (content)")
        cursor.execute("PRAGMA page_count")
        [count] = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {count}")
        with pytest.raises(OperationalError, match="disk is full"):
            while True:
                cursor.execute("INSERT INTO filler VALUES (zeroblob(3000))")


def make_room():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
        cursor.execute("DROP TABLE filler")


def test_a_decision(city):
    contributor, leader = factories.contributor_of(city), factories.leader_of(city)
    piece = submit(factories.news(city, owner=contributor), contributor)
    client = Client(raise_request_exception=False)
    client.force_login(leader)
    address = reverse("submissions:send_back", args=[piece.pk])
    sent = {"position": positions.reading_position(fresh(piece)), "reason": REASON}
    fill()
    answer = client.post(address, sent)
    assert answer.status_code == 507
    page = soup_of(answer)
    assert "Máy chủ đã hết chỗ lưu trữ" in page.h1.text
    assert page.select_one("input[name=reason]")["value"] == REASON
    make_room()
    assert fresh(piece).current_workflow_state.status == "in_progress"
    assert client.post(address, sent).status_code == 302
    assert fresh(piece).current_workflow_state.status == "needs_changes"


def test_a_closing(city):
    page, moment = factories.news(city), at("2019-04-20 08:00:00")
    NewsPage.objects.filter(pk=page.pk).update(published_at=moment, sent_at=moment, is_live=True)
    for number in range(200):
        factories.UnitFactory(name=f"UBND phường số {number}")
    with time_machine.travel(at("2019-04-26 08:00:00"), tick=False):
        fill()
        with pytest.raises(OperationalError, match="disk is full"):
            closing.close_due()
        assert [model.objects.count() for model in (ClosedPeriod, ClosedRow, ClosedItem)] == [0, 0, 0]
        make_room()
        assert [closed.key for closed in closing.close_due()] == ["2019-04"]
    assert ClosedItem.objects.count() == 1
