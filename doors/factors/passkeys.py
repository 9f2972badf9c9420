"""Passkeys: a fingerprint, a face or a key on a cable, by WebAuthn. The arithmetic is fido2's, through allauth."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.screens.refusals import Refusal

# Of what a browser answers; the longest that there are have a few thousand.
LONGEST_ANSWER = 20_000
# What the libraries raise on an answer that somebody made up.
MADE_UP = (ValueError, TypeError, KeyError, AttributeError, IndexError, InvalidSignature, ValidationError)


class NotShown(Refusal):
    """The answer of the browser shows no passkey of the person."""

    def __init__(self):
        super().__init__(_("The passkey did not work. Please try again."))


def question_to_add(user):
    """What the browser is asked to make a passkey for `user` (JSON); the session keeps what it has to answer to."""
    return options(auth.begin_registration(user, passwordless=False))


def question_to_show(user):
    """What the browser is asked to show a passkey of `user` (JSON)."""
    return options(auth.begin_authentication(user))


def options(asked):
    return json.loads(json.dumps(asked, default=dict))


def read(answer):
    if len(answer) > LONGEST_ANSWER:
        raise NotShown
    try:
        return json.loads(answer)
    except ValueError as error:
        raise NotShown from error


def add(user, answer, *, name):
    """Keep the passkey in `answer` (JSON of the browser) as one of `user`; returns the row. Raises NotShown."""
    credential = read(answer)
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except MADE_UP as error:
        raise NotShown from error
    return auth.WebAuthn.add(user, name, credential).instance


def show(user, answer):
    """Raise NotShown unless `answer` shows a passkey of `user`; the question is over either way."""
    credential = read(answer)
    try:
        auth.parse_authentication_response(credential)
        row = auth.complete_authentication(user, credential)
    except MADE_UP as error:
        raise NotShown from error
    finally:
        auth.clear_state()
    Authenticator.objects.filter(pk=row.pk).update(last_used_at=timezone.now())
