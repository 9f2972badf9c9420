"""What a person decides on a table that is open, and what computing it again leaves of that."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from royalties.assessing import drafts
from royalties.assessing.recomputing import apply_recomputation, recompute
from royalties.models import BaseSalary
from submissions.screens.refusals import Refusal
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
QUARTER = datetime.date(2019, 4, 1), datetime.date(2019, 7, 31)


class TestDecisionsOnADraft:
    def test_a_coefficient_within_the_band_needs_a_reason(self, office, ward, writer):
        signed(ward, (writer.name, 60), ("Lê Bình", 40), at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        line = table.lines.first()
        with pytest.raises(Refusal, match="Vui lòng ghi lý do"):
            drafts.set_coefficient(table.pk, line.pk, coefficient=Decimal("1.2"), reason=" ")
        drafts.set_coefficient(table.pk, line.pk, coefficient=Decimal("1.2"), reason="Tin viết sâu")
        assert sum(line.amount for line in table.lines.all()) == 166_800
        assert {line.reason for line in table.lines.all()} == {"Tin viết sâu"}

    @pytest.mark.parametrize(
        ("coefficient", "said"), [("2.5", "Mức đề xuất"), ("10.5", "18/2014"), ("0.2", "Mức đề xuất")]
    )
    def test_outside_the_band_is_refused_and_says_which(self, office, ward, writer, coefficient, said):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        with pytest.raises(ValidationError, match=said):
            drafts.set_coefficient(table.pk, table.lines.get().pk, coefficient=Decimal(coefficient), reason="Thử")
        assert table.lines.get().amount == 139_000

    def test_recomputing_keeps_decisions_and_follows_the_rules(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3), title="Một")
        signed(ward, writer.name, at=moment(2019, 4, 4), title="Hai")
        table = office.draft(*APRIL)
        decided = table.lines.first()
        drafts.set_coefficient(table.pk, decided.pk, coefficient=Decimal("1.2"), reason="Tin viết sâu")
        BaseSalary.objects.filter(amount=1_390_000).update(amount=1_400_000)
        new = recompute(table)
        assert {change.line.title: change.fields for change in new.changes} == {
            "Một": ("unit_value", "amount"),
            "Hai": ("unit_value", "amount"),
        }
        apply_recomputation(table.pk, shown=new.check_sum)
        assert [(line.title, line.coefficient, line.amount) for line in table.lines.order_by("place")] == [
            ("Một", Decimal("1.2"), 168_000),
            ("Hai", Decimal(1), 140_000),
        ]

    def test_a_new_co_author_shares_the_coefficient_that_was_decided(self, office, ward, writer):
        piece = signed(ward, (writer.name, 70), ("Lê Bình", 30), at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        drafts.set_coefficient(table.pk, table.lines.first().pk, coefficient=Decimal("1.2"), reason="Tin viết sâu")
        piece.authors.filter(name=writer.name).update(name="Trần Cường")
        apply_recomputation(table.pk)
        lines = table.lines.order_by("place")
        assert [(line.signed_as, line.coefficient, line.reason, line.amount) for line in lines] == [
            ("Trần Cường", Decimal("1.2"), "Tin viết sâu", 116_760),
            ("Lê Bình", Decimal("1.2"), "Tin viết sâu", 50_040),
        ]

    def test_only_what_was_shown_is_done(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        shown = recompute(table).check_sum
        signed(ward, writer.name, at=moment(2019, 4, 4))
        with pytest.raises(Refusal, match="Có thay đổi từ lúc hiện kết quả"):
            apply_recomputation(table.pk, shown=shown)
        assert table.lines.count() == 1

    def test_taken_down_leaves_the_open_table(self, office, ward, writer):
        piece = signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.handed_in(*APRIL)
        piece.unpublish()
        assert table.lines.count() == 0
        with pytest.raises(Refusal, match="Bảng chưa có dòng nào"):
            office.approve(table)

    def test_encouragement_is_part_of_the_royalty_and_has_a_ceiling(self, office, ward, writer):
        signed(ward, writer.name, at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        line = table.lines.get()
        with pytest.raises(ValidationError):
            drafts.encourage(table.pk, line.pk, percent=Decimal(31), reason="Viết bằng tiếng Chăm")
        assert drafts.encourage(table.pk, line.pk, percent=Decimal(30), reason="Viết về trẻ em").amount == 41_700
        with pytest.raises(Refusal, match="Người này đã có dòng như vậy cho tin"):
            drafts.encourage(table.pk, line.pk, percent=Decimal(10), reason="Lần nữa")

    def test_nothing_is_paid_and_nobody_else_gets_it(self, office, ward, writer):
        signed(ward, (writer.name, 50), ("Lê Bình", 50), at=moment(2019, 4, 3))
        table = office.draft(*APRIL)
        drafts.set_unpaid(table.pk, table.lines.last().pk, reason="Trong định mức công việc")
        assert [line.amount for line in table.lines.order_by("place")] == [69_500, 0]
