"""Who is reminded, when, and of what: docs/reminders.md, told over the period 11/2026.

It closes on Wednesday, 25 November. Tuesday the 24th is a public holiday (Ngày Văn hóa Việt Nam), so the last working
day before it is Monday the 23rd, and three working days before it lies Thursday the 19th.
"""

import datetime
from email.header import decode_header, make_header

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email

from compliance.due.due import send_due_mails
from compliance.due.reminders import send_reminders
from compliance.models import DayOff, Exemption, Quota, Reminder, ReminderPlan
from submissions.models import UnitMembership
from tests import factories, workflow
from tests.compliance.stories import Newsroom, at
from tests.mailserver import running_mail_server, text_of

pytestmark = pytest.mark.django_db

FIRST, LAST = "2026-11-19 08:00:00", "2026-11-23 08:00:00"


def reminded(when):
    """Who gets a mail by a run at `when`: sorted user names; the outbox is empty afterwards."""
    Email.objects.all().delete()
    with time_machine.travel(at(when), tick=False):
        send_reminders()
    told = Reminder.objects.filter(email__isnull=False).select_related("recipient")
    return sorted(reminder.recipient.username for reminder in told)


def people(*newsrooms):
    return sorted(user.username for newsroom in newsrooms for user in (newsroom.contributor, newsroom.leader))


def mail_to(user, when=FIRST):
    """(subject, text) of the one mail to `user` by a run at `when`."""
    reminded(when)
    (mail,) = Email.objects.filter(to=user.email)
    return mail.subject, mail.message


class TestWhen:
    @pytest.mark.parametrize(
        ("when", "kind"),
        [
            ("2026-11-18 12:00:00", None),
            ("2026-11-19 07:59:59", None),
            (FIRST, "early"),
            ("2026-11-20 02:00:00", None),  # switched on at night: not before the hour
            ("2026-11-20 08:00:00", "early"),  # switched on later: caught up with
            ("2026-11-21 08:00:00", None),  # switched on again on a Saturday: not before the next working day
            ("2026-11-22 23:00:00", None),
            ("2026-11-23 07:59:59", None),  # no early one in the morning of the last
            (LAST, "last"),
            ("2026-11-24 23:59:59", "last"),
            ("2026-11-25 00:00:00", None),
            ("2026-11-25 09:00:00", None),
        ],
    )
    def test_each_reminder_has_its_time(self, ward, when, kind):
        assert bool(reminded(when)) == bool(kind)
        assert set(Reminder.objects.values_list("kind", flat=True)) == ({kind} if kind else set())

    def test_each_is_sent_once_however_often_it_is_run(self, ward):
        for when in (FIRST, "2026-11-19 08:01:00", "2026-11-20 08:00:00"):
            reminded(when)
        assert Reminder.objects.filter(kind="early").count() == 2
        assert reminded("2026-11-20 09:00:00") == []
        assert reminded(LAST) == people(ward)
        assert reminded("2026-11-24 08:00:00") == []
        assert Reminder.objects.count() == 4

    def test_the_early_one_is_left_out_where_the_last_one_is_due(self, ward):
        reminded(LAST)
        reminded("2026-11-24 10:00:00")
        assert set(Reminder.objects.values_list("kind", flat=True)) == {"last"}

    def test_the_plan_is_what_the_desk_has_set(self, ward):
        plan = ReminderPlan.load()
        plan.days_before, plan.hour, plan.repeats_on_last_day = 4, 14, False
        plan.save()
        assert reminded("2026-11-18 13:00:00") == []
        assert reminded("2026-11-18 14:00:00") == people(ward)
        assert reminded("2026-11-24 20:00:00") == []  # no second one
        Reminder.objects.all().delete()
        assert reminded("2026-11-24 20:00:00") == people(ward)  # the only one, late

    def test_a_day_off_of_the_office_moves_both(self, ward):
        DayOff.objects.create(date=datetime.date(2026, 11, 23), name="Nghỉ theo quyết định", kind=DayOff.Kind.OFF)
        assert reminded("2026-11-18 08:00:00") == people(ward)
        assert reminded("2026-11-20 08:00:00") == people(ward)
        assert set(Reminder.objects.values_list("kind", flat=True)) == {"early", "last"}

    def test_what_is_no_plan_is_refused(self):
        for field, value in (("days_before", 1), ("days_before", 16), ("hour", 24)):
            with pytest.raises(ValidationError):
                ReminderPlan(**{field: value}).full_clean()


class TestWhom:
    def test_nobody_who_owes_nothing(self, ward):
        met, exempt, not_asked = Newsroom(), Newsroom(), Newsroom()
        for day in ("08", "09"):
            met.published(when=at(f"2026-11-{day} 08:00:00"))
        Exemption.objects.create(unit=exempt.unit, reason="Đang sắp xếp", document_number="8/UBND")
        Quota.objects.create(unit=not_asked.unit, minimum=0)
        assert reminded(FIRST) == people(ward)

    def test_nobody_once_the_unit_has_met_it(self, ward):
        assert reminded(FIRST) == people(ward)
        for day in ("20", "21"):
            ward.published(when=at(f"2026-11-{day} 08:00:00"))
        assert reminded(LAST) == []

    def test_only_members_of_that_day_with_an_active_account(self, ward):
        for username, dates in (
            ("ended", {"valid_to": "2026-11-19"}),
            ("to-come", {"valid_from": "2026-11-20"}),
            ("last-day", {"valid_to": "2026-11-20"}),
        ):
            factories.MembershipFactory(unit=ward.unit, user=factories.UserFactory(username=username), **dates)
        factories.contributor_of(ward.unit, username="switched-off", is_active=False)
        assert reminded(FIRST) == sorted([*people(ward), "last-day"])

    def test_one_mail_for_who_belongs_to_two_units(self, ward):
        other = Newsroom(name="UBND phường Hàm Tiến")
        both = factories.contributor_of(ward.unit)
        factories.MembershipFactory(unit=other.unit, user=both, role=UnitMembership.Role.LEADER)
        factories.MembershipFactory(unit=other.unit, user=both)
        _subject, text = mail_to(both)
        assert text.count(ward.unit.name) == text.count("UBND phường Hàm Tiến") == 1

    def test_who_has_no_address_is_passed_over_and_stops_nobody(self, ward):
        factories.contributor_of(ward.unit, username="a-without", email="")
        factories.contributor_of(ward.unit, username="b-malformed", email="không phải địa chỉ")
        assert reminded(FIRST) == people(ward)
        assert Reminder.objects.filter(email=None).count() == 2

    def test_the_database_keeps_it_single(self, ward):
        reminded(FIRST)
        first = Reminder.objects.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(recipient=first.recipient, year=first.year, month=first.month, kind=first.kind)

    def test_nothing_is_noted_of_a_mail_that_could_not_be_written(self, ward, monkeypatch):
        def broken(*args, **kwargs):
            raise RuntimeError("the template is broken")

        monkeypatch.setattr("compliance.due.reminders.outbox_row", broken)
        with pytest.raises(RuntimeError):
            reminded(FIRST)
        assert not Reminder.objects.exists()


class TestWhat:
    def test_what_is_missing_what_waits_with_whom_and_where_to_write(self, ward):
        ward.published(when=at("2026-11-10 08:00:00"))
        workflow.submit(ward.write(title="Bản thảo của đơn vị"), ward.contributor)
        sent_back = ward.send(ward.write(), when=at("2026-11-11 08:00:00"))
        workflow.send_back_as(sent_back, ward.editor)
        subject, text = mail_to(ward.leader)
        assert subject == "Nhắc: kỳ 11/2026 còn thiếu tin, bài, chốt số liệu ngày 25/11/2026"
        for line in (
            f"Kính gửi ông/bà {ward.leader},",
            "Kỳ báo cáo tháng 11/2026 chốt số liệu ngày 25/11/2026. "
            "Tin, bài đăng đến hết ngày 24/11/2026 được tính vào kỳ này.",
            ward.unit.name,
            "- Đã được tính 1 trên 2 tin, bài; còn thiếu 1.",
            "- Tin, bài không kèm ảnh không được tính.",
            "- Đang chờ lãnh đạo đơn vị duyệt: 1.",
            "- Bị trả lại, đơn vị cần sửa và trình lại: 1.",
        ):
            assert line in text.splitlines()
        assert "Bản thảo" not in text
        assert "Đang chờ Ban Biên tập" not in text
        assert text.count("http") == 1
        assert reverse("submissions:write") in text

    def test_a_unit_that_has_sent_enough_is_told_so(self, ward):
        for day in ("10", "11"):
            ward.send(ward.write(), when=at(f"2026-11-{day} 08:00:00"))
        _subject, text = mail_to(ward.contributor)
        assert "- Đang chờ Ban Biên tập: 2." in text
        assert "- Đơn vị đã gửi đủ: đạt chỉ tiêu khi Ban Biên tập đăng và tin, bài được tính." in text

    def test_the_last_one_says_that_it_is(self, ward):
        subject, _text = mail_to(ward.contributor, when=LAST)
        assert subject == "Nhắc lần cuối: kỳ 11/2026 chốt số liệu ngày 25/11/2026, còn thiếu tin, bài"

    def test_over_a_real_mail_server(self, ward):
        reminded(FIRST)
        with running_mail_server() as mailbox, time_machine.travel(at(FIRST), tick=False):
            assert send_due_mails()
        letters = {to[0]: letter for to, letter in mailbox.letters}
        letter = letters[ward.leader.email]
        assert str(make_header(decode_header(letter["Subject"]))).startswith("Nhắc: kỳ 11/2026")
        assert "còn thiếu 2." in text_of(letter)


def test_num_queries(ward):
    """Units cost nothing more, and once everybody has been told a run costs a handful."""

    def counted():
        with time_machine.travel(at(FIRST), tick=False), CaptureQueriesContext(connection) as queries:
            send_reminders()
        return len(queries)

    counted()
    idle = counted()
    Reminder.objects.all().delete()
    few = counted()
    Reminder.objects.all().delete()
    factories.UnitFactory.create_batch(20, provisioned=False)
    assert counted() == few
    assert counted() == idle <= 8
