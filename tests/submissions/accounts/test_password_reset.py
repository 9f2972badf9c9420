"""“Quên mật khẩu”: for accounts never used, for two at one mailbox, and telling nobody which accounts there are."""

import datetime
import re

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from compliance.due.due import send_due_mails
from submissions.accounts.password_reset import send_invitation
from submissions.models import Locality, User
from tests.factories import PASSWORD, MembershipFactory, UnitFactory, UserFactory, contributor_of
from tests.scaffold.processes import free_port
from tests.submissions.registers import log_in

ASK = "/admin/password_reset/"
NEW = "Bien-xanh-2019!"
MAILBOX = "phuong.phuthuy@phanthiet.example"


def ask(client, email=MAILBOX, **headers):
    return client.post(ASK, {"email": email}, headers=headers)


def link_in(text):
    return re.search(r"http://127\.0\.0\.1:8000(/admin/dat-mat-khau/\?t=\S+)", text).group(1)


def choose_password(client, link, password=NEW):
    """Follow the link of the mail as a browser does and send the form."""
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def never_used(**fields):
    user = UserFactory(**fields)
    user.set_unusable_password()
    user.save()
    return user


@pytest.mark.django_db
def test_an_account_that_was_never_used_gets_its_first_password(client):
    user = never_used(username="hoa", email=MAILBOX)
    MembershipFactory(user=user)
    assert ask(client).status_code == 302
    assert choose_password(client, link_in(Email.objects.get().message)).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert client.post("/admin/login/", {"username": "hoa", "password": NEW}).status_code == 302


@pytest.mark.django_db
def test_two_accounts_at_one_mailbox_each_get_their_own_link(client):
    hoa, binh = never_used(username="hoa", email=MAILBOX), UserFactory(username="binh", email=MAILBOX.upper())
    ask(client)
    mails = {re.search(r"Tên đăng nhập: (\S+)", mail.message).group(1): mail for mail in Email.objects.all()}
    assert set(mails) == {"hoa", "binh"}
    choose_password(client, link_in(mails["hoa"].message))
    assert User.objects.get(pk=hoa.pk).check_password(NEW)
    assert User.objects.get(pk=binh.pk).check_password(PASSWORD)


@pytest.mark.django_db
def test_the_mail_is_vietnamese_plain_and_not_escaped(client):
    Locality.objects.update(site_title="Phan Thiết & biển")
    UserFactory(first_name="Nguyễn Thị", last_name="Hoa", email=MAILBOX)
    ask(client)
    mail = Email.objects.get()
    assert mail.subject == "Đặt lại mật khẩu – Phan Thiết & biển"
    assert mail.message.startswith("Kính gửi ông/bà Nguyễn Thị Hoa,")
    assert "trong 3 ngày" in mail.message
    assert mail.status == STATUS.queued
    assert django_mail.outbox == []


@pytest.mark.django_db
def test_the_answer_does_not_tell_which_accounts_exist(client):
    UserFactory(email=MAILBOX)
    known, unknown = ask(client), ask(client, "khong.co@phanthiet.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Email.objects.count() == 1
    assert MAILBOX not in client.get(known.url).content.decode()


@pytest.mark.django_db
def test_a_mailbox_is_written_to_three_times_an_hour(client, settings):
    settings.PASSWORD_LINKS_PER_HOUR = 3
    UserFactory(email=MAILBOX), UserFactory(email=MAILBOX.upper())
    other = UserFactory()
    answers = [ask(client, email) for email in (MAILBOX, MAILBOX.upper(), f" {MAILBOX} ", MAILBOX, MAILBOX)]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1
    assert Email.objects.filter(to=MAILBOX).count() == Email.objects.filter(to=MAILBOX.upper()).count() == 3
    ask(client, other.email)
    assert Email.objects.filter(to=other.email).exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
        ask(client)
    assert Email.objects.filter(to=MAILBOX).count() == 4


@pytest.mark.django_db
def test_an_inactive_account_gets_nothing(client):
    UserFactory(email=MAILBOX, is_active=False)
    never_used(email=MAILBOX, is_active=False)
    assert ask(client).status_code == 302
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_a_link_works_once_and_not_for_another_account(client):
    user, other = UserFactory(email=MAILBOX), UserFactory()
    ask(client)
    link = link_in(Email.objects.get().message)
    choose_password(client, link)
    again = client.get(link, follow=True)
    assert "Liên kết không còn hiệu lực" in again.content.decode()
    own, token = link.partition("?t=")[2].split(".")
    foreign = f"{reverse('choose_password')}?t={own[:-1] + ('Q' if own[-1] != 'Q' else 'g')}.{token}"
    assert "Liên kết không còn hiệu lực" in client.get(foreign, follow=True).content.decode()
    assert User.objects.get(pk=other.pk).check_password(PASSWORD)
    assert User.objects.get(pk=user.pk).check_password(NEW)


@pytest.mark.django_db
def test_the_link_leads_to_our_own_address_whatever_host_is_named(client):
    UserFactory(email=MAILBOX)
    ask(client, host="evil.example")
    assert "evil.example" not in Email.objects.get().message


@pytest.mark.django_db
def test_a_weak_password_is_refused(client):
    UserFactory(email=MAILBOX)
    ask(client)
    response = choose_password(client, link_in(Email.objects.get().message), "12345")
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.django_db
def test_the_invitation_names_the_account_and_where_to_get_a_new_link():
    send_invitation(never_used(username="hoa", email=MAILBOX))
    message = Email.objects.get().message
    assert "Tên đăng nhập: hoa" in message
    assert link_in(message)
    assert f"http://127.0.0.1:8000{ASK}" in message


@pytest.mark.django_db
def test_an_invitation_that_cannot_be_written_is_not_passed_over():
    """Else the account would be there, and nobody could ever choose its password."""
    with pytest.raises(ValidationError):
        send_invitation(never_used(username="hoa", email="không-phải-địa-chỉ"))
    assert not Email.objects.exists()


@pytest.mark.django_db
def test_changing_the_password_while_logged_in_keeps_working(client):
    user = contributor_of(UnitFactory())
    log_in(client, user)
    form = {"password-old_password": PASSWORD, "password-new_password1": NEW, "password-new_password2": NEW}
    names = {"name_email-first_name": "Lê", "name_email-last_name": "Hoa", "name_email-email": user.email}
    response = client.post(
        "/admin/account/",
        {
            **names,
            **form,
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert response.status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", ASK, f"{ASK}done/", f"{ASK}complete/", f"{ASK}confirm/x/y-z/"])
def test_the_pages_before_log_in_are_vietnamese(client, address):
    text = client.get(address).content.decode()
    assert "Trang Thông tin điện tử thành phố Phan Thiết" in text
    for english in ("Sign in", "password", "Wagtail<", "Forgotten", "Remember"):
        visible = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", text, flags=re.S)
        assert english not in visible


class Postbox(Message):
    """Keeps what an SMTP client delivers."""

    def __init__(self):
        super().__init__()
        self.received = []

    def handle_message(self, message):
        self.received.append(message)


@pytest.mark.django_db
def test_the_mails_leave_over_smtp(client, settings):
    box = Postbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.POST_OFFICE = {
            **settings.POST_OFFICE,
            "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
        }
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        never_used(username="hoa", email=MAILBOX)
        never_used(username="binh", email=MAILBOX)
        ask(client)
        send_due_mails()
    finally:
        server.stop()
    texts = [message.get_payload(decode=True).decode() for message in box.received]
    assert [message["To"] for message in box.received] == [MAILBOX, MAILBOX]
    assert sorted(re.search(r"Tên đăng nhập: (\S+)", text).group(1) for text in texts) == ["binh", "hoa"]
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}


@pytest.mark.django_db
class TestTheAddressInTheMail:
    """The token stands behind the "?" of one address, which no log of ours has, and is taken out there."""

    def test_the_page_s_own_address_has_none(self, client):
        UserFactory(email=MAILBOX)
        ask(client)
        link = link_in(Email.objects.get().message)
        answer = client.get(link)
        token = link.partition(".")[2]
        assert token not in answer["Location"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "new_password1" in client.get(answer["Location"]).content.decode()

    def test_opening_it_changes_nothing_and_it_opens_again(self, client):
        """Mail servers open links; and the person may do it twice."""
        user = UserFactory(email=MAILBOX)
        ask(client)
        link = link_in(Email.objects.get().message)
        for _time in range(3):
            assert client.head(link).status_code == 302
        assert client.post(link).status_code == 405
        choose_password(client, link)
        assert User.objects.get(pk=user.pk).check_password(NEW)

    @pytest.mark.parametrize("asked", ["", ".", "x", "x.y", "../../x.y", "%00.y", "x." * 999])
    def test_what_is_no_link(self, client, asked):
        page = client.get(f"/admin/dat-mat-khau/?t={asked}", follow=True)
        assert "Liên kết không còn hiệu lực" in page.content.decode()
