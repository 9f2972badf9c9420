"""The row by which the site knows its own SECRET_KEY again."""

import pytest

from keeping.keys.secret import accept
from keeping.models import SecretMark

pytestmark = pytest.mark.django_db


def test_the_newest_counts_and_none_holds_the_key(settings):
    settings.SECRET_KEY = "the-first-key-of-this-site"
    accept()
    first = SecretMark.objects.first()
    settings.SECRET_KEY = "the-second-key-of-this-site"
    accept()
    second = SecretMark.objects.first()
    assert second.pk > first.pk
    assert first.digest != second.digest
    assert "key-of-this-site" not in repr(list(SecretMark.objects.values()))
