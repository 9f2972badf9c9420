"""The key of the site is replaced, and telephones and papers open as before."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.checks import run_checks

from doors.factors import factors
from doors.factors.who import idle_minutes, roles_at_the_door
from royalties.personal import key_probe
from royalties.personal.key_rotation import rotate
from submissions.checks import PERSONAL_DATA
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


class TestAnotherKey:
    """Secrets lie in a table of another package, with no encrypted field of ours: they are looked at all the same."""

    def test_is_told_at_the_start(self, user, settings):
        with_telephone(user)
        settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
        assert warnings() == ["royalties.W001"]
        assert key_probe.unreadable() == (1, 1)

    def test_of_one_secret_among_those_of_todays(self, user, settings):
        with_telephone(user)
        today = settings.PERSONAL_DATA_KEYS
        settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
        with_telephone(factories.editor())
        settings.PERSONAL_DATA_KEYS = today
        assert warnings() == ["royalties.W001"]
        assert key_probe.unreadable() == (1, 2)

    def test_the_right_key_is_no_matter(self, user):
        with_telephone(user)
        assert warnings() == []
        assert key_probe.unreadable() == (0, 1)


def warnings():
    """What the start says of the keys."""
    return [told.id for told in run_checks(tags=[PERSONAL_DATA], databases=["default"])]


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
