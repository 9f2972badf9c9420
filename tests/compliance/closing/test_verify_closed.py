"""The check sums of closed figures: made again by a second reader from SQL, and what differs told by name."""

from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from compliance.closing import canonical
from compliance.models import ClosedItem, ClosedPeriod
from tests.compliance import second_reader
from tests.compliance.closed_city import City
from tests.compliance.second_reader import ITEM, ROW, digest_of, read, sha256
from tests.compliance.unsealing import unsealed


def verify():
    out = StringIO()
    call_command("verify_closed", stdout=out)
    return out.getvalue()


class TestVerify(City):
    def setUp(self):
        super().setUp()
        self.october, self.november = self.close_all()

    def test_a_second_reader_makes_the_same_check_sums(self):
        for closed in (self.october, self.november):
            assert digest_of(closed.pk) == closed.digest

    def test_what_was_closed_before_anything_was_added_reads_as_before(self):
        items = list(ClosedItem.objects.filter(row__period=self.november).order_by("place"))
        published = next(item for item in items if item.is_published)
        assert published.category == published.piece.category.title
        waiting = next(item for item in items if not item.is_published)
        assert waiting.category is None
        for record, names in ((published.row, canonical.ADDED_TO_ROW), (published, canonical.ADDED_TO_ITEM)):
            for name in names:
                setattr(record, name, None)
        with mock.patch.object(second_reader, "ADDED", dict.fromkeys(second_reader.ADDED, "")):
            [(_key, row)] = read(ROW, "compliance_closedrow", f"id = {published.row_id}")
            [(_key, item)] = read(ITEM, "compliance_closeditem", f"id = {published.pk}")
        assert canonical.row_digest(published.row, [published]) == sha256([row, item])

    def test_says_that_all_is_well(self):
        assert verify() == (
            f"Kỳ 10/2026: đúng như lúc chốt ({self.october.digest})\n"
            f"Kỳ 11/2026: đúng như lúc chốt ({self.november.digest})\n"
        )

    def test_nothing_is_closed(self):
        unsealed("DELETE FROM compliance_closeditem")
        unsealed("DELETE FROM compliance_closedrow")
        unsealed("DELETE FROM compliance_closedperiod")
        assert verify() == "Chưa có kỳ nào được chốt số liệu.\n"

    def told_after(self, statement):
        unsealed(statement)
        out = StringIO()
        with pytest.raises(CommandError, match="Số kỳ có sai khác"):
            call_command("verify_closed", stdout=out)
        return out.getvalue()

    def test_names_the_unit_whose_figures_differ(self):
        told = self.told_after(
            f"UPDATE compliance_closedrow SET counted = 9 WHERE period_id = {self.november.pk} AND minimum = 2 "
            f"AND unit_id = {self.ward.unit.pk}"
        )
        assert "Kỳ 10/2026: đúng như lúc chốt" in told
        assert "Kỳ 11/2026: KHÔNG đúng như lúc chốt" in told
        assert told.count("–") == 1
        assert "– UBND phường Phú Thủy: số liệu hoặc tin, bài kèm theo không đúng như lúc chốt." in told

    def test_a_piece_changed_or_taken_away(self):
        for statement in (
            f"UPDATE compliance_closeditem SET title = 'Khác' WHERE piece_id = {self.first.pk}",
            f"DELETE FROM compliance_closeditem WHERE piece_id = {self.second.pk}",
        ):
            assert "– UBND phường Phú Thủy: số liệu" in self.told_after(statement)

    def test_a_category_changed_or_taken_away(self):
        for value in ("'Khác'", "NULL"):
            statement = f"UPDATE compliance_closeditem SET category = {value} WHERE piece_id = {self.first.pk}"
            assert "– UBND phường Phú Thủy: số liệu" in self.told_after(statement)

    def test_a_unit_taken_away(self):
        row = self.november.rows.get(item_count=0)
        told = self.told_after(f"DELETE FROM compliance_closedrow WHERE id = {row.pk}")
        assert "Hiện có 2 đơn vị; lúc chốt có 3." in told

    def test_the_period_itself(self):
        told = self.told_after(f"UPDATE compliance_closedperiod SET closed_by_name = 'X' WHERE id = {self.october.pk}")
        assert "– Thông tin của kỳ hoặc danh sách đơn vị không đúng như lúc chốt." in told

    def test_a_whole_period_written_anew_breaks_the_chain(self):
        closed = ClosedPeriod.objects.get(pk=self.october.pk)
        told = self.told_after(
            f"UPDATE compliance_closedperiod SET digest = '{'0' * 64}' WHERE id = {closed.pk}",
        )
        assert "Kỳ này không nối tiếp kỳ đứng ngay trước." in told
