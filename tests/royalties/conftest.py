"""The people of an office, a ward with its writer, and a newsroom with money: told once for each module that asks."""

import pytest
from time_machine import travel

from royalties.models import Author
from tests import factories
from tests.plugins.told import told
from tests.royalties.newsroom import IN_MAY, Newsroom
from tests.royalties.payments import Feature, TwoMonths, Uncollected
from tests.royalties.stories import Office, moment
from tests.submissions.registers import log_in


@told
def office():
    return Office()


@told
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy")


@told
def writer(ward):
    return Author.objects.create(name="Nguyễn Văn An", unit=ward, is_checked=True)


@pytest.fixture(scope="module")
def newsroom_told(tell):
    return tell(Newsroom)


@pytest.fixture
def newsroom(newsroom_told, time_machine):
    time_machine.move_to(IN_MAY)
    return newsroom_told()


@pytest.fixture
def desk(client, newsroom):
    return log_in(client, newsroom.preparer)


@pytest.fixture(scope="module")
def two_months_told(tell):
    return tell(TwoMonths)


@pytest.fixture
def two_months(two_months_told, time_machine):
    time_machine.move_to(moment(2019, 5, 10, 8))
    return two_months_told()


@pytest.fixture(scope="module")
def feature_told(tell):
    return tell(Feature)


@pytest.fixture
def feature(feature_told, time_machine):
    time_machine.move_to(moment(2019, 10, 10))
    return feature_told()


@pytest.fixture(scope="module")
def uncollected_told(tell):
    with travel(moment(2019, 5, 10, 8), tick=False):
        return tell(paid_out)


def paid_out():
    story = Uncollected()
    story.pay()
    return story


@pytest.fixture
def uncollected(uncollected_told, time_machine):
    """Of December: the list is paid in May."""
    time_machine.move_to(moment(2019, 12, 2, 8), tick=False)
    return uncollected_told()
