"""A newsroom with money: an approved table, a draft with a line of every kind, and everybody who may look at it."""

import datetime
from decimal import Decimal

from royalties.assessing import correcting, drafts
from royalties.models import Author
from tests import factories
from tests.royalties.stories import Office, moment, signed

MARCH = datetime.date(2019, 3, 1), datetime.date(2019, 3, 31)
APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
# As the screens of 2019 see it: the month after, with weeks left of the sixty days.
IN_MAY = moment(2019, 5, 6)


class Newsroom(Office):
    """Two pieces of March are approved, one of them taken down since; April is being prepared."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy", display_order=2)
        self.division = factories.UnitFactory(name="Phòng Y tế", display_order=1)
        self.contributor = factories.contributor_of(self.ward, first_name="Nguyễn Văn", last_name="An")
        self.leader = factories.leader_of(self.ward)
        self.stranger = factories.contributor_of(self.division)
        self.editor = factories.editor()
        self.administrator = factories.UserFactory(groups=["Quản trị"])
        self.superuser = factories.UserFactory(is_superuser=True)
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=self.ward, account=self.contributor)
        for day in (4, 5):
            signed(self.ward, self.writer.name, at=moment(2019, 3, day), title=f"Tin tháng ba, ngày {day}")
        self.march = self.approved(*MARCH)
        self.taken_down = self.march.lines.first().piece
        self.taken_down.unpublish()
        for day in (2, 3, 4):
            signed(self.ward, self.writer.name, at=moment(2019, 4, day), title=f"Tin tháng tư, ngày {day}")
        signed(self.division, ("Lê Bình", 60), ("Trần Thị Dũng", 40), at=moment(2019, 4, 5), title="Bài hai người viết")
        self.april = self.draft(*APRIL)

    def line(self, title, table=None):
        """The first line for the piece called `title`, of April by default."""
        return (table or self.april).lines.filter(title=title).order_by("place").first()

    def everything_decided(self):
        """A decision of every kind in April, nobody unknown, handed in."""
        table = self.april.pk
        first, second, third = (self.line(f"Tin tháng tư, ngày {day}").pk for day in (2, 3, 4))
        drafts.set_coefficient(table, first, coefficient=Decimal("1.2"), reason="Tin viết sâu")
        drafts.encourage(table, second, percent=Decimal(10), reason="Viết về trẻ em")
        drafts.set_unpaid(table, third, reason="Trong nhiệm vụ được giao")
        correcting.deduct(table, self.march.lines.first(), amount=50_000, reason="Đã gỡ, sai sự thật")
        for line in self.april.lines.filter(author=None):
            drafts.add_author(table, line.pk)

    def approved_april(self):
        from royalties.assessing import approving

        self.everything_decided()
        return self.approve(approving.submit(self.april.pk, user=self.preparer))
