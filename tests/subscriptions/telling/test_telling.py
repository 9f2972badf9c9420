"""What is told to whom: each piece once, none that is gone, many at a constant cost, and killed at any moment."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.models import PageViewRestriction

from compliance.due.due import send_mails
from submissions.chain import decisions
from submissions.models import Category, NewsPage
from subscriptions.models import Publication, Subscription, SubscriptionMail, SubscriptionRules
from subscriptions.telling import batches, taking_back
from subscriptions.telling.batches import tell
from tests import factories
from tests.plugins.told import told
from tests.subscriptions.stories import Pace, announce, now, publish, subscribe

pytestmark = pytest.mark.django_db
AT_FOUR = datetime.datetime(2026, 3, 10, 16, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", slug="phu-thuy")


@told
def other():
    return factories.UnitFactory(name="UBND phường Mũi Né")


@pytest.fixture
def clock():
    with time_machine.travel(AT_FOUR, tick=False) as clock:
        yield clock


def subjects():
    return sorted(Email.objects.values_list("subject", flat=True))


def later(clock, **span):
    clock.shift(datetime.timedelta(**span))


def test_each_is_told_what_it_chose_and_once(clock, ward, other):
    category = Category.objects.get(slug="tin-tuc-su-kien")
    of_unit, of_section = subscribe("a@thu.example", units=[ward]), subscribe("b@thu.example", categories=[category])
    of_notices = subscribe("c@thu.example", announcements=True)
    later(clock, minutes=1)
    publish(ward, "Tin của phường")
    announce(other, "Thông báo của phường khác")
    assert tell() == 3
    assert {mail.to[0]: mail.subject for mail in Email.objects.all()} == {
        "a@thu.example": "Tin của phường",
        "b@thu.example": "2 tin mới: Tin của phường",
        "c@thu.example": "Thông báo của phường khác",
    }
    assert {one.mark for one in map(now, (of_unit, of_section, of_notices))} == {Publication.last_position()}
    later(clock, minutes=1)
    assert tell() == 0


def test_nothing_of_before_the_subscription_and_no_draft(clock, ward):
    publish(ward, "Trước khi đăng ký")
    later(clock, seconds=1)
    subscribe(units=[ward])
    factories.news(ward, title="Bản nháp")
    assert (tell(), subjects()) == (0, [])


def test_what_is_taken_down_or_over_meanwhile_is_not_told(clock, ward):
    subscribe(units=[ward], pace=Pace.DAILY)
    later(clock, minutes=1)
    gone, over = publish(ward, "Đã gỡ"), announce(ward, "Đã hết hiệu lực")
    publish(ward, "Còn đây")
    tell()
    gone.unpublish()
    NewsPage.objects.filter(pk=over.pk).update(holds_until=AT_FOUR.date() - datetime.timedelta(days=1))
    later(clock, hours=2)
    assert (tell(), subjects()) == (1, ["Còn đây"])
    assert "Đã gỡ" not in Email.objects.get().message + Email.objects.get().html_message


def test_a_later_mail_that_waits_as_well_is_not_told_twice(clock, ward):
    subscription = subscribe(units=[ward])
    later(clock, minutes=1)
    gone = publish(ward, "Đã gỡ")
    assert tell() == 1
    later(clock, minutes=1)
    publish(ward, "Còn đây")
    assert tell() == 1
    gone.unpublish()
    later(clock, minutes=1)
    assert tell() == 1
    assert Email.objects.get(to_subscriber__subscription=subscription).subject == "Còn đây"


def test_what_is_taken_down_before_its_mail_is_sent_does_not_go_out(clock, ward, other, mailoutbox):
    """Through the board's own act: alone in a mail, beside another piece, and in one of somebody else."""
    alone, both = subscribe("a@thu.example", units=[ward]), subscribe("b@thu.example", units=[ward, other])
    untouched = subscribe("c@thu.example", units=[other])
    later(clock, minutes=1)
    gone = publish(ward, "Đã gỡ")
    publish(other, "Còn đây")
    assert tell() == 3
    before = Email.objects.get(to_subscriber__subscription=untouched).pk
    decisions.take_down(pk=gone.pk, user=factories.editor(), reason="Số liệu sai.")
    assert Email.objects.filter(to_subscriber__isnull=False).get().pk == before
    later(clock, minutes=1)
    assert tell() == 1
    assert Email.objects.get(to_subscriber__subscription=both).subject == "Còn đây"
    assert (tell(), now(alone).mark) == (0, 0)
    send_mails()
    assert sorted(mail.to[0] for mail in mailoutbox if "Còn đây" in mail.subject) == ["b@thu.example", "c@thu.example"]
    assert "Đã gỡ" not in str([(mail.subject, mail.body) for mail in mailoutbox if mail.to[0].endswith("thu.example")])


def test_a_take_down_stands_whatever_becomes_of_mails(clock, ward, monkeypatch):
    subscribe(units=[ward])
    later(clock, minutes=1)
    gone = publish(ward, "Đã gỡ")
    tell()
    monkeypatch.setattr(taking_back, "absolute", None)
    decisions.take_down(pk=gone.pk, user=factories.editor(), reason="Số liệu sai.")
    assert not NewsPage.objects.get(pk=gone.pk).live


def test_what_is_closed_to_the_public_is_not_told(clock, ward):
    subscribe(units=[ward])
    later(clock, minutes=1)
    piece = publish(ward, "Họp tổ dân phố")
    restriction = PageViewRestriction.objects.create(page=ward.page, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(piece.url).status_code != 200
    assert tell() == 0
    restriction.delete()
    assert tell() == 1


def test_published_again_is_told_no_second_time(clock, ward):
    subscribe(units=[ward])
    later(clock, minutes=1)
    piece = publish(ward)
    assert tell() == 1
    Email.objects.filter(to_subscriber__isnull=False).update(status=STATUS.sent)
    piece.unpublish()
    later(clock, minutes=1)
    NewsPage.objects.filter(pk=piece.pk).update(live=True, is_live=True)
    assert tell() == 0


def test_the_daily_mail_comes_at_its_hour_with_all_of_the_day(clock, ward):
    subscribe(units=[ward], pace=Pace.DAILY)
    later(clock, minutes=1)
    publish(ward, "Một")
    assert tell() == 0
    later(clock, minutes=30)
    publish(ward, "Hai")
    tell()
    clock.move_to(AT_FOUR.replace(hour=17))
    assert (tell(), subjects()) == (1, ["2 tin mới: Một"])
    later(clock, minutes=5)
    publish(ward, "Ba")
    assert tell() == 0
    clock.move_to(AT_FOUR.replace(day=11, hour=16, minute=59))
    assert tell() == 0
    clock.move_to(AT_FOUR.replace(day=11, hour=17, minute=3))
    assert (tell(), subjects()) == (1, ["2 tin mới: Một", "Ba"])


def test_the_hour_is_a_setting_and_off_is_off(clock, ward):
    subscribe(units=[ward], pace=Pace.DAILY)
    later(clock, minutes=1)
    publish(ward)
    tell()
    SubscriptionRules.objects.update(hour=6, is_open=False)
    clock.move_to(AT_FOUR.replace(day=11, hour=6))
    assert tell() == 0
    SubscriptionRules.objects.update(is_open=True)
    assert tell() == 1


def test_what_waited_for_days_is_no_news(clock, ward):
    subscribe(units=[ward])
    later(clock, minutes=1)
    publish(ward)
    clock.shift(datetime.timedelta(days=3, minutes=1))
    assert (tell(), Publication.objects.count()) == (0, 0)


def test_who_follows_a_unit_follows_what_continues_it(clock, ward, other):
    subscribe(units=[ward])
    ward.successors.add(other)
    later(clock, minutes=1)
    publish(other, "Tin của phường mới")
    assert (tell(), subjects()) == (1, ["Tin của phường mới"])


def test_who_follows_a_section_follows_what_continues_it(clock, ward):
    old = Category.objects.create(title="Mục cũ", slug="muc-cu", valid_from=datetime.date(2019, 1, 1))
    new = Category.objects.get(slug="tin-tuc-su-kien")
    subscribe(categories=[old])
    old.valid_to, old.continued_by = AT_FOUR.date(), new
    old.save()
    later(clock, minutes=1)
    publish(ward, category=new)
    assert tell() == 1


def test_killed_before_the_commit_and_behind_it(clock, ward, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        raise Killed

    subscription = subscribe(units=[ward])
    later(clock, minutes=1)
    publish(ward)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(SubscriptionMail.objects, "bulk_create", killed)
        tell()
    assert (Email.objects.count(), now(subscription).mark) == (0, 0)
    assert (tell(), tell(), Email.objects.count()) == (1, 0, 1)


def many(number, ward):
    """Subscriptions as rows, for what many cost."""
    rows = Subscription.objects.bulk_create(
        Subscription(
            address=f"n{place}@thu.example",
            address_digest=f"{place}",
            pace=Pace.AT_ONCE,
            confirmed_at=timezone.now(),
        )
        for place in range(number)
    )
    Subscription.units.through.objects.bulk_create(
        Subscription.units.through(subscription_id=row.pk, unit_id=ward.pk) for row in rows
    )


@pytest.mark.parametrize("is_wanted", [True, False])
def test_forty_cost_as_many_statements_as_four(clock, ward, other, is_wanted):
    costs = []
    # The first round finds nothing in the cache.
    for number in (1, 4, 40):
        Subscription.objects.all().delete()
        many(number, ward)
        later(clock, minutes=1)
        publish(ward if is_wanted else other, f"Tin {number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert tell() == (number if is_wanted else 0)
        costs.append(len(queries))
    assert costs[1] == costs[2]


def test_many_wait_in_batches_and_behind_all_other_mails(clock, ward, monkeypatch):
    monkeypatch.setattr(batches, "MOST_WAITING", 3)
    many(8, ward)
    later(clock, minutes=1)
    publish(ward)
    written = [tell()]
    while Email.objects.filter(status=STATUS.queued).update(status=STATUS.sent) and len(written) < 5:
        written.append(tell())
    assert written == [3, 3, 2, 0]
    assert len({mail.to[0] for mail in Email.objects.all()}) == 8
    assert set(Email.objects.values_list("priority", flat=True)) == {0}


def test_a_mail_names_at_most_twenty_pieces(clock, ward):
    subscribe(units=[ward])
    later(clock, minutes=1)
    for number in range(22):
        publish(ward, f"Tin số {number:02}")
    tell()
    mail = Email.objects.get()
    assert mail.subject == "22 tin mới: Tin số 00"
    assert mail.message.count("Tin số") == 20
    assert "và 2 tin, bài khác" in mail.message
    assert "và 2 tin, bài khác" in mail.html_message


def test_titles_are_text_in_both_parts(clock, ward):
    subscribe(units=[ward])
    later(clock, minutes=1)
    publish(ward, 'Mưa > 100 mm & gió {% now "Y" %} <b>mạnh</b>')
    tell()
    mail = Email.objects.get()
    assert mail.subject == 'Mưa > 100 mm & gió {% now "Y" %} <b>mạnh</b>'
    assert "<b>" not in mail.html_message
    assert "&amp;" not in mail.message
