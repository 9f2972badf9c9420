"""Tokens: good for one row and one purpose, under the site's key or one of before."""

import pytest

from subscriptions.proofs import tokens

PURPOSES = (tokens.CONFIRM, tokens.CHANGE, tokens.END, tokens.RETURN)
HANDLE = "0123456789abcdef"


@pytest.mark.parametrize("made_for", PURPOSES)
@pytest.mark.parametrize("used_for", PURPOSES)
def test_for_its_purpose_alone(made_for, used_for):
    found = tokens.handle_in(tokens.token_of(HANDLE, made_for), used_for)
    assert found == (HANDLE if made_for == used_for else None)


@pytest.mark.parametrize("place", range(40))
def test_no_sign_of_it_can_be_another(place):
    token = tokens.token_of(HANDLE, tokens.END)
    other = token[:place] + ("0" if token[place] != "0" else "1") + token[place + 1 :]
    assert tokens.handle_in(other, tokens.END) is None


@pytest.mark.parametrize("token", ["", "x" * 40, HANDLE, "é" * 40])
def test_nonsense_proves_nothing(token):
    assert tokens.handle_in(token, tokens.END) is None


def test_mails_of_before_a_new_key_go_on_working(settings):
    token = tokens.token_of(HANDLE, tokens.END)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key of the site"
    assert tokens.handle_in(token, tokens.END) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert tokens.handle_in(token, tokens.END) == HANDLE
