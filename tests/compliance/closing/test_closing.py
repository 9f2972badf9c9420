"""Closing a period: what is written down, once, and what can no longer change it."""

import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from compliance.closing import canonical, closing
from compliance.closing.seals import SEALED
from compliance.counting.amendments import amendments_of
from compliance.counting.counting import count_period
from compliance.counting.counts import NUMBERS, Result
from compliance.counting.pieces import Verdicts, pieces_behind
from compliance.models import ClosedItem, ClosedPeriod, ClosedRow, Exemption, Quota, ReportingRule, Sealed
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.chain import decisions, timing
from submissions.kept.sealing import TRIGGERS_OF
from submissions.models import NewsPage, Unit
from submissions.rights import positions
from submissions.screens.refusals import Refusal
from tests import factories, workflow
from tests.compliance.closed_city import NOVEMBER_IS_OVER, City
from tests.compliance.stories import at, row_of


def in_november():
    return ReportingPeriod.of(2026, 11, rules=all_rules())


def numbers(rows):
    return {row.name: [getattr(row, name) for name in NUMBERS] + [row.result] for row in rows}


def test_every_number_is_under_the_check_sum():
    assert set(NUMBERS) <= {*canonical.ROW, *canonical.ADDED_TO_ROW}


def test_a_number_that_came_later_leaves_older_check_sums_as_they_are(monkeypatch):
    older, newer = (ClosedRow(place=1, unit_name="Thử", item_count=0) for _row in range(2))
    before = canonical.row_digest(older, [])
    newer.later, older.later = 3, None
    monkeypatch.setattr(canonical, "ADDED_TO_ROW", ("later",))
    assert canonical.row_digest(older, []) == before
    assert canonical.row_digest(newer, []) != before


class TestWhatIsWrittenDown(City):
    def test_the_rows_are_those_that_were_counted(self):
        before = {period.key: numbers(count_period(period)) for period in closing.due_periods()}
        closed = self.close_all()
        assert [one.key for one in closed] == ["2026-10", "2026-11"]
        periods = [ReportingPeriod.of(one.year, one.month, rules=all_rules()) for one in closed]
        assert {period.key: numbers(count_period(period)) for period in periods} == before
        assert before["2026-11"]["UBND phường Phú Thủy"] == [2, 3, 3, 0, 0, 0, 3, 2, 1, 2, 2, 0, 3, Result.MET]

    def test_each_piece_with_title_address_and_time(self):
        self.close_all()
        items = ClosedItem.objects.filter(row__period__month=11).order_by("row__place", "place")
        assert [
            (item.title, item.address, item.published_at, item.sent_state, item.is_counted, item.why_not)
            for item in items
        ] == [
            ("Ra quân dọn biển", self.first.get_url(), at("2026-11-10 08:00:00"), "published", True, ""),
            ("Không ảnh", self.bare.get_url(), at("2026-11-12 08:00:00"), "published", False, "không có ảnh"),
            ("Hội thi", self.second.get_url(), at("2026-11-24 23:59:59"), "published", True, ""),
            # What was never public has no title here.
            ("", "", None, "waiting", False, ""),
        ]

    def test_what_was_set_for_a_time_that_has_come_is_published_first(self):
        with time_machine.travel(at("2026-11-21 08:00:00"), tick=False):
            editor, position = workflow.again(self.commune.editor), positions.reading_position(self.waiting)
            timing.publish(pk=self.waiting.pk, user=editor, position=position, at=at("2026-11-24 23:00:00"))
        self.close_all()
        assert workflow.fresh(self.waiting).live
        assert ClosedItem.objects.get(piece=self.waiting).sent_state == "published"

    def test_when_and_by_whom(self):
        [october, november] = self.close_all()
        assert (november.start, november.end) == (at("2026-10-25 00:00:00"), at("2026-11-25 00:00:00"))
        assert (november.closed_at, november.closed_by) == (at(NOVEMBER_IS_OVER), None)
        assert (november.row_count, november.previous_digest) == (3, october.digest)

    def test_every_number_of_a_closed_table_opens_its_pieces(self):
        self.close_all()
        decisions.take_down(pk=self.first.pk, user=self.ward.editor, reason="Sai tên người.")
        [row] = [row for row in count_period(in_november()) if row.unit == self.ward.unit]
        columns = ("sent", "sent_published", "published", "short", "long", "with_photo", "counted", "year_counted")
        for column in columns:
            found = pieces_behind(column, period=in_november(), units=[self.ward.unit])
            assert found.count() == getattr(row, column), column
        [waiting] = pieces_behind("waiting", period=in_november(), units=[self.commune.unit])
        assert waiting == self.waiting

    def test_the_next_period_adds_to_what_was_closed(self):
        self.close_all()
        decisions.take_down(pk=self.first.pk, user=self.ward.editor, reason="Sai tên người.")
        self.ward.published(when=at("2026-12-01 08:00:00"))
        with time_machine.travel(at("2026-12-02 08:00:00"), tick=False):
            assert row_of(self.ward.unit, "2026-12").year_counted == 4
            december = ReportingPeriod.of(2026, 12, rules=all_rules())
            found = pieces_behind("year_counted", period=december, units=[self.ward.unit])
            assert found.count() == 4


class TestOnceAndInOrder(City):
    def test_closing_twice_is_closing_once(self):
        self.close_all()
        assert self.close_all() == []
        with self.assertRaises(closing.AlreadyClosed):
            closing.close_period(in_november())
        assert ClosedPeriod.objects.count() == 2

    def test_a_running_period_is_not_closed(self):
        self.close_all()
        with self.assertRaisesMessage(Refusal, "Kỳ 12/2026 chưa kết thúc"):
            closing.close_period(ReportingPeriod.of(2026, 12, rules=all_rules()))

    def test_none_is_left_out(self):
        with self.assertRaisesMessage(Refusal, "kỳ tiếp theo phải chốt là 10/2026"):
            closing.close_period(in_november())

    def test_a_silent_month_before_the_first_piece_can_be_the_first(self):
        closing.close_period(ReportingPeriod.of(2026, 9, rules=all_rules()))
        assert [row.result for row in ClosedRow.objects.all()] == [Result.NOTHING] * 3
        assert [one.key for one in self.close_all()] == ["2026-10", "2026-11"]

    def test_nothing_is_due_before_the_first_piece(self):
        NewsPage.objects.update(published_at=None, sent_at=None)
        assert closing.due_periods() == []

    def test_catches_up_after_months(self):
        with time_machine.travel(at("2027-03-03 08:00:00"), tick=False):
            assert [one.key for one in self.close_all()] == ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"]
            # The year of the periods begins anew.
            assert ClosedRow.objects.filter(period__year=2027).aggregate(most=Max("year_counted")) == {"most": 0}

    def test_a_late_piece_counts_in_the_next_period_once(self):
        """A publication of the last second whose transaction ends after the closing."""
        NewsPage.objects.filter(pk=self.second.pk).update(published_at=None, sent_at=None, is_live=False)
        self.close_all()
        moment = at("2026-11-24 23:59:59")
        NewsPage.objects.filter(pk=self.second.pk).update(published_at=moment, sent_at=moment, is_live=True)
        with time_machine.travel(at("2026-12-25 08:00:00"), tick=False):
            december = ReportingPeriod.of(2026, 12, rules=all_rules())
            for _closed_or_not in range(2):
                [row] = [row for row in count_period(december) if row.unit == self.ward.unit]
                assert (row.sent, row.published, row.counted, row.year_counted) == (1, 1, 1, 3)
                for column in ("sent", "published", "counted"):
                    assert list(pieces_behind(column, period=december, units=[self.ward.unit])) == [self.second]
                self.close_all()
            january = ReportingPeriod.of(2027, 1, rules=all_rules())
            assert all(row.published == 0 for row in count_period(january))
        assert ClosedItem.objects.filter(piece=self.second, is_published=True).count() == 1

    def test_a_late_piece_is_judged_by_the_photo_rule_of_the_period_that_it_counts_in(self):
        NewsPage.objects.filter(pk=self.bare.pk).update(published_at=None, sent_at=None, is_live=False)
        self.close_all()
        Quota.objects.create(
            unit=self.ward.unit, minimum=1, photo_required=False, valid_from=at("2026-11-25 00:00:00").date()
        )
        moment = at("2026-11-24 23:59:59")
        NewsPage.objects.filter(pk=self.bare.pk).update(published_at=moment, sent_at=moment, is_live=True)
        december = ReportingPeriod.of(2026, 12, rules=all_rules())
        assert row_of(self.ward.unit, "2026-12").counted == 1
        pieces = list(pieces_behind("published", period=december, units=[self.ward.unit]))
        verdicts = Verdicts(pieces, user=AnonymousUser(), rules=december.rules)
        assert [(piece, verdicts.reason(piece)) for piece in pieces] == [(self.bare, "")]


class TestNothingChangesIt(City):
    def test_later_events_are_amendments_with_who_and_why(self):
        [_october, november] = self.close_all()
        before = numbers(count_period(in_november()))
        editor = self.ward.editor
        with time_machine.travel(at("2026-11-26 08:00:00"), tick=False):
            decisions.take_down(pk=self.first.pk, user=editor, reason="Sai tên người.")
        with time_machine.travel(at("2026-11-27 08:00:00"), tick=False):
            decisions.mark_duplicate(pk=self.second.pk, user=editor, of=self.early)
        with time_machine.travel(at("2026-11-28 08:00:00"), tick=False):
            bare = NewsPage.objects.get(pk=self.bare.pk)
            bare.body = factories.body_blocks(image=factories.photo(self.ward.unit))
            bare.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
        Unit.objects.filter(pk=self.ward.unit.pk).update(name="UBND phường Phú Thủy mới")
        assert numbers(count_period(in_november())) == before
        assert [(a.when, a.item.title, a.what, a.who, a.why) for a in amendments_of(november)] == [
            (at("2026-11-26 08:00:00"), "Ra quân dọn biển", "Đã gỡ", str(editor), "Sai tên người."),
            (at("2026-11-27 08:00:00"), "Hội thi", "Đánh dấu trùng", str(editor), ""),
            (at("2026-11-28 08:00:00"), "Không ảnh", "Thêm ảnh", str(editor), ""),
        ]
        assert amendments_of(november, units=[self.commune.unit]) == []
        # What was taken down is not named to who may not know it.
        assert [a.title for a in amendments_of(november)] == ["", "Hội thi", "Không ảnh"]

    def test_the_models_refuse(self):
        self.close_all()
        row = ClosedRow.objects.first()
        row.counted = 9
        for attempt in (
            row.save,
            row.delete,
            ClosedPeriod.objects.first().delete,
            lambda: ClosedRow.objects.update(counted=9),
            lambda: ClosedItem.objects.all().delete(),
            lambda: ClosedRow.objects.bulk_update([row], ["counted"]),
        ):
            with self.assertRaises(Sealed):
                attempt()

    def test_the_database_refuses(self):
        self.close_all()
        row = ClosedRow.objects.filter(item_count__gt=0).first()
        names = "place, piece_id, title, address, genre, sent_state, is_published, is_live, has_photo, is_counted"
        values = f"99, {self.early.pk}, '', '', 'tin', '', FALSE, FALSE, FALSE, FALSE"
        tables = SEALED.tables if connection.vendor == "sqlite" else ()
        for statement in (
            *(f"REPLACE INTO {table} SELECT * FROM {table}" for table in tables),
            "UPDATE compliance_closedrow SET counted = 9",
            "DELETE FROM compliance_closedrow",
            "UPDATE compliance_closeditem SET title = ''",
            "DELETE FROM compliance_closeditem",
            "UPDATE compliance_closedperiod SET digest = ''",
            "DELETE FROM compliance_closedperiod",
            f"INSERT INTO compliance_closeditem (row_id, why_not, {names}) VALUES ({row.pk}, '', {values})",
        ):
            refused = self.assertRaisesMessage(DatabaseError, "neither changed nor deleted")
            with self.subTest(statement), refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)

    def test_sealing_again_leaves_nothing_of_an_older_seal(self):
        """Else what an older release refused would be refused for ever, and nobody would find where it says so."""
        closed_items = "compliance_closeditem"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE FUNCTION {closed_items}_refuse_more() RETURNS trigger LANGUAGE plpgsql "
                    "AS $$ BEGIN RETURN NULL; END $$"
                )
                doing = f"FOR EACH ROW EXECUTE FUNCTION {closed_items}_refuse_more()"
            else:
                doing = "BEGIN SELECT RAISE(ABORT, 'never'); END"
            cursor.execute(f"CREATE TRIGGER {closed_items}_complete BEFORE INSERT ON {closed_items} {doing}")
            for _twice in range(2):
                SEALED.put(using=connection.alias)
            cursor.execute(TRIGGERS_OF[connection.vendor], [closed_items])
            names = {name.lower() for (name,) in cursor.fetchall()}
            assert names == {f"{closed_items}_sealed_{action}" for action in ("update", "delete", "insert")}
            if connection.vendor == "postgresql":
                cursor.execute("SELECT COUNT(*) FROM pg_proc WHERE proname = %s", [f"{closed_items}_refuse_more"])
                assert cursor.fetchone() == (0,)

    def test_no_row_is_added(self):
        [_october, november] = self.close_all()
        row = november.rows.first()
        row.pk, row.place, row.unit, row._state.adding = None, 99, factories.UnitFactory(), True
        with self.assertRaisesMessage(DatabaseError, "neither changed nor deleted"), transaction.atomic():
            row.save()

    def test_rules_of_a_closed_period_stay(self):
        self.close_all()
        quota = Quota.objects.get(kind_id="ward")
        quota.minimum = 9
        rule = ReportingRule.objects.first()
        rule.first_day = 15
        exemption = Exemption(unit=self.ward.unit, reason="Sáp nhập", document_number="1")
        for changed in (quota, rule, exemption):
            with self.subTest(changed), self.assertRaises(ValidationError):
                changed.save()
            with self.subTest(changed), self.assertRaises(ValidationError):
                changed.clean()
        with self.assertRaises(ValidationError):
            quota.delete()
