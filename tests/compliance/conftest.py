import pytest
import time_machine

from tests import factories
from tests.compliance.stories import Newsroom, at


@pytest.fixture
def official():
    return factories.UserFactory(groups=["Người xem báo cáo"])


@pytest.fixture
def ward():
    return Newsroom(name="UBND phường Phú Thủy")


@pytest.fixture
def in_november():
    """It is 20 November 2026, noon in Việt Nam: the period 11/2026 runs."""
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=True):
        yield
