"""The commands `demo` and `demo_accounts`, on two units (slow); the whole city is in test_demo_city.py."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.models import PageLogEntry, Revision, Site, TaskState, WorkflowState

from home.demo.invented import calendar
from home.demo.invented.news import FULL_UNITS
from home.demo.invented.plan import OUTPUT
from home.demo.invented.stories import stories
from home.demo.residents import PASSWORD, Residents
from submissions.kept.clock import standing_at
from submissions.media.pictures import SIZES
from submissions.media.renditions import specs_of
from submissions.models import (
    NewsImage,
    NewsPage,
    NewsRendition,
    Notice,
    UndrawnPhotos,
    Unit,
    UnitMembership,
    User,
)
from tests import factories

AS_OF = date(2026, 3, 20)
UNITS = ["phong-quan-ly-do-thi", "ban-quan-ly-cho"]


def demo(**options):
    call_command("demo", **{"as_of": str(AS_OF), "unit": UNITS, "verbosity": 0} | options)


def rows():
    """Every row of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def files():
    storage = NewsImage._meta.get_field("file").storage
    return {name: storage.get_modified_time(name) for name in NewsImage.objects.values_list("file", flat=True)}


@pytest.mark.slow
class TwoUnits(TestCase):
    @classmethod
    def setUpTestData(cls):
        demo()

    def test_a_second_run_changes_no_row_and_no_file(self):
        before = rows(), files()
        demo()
        demo(as_of="20/3/2026")
        demo(as_of="")
        assert (rows(), files()) == before

    def test_every_size_of_every_photo_is_drawn(self):
        covers = set(NewsPage.objects.live().filter(cover__isnull=False).values_list("cover", flat=True))
        wanted = {(cover, spec) for cover in covers for spec in specs_of(SIZES)}
        assert covers and wanted <= set(NewsRendition.objects.values_list("image", "filter_spec"))
        assert not UndrawnPhotos.objects.exists()

    def test_another_day_needs_another_database(self):
        before = rows()
        with pytest.raises(CommandError, match="20/03/2026"):
            demo(as_of="2026-03-19")
        assert rows() == before

    def test_all_units_are_provisioned_and_valid_without_end(self):
        assert Unit.objects.filter(page__live=True, collection__isnull=False, valid_to=None).count() == 33

    def test_everything_happened_in_office_hours_before_the_day(self):
        end = datetime.combine(AS_OF, time.min, tzinfo=timezone.get_default_timezone())
        moments = [
            *PageLogEntry.objects.exclude(action="home.demo_city").values_list("timestamp", flat=True),
            *Revision.objects.values_list("created_at", flat=True),
            *WorkflowState.objects.values_list("created_at", flat=True),
            *TaskState.objects.values_list("started_at", flat=True),
            *TaskState.objects.exclude(finished_at=None).values_list("finished_at", flat=True),
            *NewsImage.objects.values_list("created_at", flat=True),
            *Notice.objects.values_list("created_at", flat=True),
            *Email.objects.values_list("created", flat=True),
            *Email.objects.values_list("last_updated", flat=True),
            *NewsPage.objects.exclude(sent_at=None).values_list("sent_at", flat=True),
            *NewsPage.objects.exclude(published_at=None).values_list("published_at", flat=True),
        ]
        assert len(moments) > 100
        for moment in map(timezone.localtime, moments):
            assert moment < end
            assert moment.weekday() < 5
            assert time(7, 30) <= moment.time() <= time(17, 1)

    def test_each_piece_went_one_step_after_the_other(self):
        for page in NewsPage.objects.filter(live=True):
            leader, board = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("pk")
            written = page.revisions.earliest("created_at").created_at
            assert written < leader.started_at < leader.finished_at == board.started_at == page.sent_at
            assert page.sent_at < board.finished_at == page.first_published_at == page.published_at
            assert page.published_at - written < timedelta(days=6)

    def test_a_taken_down_piece_says_why(self):
        [page] = NewsPage.objects.filter(live=False, first_published_at__isnull=False)
        [entry] = PageLogEntry.objects.filter(page=page.pk, action="submissions.take_down")
        assert "đính chính" in entry.data["comment"]

    def test_the_plan_holds_on_the_first_and_the_last_days_of_a_period(self):
        for day in (date(2026, 2, 24), date(2026, 2, 25), date(2026, 2, 28), date(2019, 5, 20)):
            told = stories(Unit.objects.all(), as_of=day)
            titles = Counter((story.unit.slug, story.piece.title) for story in told)
            assert titles.most_common(1)[0][1] == 1
            assert {story.steps[-1][1] for story in told} > {"write", "submit", "send_back", "schedule", "withdraw"}
            for number, span in enumerate(calendar.spans(day)[:2]):
                for slug, words in OUTPUT.items():
                    mine = [{name: minute for minute, name in s.steps} for s in told if s.unit.slug == slug]
                    published = [steps for steps in mine if span.start <= steps.get("publish", 0) < span.end]
                    sent = [steps for steps in mine if span.start <= steps.get("approve", 0) < span.end]
                    # What is on its way belongs to the running period, on whose first days it reaches back.
                    assert len(published) == len(words[number]) or (number == 1 and slug in FULL_UNITS)
                    assert words[number] or not sent

    def test_no_mail_waits_to_be_sent(self):
        assert Email.objects.exists()
        assert not Email.objects.exclude(status=STATUS.sent).exists()

    def test_everybody_is_marked_and_nobody_is_a_superuser(self):
        assert not User.objects.exclude(is_demo=True).exists()
        assert not User.objects.filter(is_superuser=True).exists()
        assert not User.objects.exclude(last_login=None).exists()
        assert User.objects.values("password").distinct().count() == 1
        assert self.client.login(username="quantri.tuan", password=PASSWORD)

    def test_members_have_post_telephone_and_appointing_document(self):
        members = UnitMembership.objects.filter(unit__slug__in=UNITS)
        assert sorted(members.values_list("role", flat=True)) == ["contributor"] * 2 + ["leader"] * 2
        for member in members:
            assert all((member.post, member.telephone, member.document_number, member.document_date))
            assert member.valid_from < date(2025, 2, 1)
            assert member.valid_to is None

    def test_pieces_and_photos_are_found(self):
        page = NewsPage.objects.filter(live=True).first()
        assert page.pk in [found.pk for found in NewsPage.objects.live().search(page.title)]
        [usage] = page.cover.get_usage()
        assert usage[0].pk == page.pk

    def test_the_site_answers_under_any_name(self):
        page = NewsPage.objects.filter(live=True).first()
        assert Site.objects.get().is_default_site
        assert self.client.get(page.url, HTTP_HOST="192.0.2.7:8005").status_code == 200

    def test_one_account_per_role_is_printed(self):
        printed = accounts_printed()
        assert PASSWORD in printed[0]
        roles = [line.split("  ")[1].strip() for line in printed[1:]]
        assert roles == [
            "Người phụ trách cung cấp tin, bài",
            "Lãnh đạo đơn vị",
            "Thường trực Ban Biên tập",
            "Biên tập viên",
            "Trưởng Ban Biên tập",
            "Người xem báo cáo",
            "Kế toán",
            "Thủ trưởng đơn vị",
            "Quản trị",
        ]
        names = [next(word for word in line.split() if "." in word) for line in printed[1:]]
        assert User.objects.filter(username__in=names).count() == len(set(names)) == 9


def accounts_printed():
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_production_gets_no_demo(settings):
    settings.REFUSE_DEMO_ACCOUNTS = True
    with pytest.raises(CommandError, match="trang chính thức"):
        demo()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_database_with_real_people_is_left_alone():
    factories.UserFactory(username="nguoi.that")
    before = rows()
    with pytest.raises(CommandError, match="dữ liệu thật"):
        demo()
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "words"), [("2999-01-01", "Chưa đến"), ("hôm nay", "không phải là ngày")])
def test_a_day_that_cannot_be_is_refused(day, words):
    with pytest.raises(CommandError, match=words):
        demo(as_of=day)


@pytest.mark.django_db
def test_what_breaks_off_leaves_nothing_behind(monkeypatch):
    stored = []
    delete = type(NewsImage._meta.get_field("file").storage).delete
    monkeypatch.setattr("home.demo.telling.Teller.submit", lambda self: 1 / 0)
    monkeypatch.setattr(
        "django.core.files.storage.FileSystemStorage.delete",
        lambda storage, name: stored.append((storage, name)) or delete(storage, name),
    )
    before = rows()
    with pytest.raises(ZeroDivisionError):
        demo()
    assert rows() == before
    assert stored
    assert not any(storage.exists(name) for storage, name in stored)


@pytest.mark.django_db
def test_no_accounts_to_print():
    assert accounts_printed() == ["Không có tài khoản dùng thử."]


def test_the_password_holds_under_the_hasher_of_production(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    residents = Residents(as_of=AS_OF)
    assert residents.password.startswith("pbkdf2_sha256$")
    assert check_password(PASSWORD, residents.password)


@pytest.mark.parametrize("text", ["2019-05-20", "20/5/2019", "20/05/2019"])
def test_days_are_read_as_people_write_them(text):
    assert calendar.parse_day(text) == date(2019, 5, 20)


@pytest.mark.parametrize("text", ["", "20.5.2019", "31/4/2019", "20/5"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        calendar.parse_day(text)


@pytest.mark.parametrize(
    ("day", "first_days"),
    [
        ("2019-05-24", ["2019-02-25", "2019-03-25", "2019-04-25", "2019-05-27"]),
        ("2019-05-25", ["2019-03-25", "2019-04-25", "2019-05-27", "2019-06-25"]),
        ("2020-01-10", ["2019-10-25", "2019-11-25", "2019-12-25", "2020-01-27"]),
    ],
)
def test_three_periods_end_with_the_one_of_the_day(day, first_days):
    found = calendar.spans(date.fromisoformat(day))
    assert [str(calendar.day_of(span.start)) for span in found] == first_days[:3]
    assert str(calendar.day_of(found[-1].end)) == first_days[3]


def test_office_minutes_leave_out_noon_nights_and_weekends():
    friday = calendar.office_minute(date(2019, 5, 24))
    moments = [calendar.moment_of(friday + minute) for minute in (0, 239, 240, 449, 450)]
    assert [moment.strftime("%d %H:%M") for moment in moments] == [
        "24 07:30",
        "24 11:29",
        "24 13:30",
        "24 16:59",
        "27 07:30",
    ]
    assert calendar.office_minute(date(2019, 5, 25)) == calendar.office_minute(date(2019, 5, 27)) == friday + 450


def test_the_clock_goes_on_after_an_error():
    moment = datetime(2019, 5, 20, tzinfo=timezone.get_default_timezone())
    with pytest.raises(ZeroDivisionError), standing_at(moment):
        assert timezone.now() == moment
        assert timezone.localdate() == date(2019, 5, 20)
        _ = 1 / 0
    assert timezone.now() > moment
