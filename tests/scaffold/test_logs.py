"""All that is logged while people and attackers use the site: nobody's name, number, code or password."""

import io
import logging
import secrets

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from post_office.models import Email
from wagtail.models import Page

from feedback.models import Question
from site_cms.logs import guard_access_log
from tests import factories, workflow
from tests.factories import PASSWORD
from tests.feedback.asking.test_asking import ASK, TRACK, code_in, filled
from tests.feedback.stories import SENDER
from tests.submissions.by_mail.visitor import mail_to, path_in
from tests.subscriptions import stories as subscriptions

LOGIN = reverse("wagtailadmin_login")
# Typed into the wrong field, in a hurry.
TYPED = "MatKhau-Cua-Toi-2026"


@pytest.fixture
def logged():
    """What production writes (a function that gives the text): its handler with its filters, and every entry."""
    target = io.StringIO()
    console = site_settings.LOGGING["handlers"]["console"]
    handler = logging.StreamHandler(target)
    for name in console["filters"]:
        handler.addFilter(import_string(site_settings.LOGGING["filters"][name]["()"])())
    root = logging.getLogger()
    root.addHandler(handler)
    yield target.getvalue
    root.removeHandler(handler)


def ask_the_city(client):
    """A citizen's question and what its code shows; returns what nobody else may know."""
    code = code_in(client.post(ASK, filled(client)))
    client.post(TRACK, {"code": code})
    client.post(TRACK, {"code": "sai-ma"})
    client.get(f"{TRACK}?code={code}")
    return [code, *SENDER.values(), Question.objects.get().asked.text]


def want_news(client):
    """A subscription, its links and such that are over."""
    client.post(subscriptions.FORM, subscriptions.filled(client, all_announcements="on"))
    token = subscriptions.path_in(Email.objects.get(to=subscriptions.ADDRESS).message, "xac-nhan")
    client.get(token)
    client.post(token)
    secret = secrets.token_hex(20)
    for kind in ("xac-nhan", "cua-toi", "thoi"):
        client.get(f"/nhan-tin/{kind}/{secret}/")
        client.post(f"/nhan-tin/{kind}/{secret}/")
    return [subscriptions.ADDRESS, token.split("/")[-2], secret]


def try_passwords(client, user):
    """Wrong ones until it is locked, one typed as the name, and the right one."""
    for _number in range(7):
        client.post(LOGIN, {"username": user.username, "password": TYPED})
        client.post(LOGIN, {"username": TYPED, "password": "x"})
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    link = f"/admin/password_reset/confirm/MQ/{secrets.token_hex(16)}/"
    client.get(link)
    client.post(link, {"new_password1": TYPED, "new_password2": TYPED})
    other = factories.UserFactory()
    Client().post(LOGIN, {"username": other.username, "password": PASSWORD})
    return [TYPED, PASSWORD, user.username, other.username, user.email, link.split("/")[-2]]


def decide_by_mail(client):
    """The link in a mail, of whoever it was sent to and of a guesser; a draft that nobody else may know of."""
    unit = factories.UnitFactory()
    contributor, leader = factories.contributor_of(unit), factories.leader_of(unit)
    page = workflow.submit(factories.news(unit, owner=contributor, image=factories.photo(unit)), contributor)
    link = path_in(mail_to(leader))
    client.get(link)
    client.get(link[:-3])
    client.post(reverse("by_mail:decide", args=[page.pk]), {"comment": page.title})
    client.force_login(factories.contributor_of(factories.UnitFactory()))
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": page.title, "x": TYPED})
    return [link.partition("t=")[2], page.title, leader.email, leader.get_full_name() or leader.email]


def send_what_is_hostile(client, known):
    """Odd hosts, methods, bodies and addresses with what is secret in them; and an error inside a page."""
    for secret in known[:5]:
        client.get(
            "/khong-co/", {"q": secret}, headers={"referer": f"https://x.example/?{secret}", "user-agent": secret}
        )
        client.post("/khong-co/", {"email": secret}, headers={"cookie": f"sessionid={TYPED}"})
        client.put("/tim-kiem/", secret, content_type="text/plain")
        client.get("/tim-kiem/", {"q": secret})
    Client(enforce_csrf_checks=True).post(ASK, {"name": known[0], "csrfmiddlewaretoken": TYPED})


@pytest.mark.django_db
def test_nobody_stands_in_the_logs(logged, settings, monkeypatch):
    settings.AXES_ENABLED, settings.DEBUG = True, False
    client = Client(raise_request_exception=False)
    secret = [
        *ask_the_city(client),
        *want_news(client),
        *try_passwords(client, factories.UserFactory(username="tran.van.bi")),
    ]
    secret += decide_by_mail(Client(raise_request_exception=False))
    send_what_is_hostile(client, secret)

    def fails(*arguments, **options):
        raise ValueError(f"no place for {SENDER['email']}")

    monkeypatch.setattr(Page, "serve", fails)
    assert client.get("/", {"email": SENDER["email"]}).status_code == 500
    text = logged()
    assert "Not Found: /khong-co/" in text and "Internal Server Error: /" in text and "no place for …@…" in text
    assert {one for one in secret if one and one in text} == set()


def test_the_web_servers_own_log_has_no_link_of_a_mail():
    guard_access_log()
    target, token = io.StringIO(), secrets.token_hex(20)
    handler, log = logging.StreamHandler(target), logging.getLogger("gunicorn.access")
    log.addHandler(handler)
    # As gunicorn hands it on: a format and a mapping.
    log.warning('%(h)s "%(m)s %(U)s" %(s)s', {"h": "192.0.2.1", "m": "GET", "U": f"/nhan-tin/thoi/{token}/", "s": 200})
    log.warning('%(h)s "%(m)s %(U)s" %(s)s', {"h": "192.0.2.1", "m": "GET", "U": "/tin-tuc/bai-viet-so-12/", "s": 200})
    log.removeHandler(handler)
    assert token not in target.getvalue()
    assert (
        '192.0.2.1 "GET /nhan-tin/thoi/…" 200' in target.getvalue() and "/tin-tuc/bai-viet-so-12/" in target.getvalue()
    )
