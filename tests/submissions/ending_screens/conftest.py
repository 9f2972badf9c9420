import pytest

from tests.submissions.ending_screens.endings import City
from tests.submissions.registers import log_in


@pytest.fixture(scope="module")
def city_told(tell):
    return tell(City)


@pytest.fixture
def city(city_told):
    return city_told()


@pytest.fixture
def admin(client, city):
    return log_in(client, city.administrator)
