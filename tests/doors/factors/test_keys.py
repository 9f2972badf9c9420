"""The key of the site is replaced, and telephones and papers open as before."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet

from doors.factors import factors
from doors.factors.who import idle_minutes, roles_at_the_door
from royalties.personal.key_rotation import rotate
from submissions.kept.encrypted import UnreadablePersonalData
from tests import factories
from tests.doors.people import code_of, codes_of, with_telephone
from tests.submissions.registers import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return factories.editor()


def test_secrets_are_written_anew_with_the_first_key(user, settings):
    secret, codes = with_telephone(user), codes_of(user)
    new = Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [new, *settings.PERSONAL_DATA_KEYS]
    assert rotate()[0] >= 2
    settings.PERSONAL_DATA_KEYS = [new]
    assert factors.open_with(user, code_of(secret))
    assert factors.open_with(user, codes[0])


def test_one_that_no_key_reads_stops_it_and_nothing_is_changed(user, settings):
    with_telephone(user)
    before = list(Authenticator.objects.values_list("data", flat=True))
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(UnreadablePersonalData):
        rotate()
    assert list(Authenticator.objects.values_list("data", flat=True)) == before


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("administrator", {"administrator"}),
        ("desk", {"desk"}),
        ("editor", {"board"}),
        ("head", {"board"}),
        ("accountant", {"accountant"}),
        ("director", {"head_of_office"}),
        ("official", {"others"}),
        ("contributor", {"others"}),
        ("leader", {"others"}),
        ("superuser", {"superuser"}),
    ],
)
def test_what_people_are_at_the_door(role, words, settings):
    """Read from the groups as the site makes them."""
    somebody = person(role, unit=factories.UnitFactory())
    assert roles_at_the_door(somebody) == words
    settings.SESSION_IDLE_MINUTES = dict.fromkeys(words, 17)
    assert idle_minutes(somebody) == 17
