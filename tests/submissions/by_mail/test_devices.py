"""The mark of a person's own device: left at log-in, listed, and over when it should be."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from submissions.by_mail.device_names import device_name
from submissions.models import DecisionsByMail, KnownDevice
from tests import factories
from tests.submissions.by_mail.visitor import IPHONE, LOGIN, Visitor, known_visitor
from tests.workflow import again

pytestmark = pytest.mark.django_db


def is_known(visitor, story):
    """Whether the link to the leader opens in `visitor` without a log-in."""
    return visitor.open(story.path).status_code == 200


class TestLeft:
    def test_only_when_the_person_says_so(self, story):
        visitor = Visitor().log_in(story.leader).log_out()
        assert not KnownDevice.objects.exists()
        assert not is_known(visitor, story)

    def test_the_cookie_and_the_row(self, story, settings):
        settings.SESSION_COOKIE_SECURE = True
        visitor = Visitor(headers={"user-agent": IPHONE}).log_in(story.leader, own=True)
        cookie, device = visitor.cookies["known_device"], KnownDevice.objects.get()
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
        assert cookie.value.partition(":")[0] not in str(vars(device))
        assert (device.user, device.name) == (story.leader, "iPhone, Safari")
        assert device.valid_until - device.made_at == pytest.approx(
            datetime.timedelta(days=90), abs=datetime.timedelta(seconds=5)
        )

    def test_not_by_a_wrong_password(self, story):
        data = {"username": story.leader.username, "password": "sai", "is_own_device": "on"}
        Visitor().post(LOGIN, data)
        assert not KnownDevice.objects.exists()

    def test_not_for_who_is_sent_no_links(self, story):
        Visitor().log_in(story.editor, own=True)
        assert not KnownDevice.objects.exists()

    def test_a_device_has_one_owner(self, story):
        visitor = known_visitor(story.leader)
        visitor.log_in(story.deputy, own=True).log_out()
        assert list(KnownDevice.objects.filter(ended_at=None).values_list("user", flat=True)) == [story.deputy.pk]
        assert not is_known(visitor, story)

    def test_again_on_the_same_device_is_one_device(self, story):
        known_visitor(story.leader).log_in(story.leader, own=True)
        assert KnownDevice.objects.filter(ended_at=None).count() == 1

    def test_the_log_in_asks(self):
        assert "Đây là máy của tôi" in Visitor().get(LOGIN).content.decode()


class TestOver:
    @pytest.fixture
    def visitor(self, story):
        visitor = known_visitor(story.leader)
        assert is_known(visitor, story)
        return visitor

    def test_by_another_password_from_the_account(self, story, visitor):
        other = Visitor().log_in(story.leader)
        page = other.get(reverse("wagtailadmin_account"))
        form = {
            "name_email-first_name": "Trần Văn",
            "name_email-last_name": "Hạnh",
            "name_email-email": story.leader.email,
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "password-old_password": factories.PASSWORD,
            "password-new_password1": "Bien-xanh-2019!",
            "password-new_password2": "Bien-xanh-2019!",
        }
        assert page.status_code == 200
        assert other.post(reverse("wagtailadmin_account"), form).status_code == 302
        assert again(story.leader).check_password("Bien-xanh-2019!")
        assert not is_known(visitor, story)

    def test_by_another_password_however_it_was_set(self, story, visitor):
        leader = again(story.leader)
        leader.set_password("mat-khau-khac-2019")
        leader.save()
        assert not is_known(visitor, story)

    def test_by_closing_the_account_and_opening_it_again_brings_nothing_back(self, story, visitor):
        leader = again(story.leader)
        for in_use in (False, True):
            leader.is_active = in_use
            leader.save()
        assert not is_known(visitor, story)

    def test_by_the_end_of_the_membership_and_a_new_one_brings_nothing_back(self, story, visitor):
        day = timezone.localdate()
        story.leader.memberships.update(valid_to=day)
        with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
            factories.MembershipFactory(
                unit=story.unit, user=story.leader, role="leader", valid_from=day + datetime.timedelta(days=1)
            )
            assert not is_known(visitor, story)
            assert is_known(known_visitor(story.leader), story)

    def test_by_its_days(self, story, visitor):
        device = KnownDevice.objects.get()
        KnownDevice.objects.update(valid_until=timezone.now())
        assert not is_known(visitor, story)
        assert not again(device.user).known_devices.get().holds()

    def test_the_office_sets_its_days(self, story):
        DecisionsByMail.objects.update(device_days=2)
        known_visitor(story.leader)
        assert KnownDevice.objects.get().valid_until < timezone.now() + datetime.timedelta(days=2)

    def test_by_its_owner(self, story, visitor):
        owner = Visitor().log_in(story.leader)
        listed = owner.get(reverse("devices:own")).content.decode()
        assert "iPhone, Safari" in listed
        owner.post(reverse("devices:end", args=[KnownDevice.objects.get().pk]))
        assert not is_known(visitor, story)
        assert "Chưa có máy quen nào" in owner.get(reverse("devices:own")).content.decode()

    def test_by_an_administrator(self, story, visitor):
        administrator = Visitor().log_in(factories.UserFactory(groups=["Quản trị"]))
        accounts = administrator.get(reverse("wagtailusers_users:index")).content.decode()
        place = reverse("devices:account", args=[story.leader.pk])
        assert place in accounts
        assert "iPhone, Safari" in administrator.get(place).content.decode()
        ended = administrator.post(reverse("devices:end", args=[KnownDevice.objects.get().pk]))
        assert ended["Location"] == place
        assert not is_known(visitor, story)

    def test_and_by_nobody_else(self, story, visitor):
        device = KnownDevice.objects.get()
        for other in (story.deputy, story.contributor, story.editor, factories.UserFactory(groups=["Kế toán"])):
            browser = Visitor().log_in(other)
            assert browser.get(reverse("devices:account", args=[story.leader.pk])).status_code == 302
            browser.post(reverse("devices:end", args=[device.pk]))
            assert "iPhone" not in browser.get(reverse("devices:own")).content.decode()
        assert Visitor().post(reverse("devices:end", args=[device.pk]))["Location"].startswith(LOGIN)
        assert is_known(visitor, story)

    def test_ended_twice_is_said(self, story, visitor):
        owner = Visitor().log_in(story.leader)
        end = reverse("devices:end", args=[KnownDevice.objects.get().pk])
        owner.post(end)
        assert "đã được bỏ ghi nhận từ trước" in owner.post(end, follow=True).content.decode()


def test_the_account_says_how_many(story):
    known_visitor(story.leader)
    browser = Visitor().log_in(story.leader)
    assert "Có 1 máy quen" in browser.get(reverse("wagtailadmin_account")).content.decode()


def test_num_queries(story, django_assert_max_num_queries):
    browser = Visitor().log_in(story.leader)
    browser.get(reverse("devices:own"))
    for number in range(20):
        factories.known_device(story.leader, mark=f"may-{number}")
    with django_assert_max_num_queries(60):
        assert browser.get(reverse("devices:own")).content.decode().count("Bỏ ghi nhận") == 20


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (IPHONE, "iPhone, Safari"),
        ("Mozilla/5.0 (Linux; Android 13; SM-A146P) Chrome/116.0 Safari/537.36", "Android SM-A146P, Chrome"),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/124.0 Mobile Safari/537.36", "Android, Chrome"),
        ("Mozilla/5.0 (Linux; Android 12; vivo 1906 Build/SP1A) Chrome/99 Zalo android", "Android vivo 1906, Zalo"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows, Edge"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/110.0 Chrome/104.0 Safari/537.36", "Windows, Cốc Cốc"),
        ("curl/8.0", ""),
        ("", ""),
        ("<script>" * 200, ""),
    ],
)  # fmt: skip
def test_what_a_device_is_called(rf, said, name):
    assert device_name(rf.get("/", headers={"user-agent": said})) == name
