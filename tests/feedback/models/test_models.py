"""Codes that are read aloud, and a question that tells nothing of itself."""

import pytest

from feedback.models.codes import SIGNS, digest_of, new_code
from tests.feedback.stories import ASKED, ask

pytestmark = pytest.mark.django_db


def test_a_code_is_found_however_it_is_typed_and_no_two_are_alike():
    codes = {new_code() for _number in range(1000)}
    assert len(codes) == 1000
    assert not set("".join(codes)) & set("0O1I")
    assert len(SIGNS) == 32
    code = codes.pop()
    assert digest_of(code) == digest_of(f" {code.lower().replace('-', '  ')}") != digest_of(codes.pop())


def test_what_wagtails_log_takes_for_a_name_says_nothing():
    question = ask()
    for row in (question, question.asked, *question.steps.all()):
        assert not [word for word in ASKED.values() if word in str(row)]
