"""The people of an office, a ward with its writer, and a newsroom with money: told once for each module that asks."""

import pytest

from royalties.models import Author
from tests import factories
from tests.plugins.told import told
from tests.royalties.newsroom import IN_MAY, Newsroom
from tests.royalties.stories import Office
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
