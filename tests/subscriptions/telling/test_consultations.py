"""Drafts for opinions by mail: to who chose them, once, none that is no draft any more to give an opinion on."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email
from wagtail.models import PageViewRestriction

from compliance.due.due import send_mails
from submissions.models import Category
from submissions.statements import publishing
from subscriptions.models import Publication
from subscriptions.telling.batches import tell
from tests import statements
from tests.consultation.stories import People
from tests.plugins.told import told
from tests.subscriptions.stories import Pace, now, publish, subscribe

pytestmark = pytest.mark.django_db
AT_FOUR = datetime.datetime(2026, 3, 10, 16, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
TITLE = "Lấy ý kiến: Dự thảo Phương án sắp xếp chợ"


@told
def people():
    """Weeks before: what they published then is nobody's news."""
    with time_machine.travel(AT_FOUR - datetime.timedelta(days=30), tick=False):
        return People()


@pytest.fixture
def clock(people):
    with time_machine.travel(AT_FOUR, tick=False) as clock:
        yield clock


def later(clock, **span):
    clock.shift(datetime.timedelta(**span))


def subjects():
    return sorted(Email.objects.filter(to_subscriber__isnull=False).values_list("subject", flat=True))


def withdraw(page, people):
    publishing.withdraw(pk=page.pk, user=people.editor2, reason="Sai dự thảo.")


def test_who_chose_drafts_is_told_and_nobody_else(clock, people):
    subscribe("chon@thu.example", drafts=True)
    subscribe("tin@thu.example", units=[people.unit], announcements=True)
    section = Category.objects.get(slug="lay-y-kien")
    subscribe("muc@thu.example", categories=[section])
    later(clock, minutes=1)
    page = people.public()
    assert tell() == 2
    mails = {mail.to[0]: mail for mail in Email.objects.filter(to_subscriber__isnull=False)}
    assert mails.keys() == {"chon@thu.example", "muc@thu.example"}
    mail = mails["chon@thu.example"]
    assert mail.subject == TITLE
    for words in (page.full_url, page.extract, "Phòng Quản lý đô thị – ", "đến hết ngày 11/03/2026"):
        assert words in mail.message
        assert words in mail.html_message
    later(clock, minutes=1)
    assert tell() == 0


def test_a_draft_of_a_draft_and_what_is_withdrawn_or_over_are_not_told(clock, people):
    subscribe(drafts=True, pace=Pace.DAILY)
    later(clock, minutes=1)
    people.draft(title="Chưa đăng")
    gone, closed = people.public(title="Đã gỡ"), people.public(title="Kín")
    people.public(title="Còn đây", closes_on=AT_FOUR.date())
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    tell()
    withdraw(gone, people)
    clock.move_to(AT_FOUR.replace(hour=17))
    assert (tell(), subjects()) == (1, ["Lấy ý kiến: Còn đây"])
    words = str(Email.objects.filter(to_subscriber__isnull=False).values_list("message", "html_message"))
    assert not any(title in words for title in ("Chưa đăng", "Đã gỡ", "Kín"))


def test_after_its_last_day_nothing_is_told(clock, people):
    subscribe(drafts=True, pace=Pace.DAILY)
    later(clock, hours=2)
    page = people.public(closes_on=AT_FOUR.date())
    tell()
    later(clock, days=1)
    assert Publication.objects.filter(consultation=page.pk).exists()
    assert tell() == 0


def test_what_is_withdrawn_before_its_mail_is_sent_does_not_go_out(clock, people, mailoutbox):
    alone, both = subscribe("a@thu.example", drafts=True), subscribe("b@thu.example", drafts=True, units=[people.unit])
    later(clock, minutes=1)
    page = people.public()
    publish(people.unit, "Còn đây")
    assert (tell(), subjects()) == (2, ["2 nội dung mới: " + TITLE, TITLE])
    withdraw(page, people)
    assert subjects() == []
    assert (tell(), subjects(), now(alone).mark) == (1, ["Còn đây"], 0)
    send_mails()
    assert [mail.to for mail in mailoutbox if mail.to[0].endswith("thu.example")] == [[both.address]]


def test_a_new_version_and_a_second_publication_are_told_no_second_time(clock, people):
    subscribe(drafts=True)
    later(clock, minutes=1)
    page = people.public()
    assert tell() == 1
    changed = statements.change(page, by=people.editor, extract="Bổ sung phụ lục.")
    statements.publish(changed, by=people.editor2)
    later(clock, minutes=1)
    assert tell() == 0


def test_nothing_of_before_the_subscription(clock, people):
    people.public()
    later(clock, seconds=1)
    subscribe(drafts=True)
    assert tell() == 0


def test_drafts_stand_before_news_and_say_when_they_open(clock, people):
    subscribe(drafts=True, units=[people.unit])
    later(clock, minutes=1)
    publish(people.unit, "Tin của phòng")
    days = {"opens_on": datetime.date(2026, 3, 20), "closes_on": datetime.date(2026, 4, 20)}
    people.public(**days)
    assert tell() == 1
    mail = Email.objects.get(to_subscriber__isnull=False)
    assert mail.subject == "2 nội dung mới: " + TITLE
    assert mail.message.index(TITLE + "\n") < mail.message.index("Tin của phòng")
    assert "từ ngày 20/03/2026 đến hết ngày 20/04/2026" in mail.message


def test_many_drafts_cost_as_one(clock, people):
    subscribe(drafts=True)
    costs = []
    # The first round finds nothing in the cache.
    for number in (1, 1, 12):
        later(clock, minutes=1)
        for place in range(number):
            people.public(title=f"Dự thảo {number}-{place}")
        with CaptureQueriesContext(connection) as queries:
            assert tell() == 1
        costs.append(len(queries))
    assert costs[1] == costs[2]
