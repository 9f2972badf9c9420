"""Another SECRET_KEY is noticed at the start, by each verifying command, by the doctor and at restoring."""

import io

import pytest
from django.core.checks import run_checks
from django.core.management import call_command, get_commands

from keeping.doctor.database import secret_key
from keeping.keys import secret
from keeping.models import SecretMark
from keeping.restoring.look import secret_is_told

SAID = "SECRET_KEY không phải khóa mà trang này đã dùng"
pytestmark = pytest.mark.django_db


@pytest.fixture
def marked():
    SecretMark.objects.all().delete()
    secret.write_first_mark()


def warned():
    return [
        found.msg for found in run_checks(databases=["default"], include_deployment_checks=True) if SAID in found.msg
    ]


def said_by(name):
    out = io.StringIO()
    call_command(name, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.usefixtures("marked")
def test_the_same_key_is_quiet():
    assert (warned(), secret_key().is_broken) == ([], False)
    secret.write_first_mark()
    assert SecretMark.objects.count() == 1


@pytest.mark.usefixtures("marked")
def test_another_key_is_told_wherever_somebody_looks(settings):
    digest = SecretMark.objects.get().digest
    settings.SECRET_KEY = "another"
    assert len(warned()) == 1
    assert secret_key().is_broken
    verifying = [name for name in get_commands() if name.startswith("verify_")]
    assert len(verifying) == 3
    assert [name for name in verifying if SAID not in said_by(name)] == []
    is_well, sentence = secret_is_told()
    assert is_well
    assert SAID in sentence
    # `migrate` takes no other key for the right one; somebody has to say so.
    secret.write_first_mark()
    assert SecretMark.objects.get().digest == digest
    assert "khóa đúng" in said_by("accept_secret_key")
    assert (warned(), SecretMark.objects.count()) == ([], 2)
    assert "another" not in repr(list(SecretMark.objects.values()))
