"""What the administrator looks after: mails that wait or failed, locked accounts, who changed what."""

import datetime
import re
from smtplib import SMTPRecipientsRefused

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone
from post_office.mail import send_queued
from post_office.models import STATUS, Email
from wagtail.admin.viewsets import viewsets
from wagtail.contrib.settings.registry import registry
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from scripts.house import APPS
from submissions.accounts.password_reset import send_invitation
from submissions.chain import notifications
from submissions.models import Decree, Locality, Unit, UnitKind
from submissions.upkeep import changes
from submissions.upkeep.seals import SEALED as LOG
from tests import factories, workflow
from tests.browserform import form_of
from tests.factories import PASSWORD
from tests.soup import soup_of
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person
from tests.submissions.states import Cast

pytestmark = pytest.mark.django_db
MAILS, LOCKED, CHANGES, ENTRIES = (reverse(f"upkeep:{name}") for name in ("mails", "locked", "changes", "entries"))
AGAIN, OPEN = reverse("upkeep:send_again"), reverse("upkeep:open")
HOME = reverse("wagtailadmin_home")
OURS = sorted(set(APPS) - {"site_cms", "vietnamese"})


@pytest.fixture
def admin(client, unit):
    return log_in(client, person("administrator", unit=unit))


@pytest.fixture
def failing(monkeypatch, settings):
    """The mail server refuses every recipient."""
    settings.POST_OFFICE = {**settings.POST_OFFICE, "MAX_RETRIES": 0}

    def refuse(backend, messages):
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ALLOWED)
def test_open_to(client, unit, role):
    log_in(client, person(role, unit=unit))
    for address in (MAILS, LOCKED, CHANGES, ENTRIES):
        assert address in text_of(client.get(HOME))
        text_of(client.get(address))


@pytest.mark.parametrize("role", REFUSED)
def test_closed_to(client, unit, role):
    send_invitation(factories.UserFactory())
    Email.objects.update(status=STATUS.failed)
    log_in(client, person(role, unit=unit))
    for address in (MAILS, LOCKED, CHANGES, ENTRIES):
        assert is_refused(client.get(address))
    assert is_refused(client.post(AGAIN, {"all": "1"}))
    assert is_refused(client.post(OPEN, {"address": "192.0.2.1"}))
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.failed}
    if role != "anonymous":
        assert MAILS not in text_of(client.get(HOME))


class TestMails:
    def test_why_a_mail_failed_and_no_word_of_it(self, admin, failing):
        user = factories.UserFactory(email="hong@phanthiet.example")
        send_invitation(user)
        send_queued(processes=1)
        page = text_of(admin.get(MAILS))
        assert "hong@phanthiet.example" in page
        assert "Máy chủ thư không nhận thư gửi tới địa chỉ này. Hãy kiểm tra lại email. Đã thử 1 lần" in page
        secret = re.search(r"/dat-mat-khau/\S+", Email.objects.get().message).group()
        assert secret not in page
        assert "1 thư không gửi được." in text_of(admin.get(HOME))

    def test_sent_again(self, admin, failing, monkeypatch):
        send_invitation(factories.UserFactory())
        send_queued(processes=1)
        monkeypatch.undo()
        answer = admin.post(AGAIN, {"mail": Email.objects.get().pk}, follow=True)
        assert "1 thư sẽ được gửi trong lượt tới" in text_of(answer)
        assert Email.objects.get().status == STATUS.queued
        assert ModelLogEntry.objects.get(action="submissions.mail_again").user.groups.get().name == "Quản trị"
        send_queued(processes=1)
        assert len(django_mail.outbox) == 1
        again = admin.post(AGAIN, {"mail": Email.objects.get().pk}, follow=True)
        assert "Thư này đã được gửi." in text_of(again)
        send_queued(processes=1)
        assert len(django_mail.outbox) == 1

    def test_all_that_failed(self, admin, failing):
        for _number in range(3):
            send_invitation(factories.UserFactory())
        send_queued(processes=1)
        waiting = factories.UserFactory()
        send_invitation(waiting)
        page = admin.get(MAILS)
        admin.post(AGAIN, form_of(page, f'form[action="{AGAIN}"]') | {"all": "1"})
        assert Email.objects.filter(status=STATUS.queued, scheduled_time=None).count() == 4

    def test_what_waits(self, admin):
        send_invitation(factories.UserFactory(email="cho@phanthiet.example"))
        page = text_of(admin.get(f"{MAILS}?xem=cho"))
        assert "cho@phanthiet.example" in page
        assert "Chưa gửi lần nào." in page
        assert "cho@phanthiet.example" not in text_of(admin.get(f"{MAILS}?xem=cho&q=khac@"))
        assert "cho@phanthiet.example" not in text_of(admin.get(MAILS))

    def test_no_title_of_a_piece(self, admin, unit):
        """An administrator reads no drafts: what a mail about one is called would tell."""
        writer, leader = factories.contributor_of(unit), factories.leader_of(unit)
        title = "Chuyện chưa ai được biết"
        image = factories.photo(unit)
        workflow.submit(factories.news(unit, owner=writer, image=image, title=title), writer)
        assert Email.objects.filter(subject__contains=title, to=leader.email).exists()
        page = text_of(admin.get(f"{MAILS}?xem=cho"))
        assert leader.email in page
        assert "Về một tin, bài" in page
        assert title not in page

    def test_no_title_of_a_draft_that_was_deleted(self, admin, unit):
        """As after an end: its writer was told of it, then deleted it."""
        writer, title = factories.contributor_of(unit), "Chuyện chưa ai được biết"
        draft = factories.news(unit, owner=writer, title=title)
        notifications.write("handed_over", draft, recipients=[writer], event="handed:1", old=unit, still_waits=False)
        assert Email.objects.filter(subject__contains=title).exists()
        draft.delete()
        page = text_of(admin.get(f"{MAILS}?xem=cho"))
        assert writer.email in page
        assert title not in page

    @pytest.mark.parametrize("posted", [{}, {"mail": "x"}, {"mail": "999999"}, {"mail": "²"}])
    def test_what_is_no_mail(self, admin, posted):
        assert text_of(admin.post(AGAIN, posted, follow=True))

    def test_num_queries(self, admin, django_assert_max_num_queries):
        send_invitation(factories.UserFactory())
        admin.get(f"{MAILS}?xem=cho")
        with django_assert_max_num_queries(40) as few:
            admin.get(f"{MAILS}?xem=cho")
        for _number in range(20):
            send_invitation(factories.UserFactory())
        with django_assert_max_num_queries(len(few)):
            admin.get(f"{MAILS}?xem=cho")


class TestLocked:
    @pytest.fixture(autouse=True)
    def counting(self, settings):
        settings.AXES_ENABLED = True

    @pytest.fixture
    def locked(self, client):
        user = factories.UserFactory(username="hong", groups=["Biên tập viên"])
        for _time in range(5):
            answer = client.post("/admin/login/", {"username": "hong", "password": "sai"}, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 429
        return user

    def test_who_is_locked_is_opened(self, admin, client, locked):
        page = admin.get(LOCKED)
        assert "Sai mật khẩu 5 lần" in text_of(page)
        assert "1 tài khoản hoặc địa chỉ mạng bị khóa" in text_of(admin.get(HOME))
        answer = admin.post(OPEN, {"account": locked.pk}, follow=True)
        assert "Đã mở khóa." in text_of(answer)
        assert ModelLogEntry.objects.filter(action="submissions.account_opened", object_id=str(locked.pk)).exists()
        assert "Không có tài khoản nào bị khóa." in text_of(admin.get(LOCKED))
        admin.logout()
        answer = client.post("/admin/login/", {"username": "hong", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 302

    def test_a_name_that_nobody_bears_is_not_shown(self, admin):
        """People type passwords there."""
        attempts("mat-khau-bi-mat", "192.0.2.7", 6)
        assert "mat-khau-bi-mat" not in text_of(admin.get(LOCKED))

    def test_an_address(self, admin):
        for number in range(7):
            attempts(f"ten-{number}", "192.0.2.7", 3)
        assert "Mọi người dùng chung địa chỉ mạng 192.0.2.7" in text_of(admin.get(LOCKED))
        admin.post(OPEN, {"address": "192.0.2.7"})
        assert not AccessAttempt.objects.exists()

    def test_what_is_over_is_not_shown(self, admin):
        factories.UserFactory(username="hong")
        attempts("hong", "192.0.2.7", 9)
        AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=11))
        assert "Không có tài khoản nào bị khóa." in text_of(admin.get(LOCKED))

    def test_a_superuser_is_opened_by_a_superuser(self, admin, client, unit):
        root = factories.UserFactory(username="goc", is_superuser=True)
        attempts("goc", "192.0.2.7", 5)
        answer = admin.post(OPEN, {"account": root.pk}, follow=True)
        assert "do quản trị cấp cao mở khóa" in text_of(answer)
        assert AccessAttempt.objects.exists()
        log_in(client, person("superuser", unit=unit))
        client.post(OPEN, {"account": root.pk})
        assert not AccessAttempt.objects.exists()

    @pytest.mark.parametrize("posted", [{}, {"account": "x"}, {"account": "999999"}, {"address": "192.0.2.99"}])
    def test_what_is_not_locked(self, admin, posted):
        assert text_of(admin.post(OPEN, posted, follow=True))

    def test_num_queries(self, admin, django_assert_max_num_queries):
        admin.get(LOCKED)
        with django_assert_max_num_queries(40) as few:
            admin.get(LOCKED)
        for number in range(20):
            factories.UserFactory(username=f"khoa-{number}")
            attempts(f"khoa-{number}", f"192.0.2.{number}", 5)
        with django_assert_max_num_queries(len(few) + 1):
            assert text_of(admin.get(LOCKED)).count("Sai mật khẩu") == 20


def attempts(name, address, number):
    AccessAttempt.objects.create(
        username=name,
        ip_address=address,
        failures_since_start=number,
        user_agent="",
        http_accept="",
        path_info="",
        get_data="",
        post_data="",
    )


class TestChanges:
    def test_who_changed_what_in_words(self, admin, unit):
        form = form_of(admin.get(f"/admin/don-vi/edit/{unit.pk}/"))
        admin.post(f"/admin/don-vi/edit/{unit.pk}/", form | {"short_name": "Tên mới"})
        who = factories.UserFactory()
        log(instance=Group.objects.first(), action="wagtail.edit", user=who)
        rows = soup_of(admin.get(CHANGES)).select(".tb-row")
        assert [unit.name in rows[1].text, str(who) in rows[0].text] == [True, True]
        assert len(soup_of(admin.get(f"{CHANGES}?kind=don-vi")).select(".tb-row")) == 1
        assert len(soup_of(admin.get(f"{CHANGES}?person={who.pk}")).select(".tb-row")) == 1
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        assert not soup_of(admin.get(f"{CHANGES}?since={tomorrow:%d/%m/%Y}")).select(".tb-row")
        assert len(soup_of(admin.get(f"{CHANGES}?until={tomorrow:%d/%m/%Y}")).select(".tb-row")) == 2

    def test_what_nobody_did_is_the_systems(self, admin):
        log(instance=Group.objects.first(), action="wagtail.edit")
        (row,) = soup_of(admin.get(CHANGES)).select(".tb-row")
        assert "· hệ thống" in row.text
        assert "chốt" not in row.text
        assert "hệ thống tự chốt" not in admin.get(f"{CHANGES}?tep=csv").content.decode()

    def test_the_families(self, admin):
        choices = [option.text for option in soup_of(admin.get(CHANGES)).select("select[name=kind] option")]
        assert choices == [
            "Tất cả",
            "Cơ quan, đơn vị",
            "Người và tài khoản",
            "Cài đặt, chỉ tiêu, kỳ báo cáo",
            "Mức chi nhuận bút",
        ]

    def test_whatever_has_a_screen_in_the_settings_is_in_a_family(self):
        screens = (viewset for viewset in viewsets.viewsets if getattr(viewset, "add_to_settings_menu", False))
        kept = {*registry, *(viewset.model for viewset in screens)}
        ours = {model for model in kept if model.__module__.partition(".")[0] in OURS}
        told = {model for family in changes.families() for model in family.models}
        assert {Locality, UnitKind, Decree} <= ours
        assert ours - told == set()

    @pytest.mark.parametrize("query", ["?kind=khong-co", "?person=x", "?since=31/02/2020", "?p=99"])
    def test_any_address(self, admin, query):
        text_of(admin.get(CHANGES + query))

    def test_no_piece_of_news_and_nothing_of_royalties(self, admin):
        cast = Cast()
        workflow.submit(factories.news(cast.unit, owner=cast.contributor, image=cast.photo), cast.contributor)
        assert "Ra quân" not in text_of(admin.get(CHANGES))

    def test_num_queries(self, admin, unit, django_assert_max_num_queries):
        log(instance=unit, action="wagtail.edit", user=factories.UserFactory())
        admin.get(CHANGES)
        with django_assert_max_num_queries(40) as few:
            admin.get(CHANGES)
        for other in [factories.UnitFactory() for _number in range(20)]:
            log(instance=other, action="wagtail.edit", user=factories.UserFactory())
        with django_assert_max_num_queries(len(few)):
            admin.get(CHANGES)
        assert Unit.objects.count() == 21


def test_nothing_needs_the_administrator(admin):
    page = text_of(admin.get(HOME))
    assert "Không có việc gì: không thư nào lỗi, không tài khoản nào bị khóa." in page


def test_an_empty_log_is_told_from_a_search_without_a_find(admin):
    LOG.lift(using="default")
    ModelLogEntry.objects.all().delete()
    PageLogEntry.objects.all().delete()
    LOG.put(using="default")
    assert soup_of(admin.get(CHANGES)).select_one(".tb-empty").text == "Chưa ghi nhận việc nào."
    assert soup_of(admin.get(CHANGES, {"since": "01/01/2040"})).select_one(".tb-empty").text == "Không tìm thấy gì."
