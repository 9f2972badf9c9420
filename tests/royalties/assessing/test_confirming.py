"""What is decided before its time, or by rates that the city has not decided, is confirmed, and that is kept."""

import datetime

import pytest

from royalties.assessing import approving
from royalties.assessing.next_days import next_month
from royalties.assessing.proposals import proposals_in_words
from royalties.assessing.recomputing import apply_recomputation
from royalties.models import BaseSalary, GenreRate, RoyaltyPolicy, RoyaltyTable
from royalties.rights.confirming import PROPOSED, UNFINISHED, confirmations_of
from submissions.models import NewsPage
from submissions.screens.refusals import Refusal
from tests.royalties.stories import decided_by_the_city, moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
Kind = RoyaltyTable.Kind


@pytest.fixture(autouse=True)
def in_may(time_machine):
    time_machine.move_to(moment(2019, 5, 6))


def kept(table):
    return [(each.action, each.person, each.said) for each in confirmations_of(table)]


class TestDaysThatAreNotOver:
    @pytest.fixture
    def table(self, office, ward, writer, time_machine):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        time_machine.move_to(moment(2019, 4, 30, 23, 59))
        return office.draft(*APRIL)

    def test_handing_in_asks_once_more_and_keeps_who_confirmed(self, office, table):
        with pytest.raises(Refusal, match=r"tin, bài đăng từ nay đến hết ngày 30/04/2019 sẽ không có trong bảng"):
            approving.submit(table.pk, user=office.preparer)
        assert RoyaltyTable.objects.get(pk=table.pk).is_draft
        assert kept(table) == []
        approving.submit(table.pk, user=office.preparer, unfinished=True)
        ((action, person, said),) = kept(table)
        assert (action, person, "hết ngày 30/04/2019" in said) == (UNFINISHED, str(office.preparer), True)

    def test_the_next_day_nothing_is_asked(self, office, table, time_machine):
        time_machine.move_to(moment(2019, 5, 1, 0, 0))
        assert not approving.submit(table.pk, user=office.preparer).is_draft
        assert kept(table) == []


class TestProposedRates:
    @pytest.fixture
    def proposed(self, office, ward, writer):
        """A table that is handed in while the rates are those that the site begins with."""
        GenreRate.objects.update(decision_number="", decision_date=None)
        RoyaltyPolicy.objects.update(decision_number="", decision_date=None)
        signed(ward, writer.name, at=moment(2019, 4, 3))
        return office.handed_in(*APRIL)

    def test_the_approval_confirms_it_and_that_is_kept(self, office, proposed):
        with pytest.raises(Refusal, match=r"Mức chi đề xuất, chưa có quyết định của cơ quan"):
            office.approve(proposed)
        assert not RoyaltyTable.objects.get(pk=proposed.pk).is_approved
        approved = approving.approve(proposed.pk, user=office.head, shown=approving.seen(proposed), proposed=True)
        ((action, person, said),) = kept(proposed)
        assert (action, person, "QĐ 23/2020/QĐ-UBND" in said) == (PROPOSED, str(office.head), True)
        decided_by_the_city()
        assert proposals_in_words(approved) == said

    def test_what_is_confirmed_is_what_stood_there(self, office, proposed):
        GenreRate.objects.update(decision_number="15/QĐ-UBND", decision_date=datetime.date(2019, 1, 15))
        shown = approving.seen(proposed)
        GenreRate.objects.update(decision_number="", legal_basis="Tờ trình số 9")
        with pytest.raises(Refusal, match="đã thay đổi"):
            approving.approve(proposed.pk, user=office.head, shown=shown, proposed=True)
        assert kept(proposed) == []
        approving.approve(proposed.pk, user=office.head, shown=approving.seen(proposed), proposed=True)
        assert "Tờ trình số 9" in kept(proposed)[0][2]

    def test_half_of_a_decision_is_none(self, office, proposed):
        decided_by_the_city()
        assert proposals_in_words(proposed) == ""
        GenreRate.objects.update(decision_date=None)
        assert "Mức chi đề xuất" in proposals_in_words(proposed)

    def test_by_the_citys_decision_nothing_is_asked(self, office, proposed):
        decided_by_the_city()
        assert office.approve(proposed).is_approved
        assert kept(proposed) == []


class TestTheShareApplied:
    def test_a_table_waits_for_somebody_who_chooses_it(self, office, ward, writer):
        RoyaltyPolicy.objects.update(applied_chosen=False)
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        with pytest.raises(Refusal, match=r"Chưa ai chọn tỷ lệ áp dụng.* trang cấp huyện được hưởng 20 %"):
            approving.submit(table.pk, user=office.preparer)
        RoyaltyPolicy.objects.update(applied_chosen=True, applied=20)
        apply_recomputation(table.pk)
        assert office.approve(approving.submit(table.pk, user=office.preparer)).total == 27_800


class TestTheNextMonth:
    """The oldest one that is over and has something to be paid, and no other."""

    def next(self, today=datetime.date(2019, 5, 6), kind=Kind.ROYALTY):
        found = next_month(kind, today=today)
        return found and f"{found[0]:%m/%Y}"

    def test_the_oldest_comes_first_and_a_listed_one_not_again(self, office, ward, writer):
        assert self.next() is None
        for month in (3, 1, 5):
            signed(ward, writer.name, at=moment(2019, month, 3))
        assert self.next() == "01/2019"
        office.draft(datetime.date(2019, 1, 1), datetime.date(2019, 1, 31))
        assert self.next() == "03/2019"
        office.draft(datetime.date(2019, 3, 1), datetime.date(2019, 3, 31))
        assert self.next() is None
        assert self.next(datetime.date(2019, 6, 1)) == "05/2019"

    def test_what_can_only_be_collected_by_the_open_draft_asks_for_no_other_table(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        signed(ward, writer.name, at=moment(2019, 4, 4))
        assert self.next() is None
        apply_recomputation(table.pk)
        approving.submit(table.pk, user=office.preparer)
        signed(ward, writer.name, at=moment(2019, 4, 5))
        assert self.next() == "04/2019"

    def test_what_nobody_is_paid_for_asks_for_none(self, office, ward, writer):
        signed(ward, at=moment(2019, 1, 3), title="Không ai ký")
        original = signed(ward, writer.name, at=moment(2019, 3, 3))
        double = signed(ward, writer.name, at=moment(2019, 2, 3))
        NewsPage.objects.filter(pk=double.pk).update(duplicate_of=original)
        signed(ward, writer.name, at=moment(2016, 2, 3), title="Trước mọi mức lương cơ sở")
        assert self.next() == "03/2019"
        BaseSalary.objects.all().delete()
        assert self.next() is None

    def test_remuneration_follows_the_approved_royalties(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        office.approved(*APRIL)
        # Nobody decided the board's step of a piece that was brought in.
        assert self.next(kind=Kind.REMUNERATION) is None
