"""Approved once, by somebody else, as it was shown; from then on nothing changes."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation
from royalties.models import GenreRate, RoyaltyLine, RoyaltyTable
from royalties.models.locked import Locked
from royalties.sealed.check_sums import table_check_sum
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
QUARTER = datetime.date(2019, 4, 1), datetime.date(2019, 7, 31)


class TestApproval:
    def test_who_prepared_does_not_approve(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.handed_in(*APRIL)
        with pytest.raises(Refusal, match="Người chấm không tự duyệt bảng của mình"):
            approving.approve(table.pk, user=office.preparer, shown=approving.seen(table))
        assert office.approve(table).digest == table_check_sum(RoyaltyTable.objects.get(pk=table.pk))

    def test_neither_who_drew_it_up_nor_who_handed_it_in_approves(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        colleague = factories.UserFactory()
        table = approving.submit(office.draft(*APRIL).pk, user=colleague)
        for user in (office.preparer, colleague):
            with pytest.raises(Refusal, match="Người chấm không tự duyệt bảng của mình"):
                approving.approve(table.pk, user=user, shown=approving.seen(table))
        assert not RoyaltyTable.objects.get(pk=table.pk).is_approved

    def test_twice_is_once(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.approved(*APRIL)
        with pytest.raises(AlreadyDone):
            approving.approve(table.pk, user=office.head, shown=approving.seen(table))

    def test_another_text_than_was_shown_is_not_approved(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.handed_in(*APRIL)
        shown = approving.seen(table)
        approving.take_back(table.pk)
        drafts.set_coefficient(table.pk, table.lines.get().pk, coefficient=Decimal(2), reason="Tin viết sâu")
        approving.submit(table.pk, user=office.preparer)
        with pytest.raises(Refusal, match="Bảng đã thay đổi từ lúc mở"):
            approving.approve(table.pk, user=office.head, shown=shown)

    def test_nothing_changes_any_more(self, office, ward, writer):
        piece = signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.approved(*APRIL)
        line = table.lines.get()
        for attempt in (
            table.save,
            table.delete,
            line.save,
            line.delete,
            lambda: RoyaltyLine(table=table, piece=piece, place=9).save(),
        ):
            with pytest.raises(Locked):
                attempt()
        for attempt in (
            lambda: approving.take_back(table.pk),
            lambda: approving.send_back(table.pk, reason="Muộn"),
            lambda: approving.discard(table.pk),
            lambda: apply_recomputation(table.pk),
            lambda: drafts.set_coefficient(table.pk, line.pk, coefficient=Decimal(2), reason="Muộn"),
        ):
            with pytest.raises(Refusal, match="đã duyệt"):
                attempt()
        piece.unpublish()
        GenreRate.objects.update(factor_own=Decimal("0.9"))
        writer.name = "Tên mới"
        writer.save()
        assert table.lines.get().author_name == "Nguyễn Văn An"
        assert table_check_sum(RoyaltyTable.objects.get(pk=table.pk)) == table.digest

    @pytest.mark.parametrize(
        "attempt",
        [
            lambda table: RoyaltyTable.objects.filter(pk=table.pk).update(total=1),
            lambda table: RoyaltyTable.objects.filter(pk=table.pk).update(approved_at=None, digest=""),
            lambda table: table.lines.update(amount=1),
            lambda table: table.lines.all().delete(),
            lambda table: RoyaltyLine.objects.bulk_create([copied(table.lines.get())]),
        ],
    )
    def test_the_database_refuses_too(self, office, ward, writer, attempt):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.approved(*APRIL)
        with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
            attempt(table)
        assert table_check_sum(RoyaltyTable.objects.get(pk=table.pk)) == table.digest

    def test_a_deduction_is_a_persons_decision_in_the_next_table(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        approved = office.approved(*APRIL).lines.get()
        signed(ward, writer.name, at=moment(2019, 5, 3))
        following = office.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
        with pytest.raises(Refusal, match=r"từ 1.đ đến 139\.000"):
            correcting.deduct(following.pk, approved, amount=139_001, reason="Sai sự thật")
        taken = correcting.deduct(following.pk, approved, amount=100_000, reason="Sai sự thật, đã gỡ")
        assert (taken.amount, taken.corrects) == (-100_000, approved)
        apply_recomputation(following.pk)
        assert approving.total_of(following) == 39_000


def copied(line):
    line.pk, line.place, line.signed_as, line.author_id = None, 2, "Người khác", None
    line._state.adding = True
    return line
