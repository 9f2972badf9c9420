"""What the database sees of a subscriber: no address, and none that could be tried."""

import hashlib

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.db import connection

from royalties.personal.key_rotation import rotate
from submissions.kept.encrypted import needs_an_older_key
from subscriptions.models import Subscription, digest_of
from tests import factories
from tests.subscriptions.stories import ADDRESS, subscribe

pytestmark = pytest.mark.django_db


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, address_digest FROM subscriptions_subscription")
        return cursor.fetchone()


@pytest.fixture
def subscription():
    return subscribe(units=[factories.UnitFactory()])


def test_the_address_is_nowhere_in_clear_and_its_digest_takes_a_key(subscription, settings):
    address, digest = stored()
    assert ADDRESS not in address
    assert digest != hashlib.sha256(ADDRESS.encode()).hexdigest()
    assert digest_of(f" {ADDRESS.upper()} ") == digest
    settings.SECRET_KEY = "another key of the site"
    assert digest_of(ADDRESS) != digest
    assert ADDRESS not in serializers.serialize("json", Subscription.objects.all())
    assert ADDRESS not in f"{subscription!s}{subscription!r}"


def test_a_new_key_reaches_it_and_a_new_secret_its_digest(subscription, settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode(), *settings.PERSONAL_DATA_KEYS]
    settings.SECRET_KEY = "another key of the site"
    assert needs_an_older_key(stored()[0])
    rotate()
    address, digest = stored()
    assert not needs_an_older_key(address)
    assert digest == digest_of(ADDRESS)
    assert Subscription.objects.get().address == ADDRESS
