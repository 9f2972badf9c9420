"""Tables of royalties for the town of the language crawl: of every state, with a line of every kind."""

import datetime
from decimal import Decimal

from django.utils import timezone
from wagtail.log_actions import log

from royalties.assessing import approving, correcting, drafts, recomputing
from royalties.models import Author, BudgetSource, PersonalDetails, RoyaltyTable, RoyaltyTitles
from tests.royalties.privacy import NUMBERS
from tests.royalties.stories import decided_by_the_city, signed


class TownTables:
    """Drawn up by the town's desk and approved by its head; the contributor is an author."""

    def __init__(self, town):
        self.town = town
        decided_by_the_city()
        self.titles = RoyaltyTitles.load()
        self.writer = Author.objects.create(name="Nguyễn Văn An", unit=town.unit, account=town.contributor)
        PersonalDetails.objects.create(author=self.writer, **NUMBERS)
        self.today = timezone.localdate()
        self.approved = self.approved_table(days_ago=70)
        self.waiting = self.table(days_ago=60)
        approving.submit(self.waiting.pk, user=town.desk)
        self.published(
            town.unit, "Cộng tác viên", owner=town.contributor, at=self.moment(50), title="Tin chưa rõ người hưởng"
        )
        self.draft = self.table(days_ago=50)
        lines = list(self.draft.lines.order_by("place"))
        drafts.encourage(self.draft.pk, lines[0].pk, percent=Decimal(10), reason="Viết về trẻ em")
        correcting.deduct(self.draft.pk, self.approved.lines.last(), amount=1000, reason="Đã gỡ")
        self.published(
            town.unit, self.writer.name, owner=town.contributor, at=self.moment(50), title="Tin đăng sau khi lập bảng"
        )
        # An account that is no author yet becomes one when the table is computed again, and not by looking at it.
        self.published(
            town.unit, str(town.leader), owner=town.leader, at=self.moment(50), title="Tin của người chưa là tác giả"
        )

    def published(self, *people, **fields):
        """A piece that the town's editor published, as Wagtail notes it."""
        log(instance=signed(*people, **fields), action="wagtail.publish", user=self.town.editor)

    def moment(self, days_ago):
        day = self.today - datetime.timedelta(days=days_ago)
        return datetime.datetime.combine(day, datetime.time(9), timezone.get_default_timezone())

    def approved_table(self, *, days_ago, writer=None):
        table = self.table(days_ago=days_ago, writer=writer)
        approving.submit(table.pk, user=self.town.desk)
        shown = approving.seen(RoyaltyTable.objects.get(pk=table.pk))
        return approving.approve(table.pk, user=self.town.head, shown=shown)

    def table(self, *, days_ago, writer=None):
        """A draft of one day on which the unit published two pieces, signed by `writer`."""
        for number in (1, 2):
            title = f"Tin số {number} được trả nhuận bút"
            self.published(
                self.town.unit,
                (writer or self.writer).name,
                owner=self.town.contributor,
                at=self.moment(days_ago),
                title=title,
            )
        day = self.today - datetime.timedelta(days=days_ago)
        return recomputing.draw_up(
            kind=RoyaltyTable.Kind.ROYALTY,
            first_day=day,
            last_day=day,
            source=BudgetSource.objects.last(),
            budget_year=day.year,
            user=self.town.desk,
        )
