"""A small city whose November is over, for the tests of closing: told once for all tests of a class."""

import time_machine
from django.test import TestCase

from compliance.closing import closing
from tests import factories
from tests.compliance.stories import Newsroom, at

NOVEMBER_IS_OVER = "2026-11-25 00:10:00"
DESK = "Thường trực Ban Biên tập"


class City(TestCase):
    """A ward that met its minimum, with a piece without photo; a commune whose only piece waits; a silent division."""

    @classmethod
    def setUpTestData(cls):
        cls.ward = Newsroom(name="UBND phường Phú Thủy")
        cls.commune = Newsroom(kind_id="commune", name="UBND xã Tiến Lợi")
        cls.division = factories.UnitFactory(kind_id="division", name="Phòng Tư pháp")
        cls.early = cls.ward.published(when=at("2026-10-10 08:00:00"), title="Tin tháng Mười")
        cls.first = cls.ward.published(when=at("2026-11-10 08:00:00"), title="Ra quân dọn biển")
        cls.second = cls.ward.published(when=at("2026-11-24 23:59:59"), title="Hội thi", genre="phong_su")
        cls.bare = cls.ward.published(when=at("2026-11-12 08:00:00"), title="Không ảnh", photo=False)
        cls.waiting = cls.commune.send(cls.commune.write(title="Đang chờ"), when=at("2026-11-20 08:00:00"))
        cls.desk = factories.UserFactory(groups=[DESK])

    def setUp(self):
        traveller = time_machine.travel(at(NOVEMBER_IS_OVER), tick=False)
        traveller.start()
        self.addCleanup(traveller.stop)

    def close_all(self):
        return closing.close_due()
