"""Somebody with a telephone that shows codes, and a browser."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.test import Client

from doors.factors import factors
from tests import factories
from tests.soup import soup_of

LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/ma/", "/admin/login/thiet-lap/"
HOME, OWN = "/admin/", "/admin/bao-mat/"


def code_of(secret, *, steps=0):
    """What a telephone with `secret` (clear) shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_telephone(user):
    """`user`, whose telephone is set up; the secret of it."""
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(secret)})
    return secret


def secret_of(user):
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


def codes_of(user):
    """The codes on the paper of `user`, made now."""
    return factors.new_codes(user)


class Browser(Client):
    def password(self, user, password=factories.PASSWORD, **more):
        return self.post(LOGIN, {"username": user.username, "password": password} | more)

    def code(self, code, **more):
        return self.post(CODE, {"code": code} | more)

    def log_in(self, user, secret=None):
        """By password and, with `secret`, the code of now."""
        answer = self.password(user)
        if secret is not None:
            assert answer["Location"] == CODE
            answer = self.code(code_of(secret))
        assert answer.status_code == 302, answer.content.decode()
        return self

    @property
    def is_in(self):
        """Whether the back office is open: asked of a screen, not of the session."""
        return self.get(HOME).status_code == 200


def key_on(response):
    """The key (str) that the page of set-up shows for typing."""
    return soup_of(response).select_one(".doors-key").get_text().replace(" ", "")


def codes_on(response):
    """The codes for the paper that a page shows."""
    return [re.sub(r"\s", "", one.get_text()) for one in soup_of(response).select(".doors-codes code")]
