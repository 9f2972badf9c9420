"""Somebody with a mail in hand: opens its link in a browser of the own, and decides there."""

import re
from html import unescape

from django.conf import settings
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from submissions.models import DecisionLink
from submissions.models.mails import digest_of
from tests import factories

ADDRESS = re.compile(r"https?://\S+/duyet-qua-thu/\?t=[\w-]+")
LOGIN = "/admin/login/"


def mail_to(person):
    """The last mail to `person` that has a link to decide by."""
    return Email.objects.filter(to=person.email, message__contains="/duyet-qua-thu/").latest("pk")


def path_in(mail):
    """The link in `mail` without the host, the same in both of its forms."""
    [address] = set(ADDRESS.findall(mail.message))
    assert address in unescape(mail.html_message)
    return address.removeprefix(settings.WAGTAILADMIN_BASE_URL)


class Visitor(Client):
    """A browser. `log_in` goes by the form; `own=True` calls the device the person's own."""

    def log_in(self, person, *, own=False):
        data = {"username": person.username, "password": factories.PASSWORD} | ({"is_own_device": "on"} if own else {})
        response = self.post(LOGIN, data)
        assert response.status_code == 302, response.context["form"].errors
        return self

    def log_out(self):
        self.post(reverse("wagtailadmin_logout"))
        return self

    def open(self, path):
        """The page that `path` (the link of a mail) leads to, or the redirect to the log-in."""
        response = self.get(path)
        return self.get(response["Location"]) if response.status_code == 302 else response

    def decide(self, path, action="approve", **data):
        """Send the decision as the page of the link does; the page after it."""
        self.get(path)
        return self.post(place_of(path), {"action": action, **data}, follow=True)


def known_visitor(person):
    """A browser that `person` called the own, and in which nobody is logged in."""
    return Visitor(headers={"user-agent": IPHONE}).log_in(person, own=True).log_out()


def place_of(path):
    """The address of the page behind the link `path`, which holds no token."""
    return reverse("by_mail:decide", args=[link_in(path).pk])


def link_in(path):
    return DecisionLink.objects.get(digest=digest_of(path.partition("?t=")[2]))


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 "
    "Mobile/15E148 Safari/604.1"
)
