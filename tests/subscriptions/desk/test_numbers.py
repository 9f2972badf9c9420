"""The numbers for the back office: right, without an address, and for nobody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from subscriptions.ending.ends import end
from subscriptions.models import Ending
from tests import factories
from tests.feedback.stories import DESK
from tests.language.allowed import strange
from tests.language.words import texts_of
from tests.soup import main_of, text_of
from tests.submissions.registers import is_refused
from tests.subscriptions.stories import Pace, subscribe

pytestmark = pytest.mark.django_db
NUMBERS = "/admin/nhan-tin/"


@pytest.fixture
def desk():
    client = Client()
    client.force_login(factories.UserFactory(groups=[DESK]))
    return client


def test_nobody_yet(desk):
    assert "Chưa có ai đăng ký" in text_of(desk.get(NUMBERS))


def test_numbers_and_no_address(desk):
    unit = factories.UnitFactory(name="UBND phường Phú Thủy")
    subscribe("a@thu.example", units=[unit])
    subscribe("b@thu.example", units=[unit], announcements=True, pace=Pace.DAILY)
    end(subscribe("c@thu.example", announcements=True).handle, reason=Ending.Reason.UNSUBSCRIBED)
    page = desk.get(NUMBERS)
    assert page.context_data["total"] == 2
    assert [(str(name), number) for name, number in page.context_data["chosen"]] == [
        ("UBND phường Phú Thủy", 2),
        ("Tất cả thông báo của Trang", 1),
    ]
    assert [ending.number for ending in page.context_data["endings"]] == [1]
    assert "@thu.example" not in page.content.decode()
    assert not list(strange(texts_of(str(main_of(page)))))


def test_as_many_statements_for_forty(desk):
    for number in range(4):
        subscribe(f"n{number}@thu.example", units=[factories.UnitFactory()])
    desk.get(NUMBERS)
    with CaptureQueriesContext(connection) as few:
        desk.get(NUMBERS)
    for number in range(4, 40):
        subscribe(f"n{number}@thu.example", units=[factories.UnitFactory()])
    with CaptureQueriesContext(connection) as many:
        desk.get(NUMBERS)
    assert len(many) == len(few)


def test_who_may_look():
    unit = factories.UnitFactory()
    allowed = [factories.UserFactory(groups=[DESK]), factories.editor(), factories.UserFactory(groups=["Quản trị"])]
    refused = [factories.contributor_of(unit), factories.leader_of(unit)]
    refused.append(factories.UserFactory(groups=["Người xem báo cáo"]))
    client = Client()
    for user in allowed:
        client.force_login(user)
        assert client.get(NUMBERS).status_code == 200
    for user in refused:
        client.force_login(user)
        assert is_refused(client.get(NUMBERS))
