"""What counts, case by case as docs/counting.md decides it, each told as a story."""

import datetime

import pytest
import time_machine

from compliance.counting.counts import Result
from compliance.models import Quota
from submissions.chain import decisions
from submissions.models import NewsAuthor, NewsPage, Unit
from tests import factories, workflow
from tests.compliance.stories import Newsroom, at, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def radio():
    return Newsroom(kind_id="radio", name="Đài Truyền thanh thử")


def go_the_whole_way(room, *, when):
    """A piece through every step of the chain, published at `when`."""
    room.publish(room.send(room.write(), when=when - datetime.timedelta(hours=1)), when=when)


class TestTime:
    def test_last_second_of_the_24th_belongs_to_the_ending_period(self, ward):
        go_the_whole_way(ward, when=at("2026-11-24 23:59:59"))
        assert row_of(ward.unit, "2026-11").counted == 1
        assert row_of(ward.unit, "2026-12").counted == 0

    @pytest.mark.parametrize("moment", ["2026-11-25 00:00:00", "2026-11-25 00:30:00"])
    def test_from_midnight_of_the_25th_on_it_belongs_to_the_next(self, ward, moment):
        go_the_whole_way(ward, when=at(moment))
        assert row_of(ward.unit, "2026-11").published == 0
        assert row_of(ward.unit, "2026-12").counted == 1

    def test_february_ends_on_the_24th_too(self, ward):
        ward.published(when=at("2027-02-24 23:59:59"))
        ward.published(when=at("2027-02-25 00:00:00"))
        ward.published(when=at("2027-02-28 23:59:59"))
        assert row_of(ward.unit, "2027-02").counted == 1
        assert row_of(ward.unit, "2027-03").counted == 2

    def test_the_end_of_december_opens_the_next_year(self, ward):
        ward.published(when=at("2026-12-24 23:59:59"))
        ward.published(when=at("2026-12-25 00:00:00"))
        december, january = row_of(ward.unit, "2026-12"), row_of(ward.unit, "2027-01")
        assert (december.counted, december.year_counted) == (1, 1)
        assert (january.counted, january.year_counted) == (1, 1)

    def test_an_announcement_counts_after_its_last_day_too(self, ward):
        ward.published(when=at("2026-11-10 08:00:00"), genre="thong_bao", holds_until=datetime.date(2026, 11, 12))
        with time_machine.travel(at("2026-11-20 08:00:00"), tick=False):
            row = row_of(ward.unit, "2026-11")
        assert (row.published, row.short, row.counted) == (1, 1, 1)

    def test_a_correction_does_not_count_again(self, ward):
        page = ward.published(when=at("2026-11-10 08:00:00"))
        with time_machine.travel(at("2026-12-01 08:00:00"), tick=False):
            page.title = "Tiêu đề đã sửa"
            page.save_revision(user=ward.editor).publish(user=ward.editor, skip_permission_checks=True)
        assert row_of(ward.unit, "2026-11").counted == 1
        assert row_of(ward.unit, "2026-12").published == 0

    def test_an_older_version_published_again_changes_no_number(self, ward):
        page = ward.published(when=at("2026-11-10 08:00:00"))
        oldest = page.revisions.order_by("pk").first()
        with time_machine.travel(at("2026-12-01 08:00:00"), tick=False):
            page.save_revision(user=ward.editor).publish(user=ward.editor, skip_permission_checks=True)
            oldest.publish(user=ward.editor, skip_permission_checks=True)
        november, december = row_of(ward.unit, "2026-11"), row_of(ward.unit, "2026-12")
        assert (november.sent, november.sent_published, november.counted) == (1, 1, 1)
        assert (december.sent, december.published, december.year_counted) == (0, 0, 1)


class TestTakenDown:
    def test_what_was_taken_down_does_not_count(self, ward):
        page = ward.published(when=at("2026-11-10 08:00:00"))
        decisions.take_down(pk=page.pk, user=ward.editor, reason="Sai số liệu.")
        row = row_of(ward.unit, "2026-11")
        assert (row.published, row.counted, row.shortfall) == (1, 0, 2)

    def test_published_again_it_counts_where_it_first_appeared(self, ward):
        page = ward.published(when=at("2026-11-10 08:00:00"))
        with time_machine.travel(at("2026-12-01 08:00:00"), tick=False):
            decisions.take_down(pk=page.pk, user=ward.editor, reason="Sai số liệu.")
            fresh = workflow.fresh(page)
            fresh.get_latest_revision().publish(user=ward.editor, skip_permission_checks=True)
        assert row_of(ward.unit, "2026-11").counted == 1
        assert row_of(ward.unit, "2026-12").published == 0


class TestPhoto:
    def test_without_a_photo_a_wards_piece_does_not_count(self, ward):
        ward.published(when=at("2026-11-10 08:00:00"), photo=False)
        row = row_of(ward.unit, "2026-11")
        assert (row.published, row.with_photo, row.counted) == (1, 0, 0)

    def test_the_radio_station_needs_none(self, radio):
        radio.published(when=at("2026-11-10 08:00:00"), photo=False)
        row = row_of(radio.unit, "2026-11")
        assert (row.minimum, row.with_photo, row.counted, row.shortfall) == (15, 0, 1, 14)

    def test_a_photo_that_the_board_took_out_is_missing(self, ward):
        page = ward.write()
        ward.send(page, when=at("2026-11-10 08:00:00"))
        page = workflow.fresh(page)
        page.body = factories.body_blocks()
        page.save_revision(user=ward.editor)
        ward.publish(page, when=at("2026-11-10 09:00:00"))
        assert row_of(ward.unit, "2026-11").counted == 0

    def test_a_photo_added_later_by_the_board_counts_while_the_period_is_open(self, ward):
        page = ward.published(when=at("2026-11-10 08:00:00"), photo=False)
        page.body = factories.body_blocks(image=factories.photo(ward.unit))
        page.save_revision(user=ward.editor).publish(user=ward.editor, skip_permission_checks=True)
        assert row_of(ward.unit, "2026-11").counted == 1


class TestOrigin:
    def test_a_duplicate_does_not_count(self, ward):
        first = ward.published(when=at("2026-11-10 08:00:00"))
        second = ward.published(when=at("2026-11-11 08:00:00"))
        decisions.mark_duplicate(pk=second.pk, user=ward.editor, of=first)
        row = row_of(ward.unit, "2026-11")
        assert (row.published, row.counted) == (2, 1)

    def test_the_mark_taken_off_it_counts_again(self, ward):
        first = ward.published(when=at("2026-11-10 08:00:00"))
        second = ward.published(when=at("2026-11-11 08:00:00"))
        decisions.mark_duplicate(pk=second.pk, user=ward.editor, of=first)
        decisions.mark_duplicate(pk=second.pk, user=ward.editor, of=None)
        assert row_of(ward.unit, "2026-11").counted == 2

    @pytest.mark.parametrize(("origin", "counted"), [("own", 1), ("compiled", 1), ("reprinted", 0)])
    def test_a_reprint_does_not_count(self, ward, origin, counted):
        ward.published(when=at("2026-11-10 08:00:00"), origin=origin, source="Báo Bình Thuận")
        row = row_of(ward.unit, "2026-11")
        assert (row.published, row.counted) == (1, counted)

    def test_a_piece_by_two_units_counts_for_the_one_that_sent_it(self, ward):
        other = Newsroom()
        page = ward.write()
        page.authors = [NewsAuthor(name=str(person), share=50) for person in (ward.contributor, other.contributor)]
        page.save_revision(user=ward.contributor)
        ward.send(page, when=at("2026-11-10 07:00:00"))
        ward.publish(page, when=at("2026-11-10 08:00:00"))
        assert row_of(ward.unit, "2026-11").counted == 1
        assert row_of(other.unit, "2026-11").counted == 0


class TestWhoOwes:
    def test_a_unit_founded_within_the_period_owes_nothing_and_shows_its_pieces(self, ward):
        Unit.objects.filter(pk=ward.unit.pk).update(valid_from=datetime.date(2026, 10, 26))
        ward.published(when=at("2026-11-10 08:00:00"))
        row = row_of(ward.unit, "2026-11")
        assert (row.minimum, row.counted, row.shortfall, row.result) == (0, 1, 0, Result.NOT_ASKED)
        assert row_of(ward.unit, "2026-12").minimum == 2

    @pytest.mark.parametrize(("valid_to", "minimum"), [("2026-11-24", 0), ("2026-11-25", 2)])
    def test_a_unit_that_ends_within_the_period_owes_nothing(self, ward, valid_to, minimum):
        Unit.objects.filter(pk=ward.unit.pk).update(valid_to=datetime.date.fromisoformat(valid_to))
        assert row_of(ward.unit, "2026-11").minimum == minimum

    def test_a_unit_valid_from_the_first_day_owes(self, ward):
        Unit.objects.filter(pk=ward.unit.pk).update(valid_from=datetime.date(2026, 10, 25))
        assert row_of(ward.unit, "2026-11").minimum == 2

    def test_a_unit_long_gone_is_not_in_the_table(self, ward):
        Unit.objects.filter(pk=ward.unit.pk).update(valid_to=datetime.date(2026, 10, 25))
        with pytest.raises(StopIteration):
            row_of(ward.unit, "2026-11")

    def test_the_quota_of_the_last_day_decides(self, ward):
        quota = Quota.objects.get(kind_id="ward")
        quota.valid_to = datetime.date(2026, 11, 24)
        quota.save()
        Quota.objects.create(kind_id="ward", minimum=4, valid_from=datetime.date(2026, 11, 24))
        assert row_of(ward.unit, "2026-10").minimum == 2
        assert row_of(ward.unit, "2026-11").minimum == 4

    def test_a_units_own_quota_goes_before_its_kinds(self, ward):
        Quota.objects.create(unit=ward.unit, minimum=5, valid_from=datetime.date(2026, 1, 1))
        assert row_of(ward.unit, "2026-11").minimum == 5
        assert row_of(ward.unit, "2025-12").minimum == 2

    def test_before_the_letter_nobody_owed(self, ward):
        assert row_of(ward.unit, "2019-03").result == Result.NOT_ASKED
        assert row_of(ward.unit, "2019-04").minimum == 2


class TestResults:
    def test_nothing_sent(self, ward):
        assert row_of(ward.unit, "2026-11").result == Result.NOTHING

    def test_sent_but_not_used_is_below_the_minimum_and_not_nothing(self, ward):
        ward.send(ward.write(), when=at("2026-11-10 08:00:00"))
        row = row_of(ward.unit, "2026-11")
        assert (row.result, row.shortfall, row.waiting) == (Result.SHORT, 2, 1)

    def test_met(self, ward):
        ward.published(when=at("2026-11-10 08:00:00"))
        ward.published(when=at("2026-11-11 08:00:00"), genre=NewsPage.Genre.FEATURE)
        row = row_of(ward.unit, "2026-11")
        assert (row.result, row.shortfall, row.published, row.short, row.long) == (Result.MET, 0, 2, 1, 1)

    def test_an_exemption_is_a_minimum_of_nothing(self, ward):
        Quota.objects.create(unit=ward.unit, minimum=0)
        assert row_of(ward.unit, "2026-11").result == Result.NOT_ASKED


class TestYear:
    def test_each_period_by_its_own_rule_about_photos(self, ward):
        quota = Quota.objects.get(kind_id="ward")
        quota.valid_to = datetime.date(2026, 11, 1)
        quota.save()
        Quota.objects.create(kind_id="ward", minimum=2, photo_required=False, valid_from=datetime.date(2026, 11, 1))
        ward.published(when=at("2025-12-25 00:00:00"))
        ward.published(when=at("2026-10-24 08:00:00"), photo=False)
        ward.published(when=at("2026-10-25 08:00:00"), photo=False)
        assert row_of(ward.unit, "2026-10").year_counted == 1
        assert row_of(ward.unit, "2026-11").year_counted == 2

    def test_last_years_pieces_are_not_in_it(self, ward):
        ward.published(when=at("2025-12-24 23:59:59"))
        assert row_of(ward.unit, "2026-01").year_counted == 0
