import pytest
import time_machine

from tests import factories
from tests.compliance.stories import Newsroom, at

BEFORE = at("2026-11-20 11:00:00")


@pytest.fixture(scope="module")
def official_told(tell):
    return tell(lambda: factories.UserFactory(groups=["Người xem báo cáo"]))


@pytest.fixture
def official(official_told):
    return official_told()


@pytest.fixture(scope="module")
def ward_told(tell):
    with time_machine.travel(BEFORE, tick=True):
        return tell(lambda: Newsroom(name="UBND phường Phú Thủy"))


@pytest.fixture
def ward(ward_told):
    return ward_told()


@pytest.fixture
def in_november():
    """It is 20 November 2026, noon in Việt Nam: the period 11/2026 runs."""
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=True):
        yield


@pytest.fixture(scope="module")
def city_told(tell, ward_told):
    """Every block has a unit; the ward met its minimum, one commune sent a piece that waits, the others nothing."""

    def build():
        ward = ward_told()
        rooms = {
            "division": Newsroom(kind_id="division", name="Phòng Tư pháp"),
            "service": Newsroom(kind_id="service_unit", name="Ban Quản lý chợ"),
            "ward": ward,
            "commune": Newsroom(kind_id="commune", name="UBND xã Tiến Lợi"),
            "radio": Newsroom(kind_id="radio", name="Đài Truyền thanh"),
        }
        ward.published(when=at("2026-11-10 08:00:00"))
        ward.published(when=at("2026-11-11 08:00:00"), genre="phong_su")
        ward.published(when=at("2026-10-11 08:00:00"))
        rooms["commune"].send(rooms["commune"].write(), when=at("2026-11-12 08:00:00"))
        rooms["radio"].published(when=at("2026-11-13 08:00:00"), photo=False)
        return rooms

    with time_machine.travel(at("2026-11-20 11:30:00"), tick=True):
        return tell(build)


@pytest.fixture
def city(city_told):
    return city_told()
