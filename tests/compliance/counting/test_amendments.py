"""What happened to a closed period's pieces afterwards: each event once, under its own day and person."""

import time_machine

from compliance.counting.amendments import amendments_of
from submissions.chain import decisions
from submissions.models import Category, NewsPage
from tests import factories, workflow
from tests.compliance.closed_city import City
from tests.compliance.stories import at

JUST_BEFORE, LATER, LATER_STILL = "2026-11-25 00:09:59", "2026-11-26 08:00:00", "2026-11-27 08:00:00"


class TestAmendments(City):
    def correct(self, page, *, by, when, **changes):
        with time_machine.travel(at(when), tick=False):
            page = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
            for name, value in changes.items():
                setattr(page, name, value)
            page.save_revision(user=by).publish(user=by, skip_permission_checks=True)

    def take_down(self, page, *, when):
        with time_machine.travel(at(when), tick=False):
            decisions.take_down(pk=page.pk, user=self.ward.editor, reason="Sai tên người.")

    def told(self):
        return [(a.when, a.what, a.who) for a in amendments_of(self.november)]

    def close(self):
        [_october, self.november] = self.close_all()

    def test_a_change_stands_under_the_correction_that_made_it(self):
        self.close()
        first, second = self.ward.editor, factories.editor(last_name="Sửa sau")
        with_photo = factories.body_blocks(image=factories.photo(self.ward.unit))
        self.correct(self.bare, by=first, when=LATER, body=with_photo, genre="phong_su")
        self.correct(self.bare, by=second, when=LATER_STILL, lead="Chữa lỗi chính tả.")
        assert self.told() == [
            (at(LATER), "Thêm ảnh", str(first)),
            (at(LATER), "Đổi thể loại từ Tin sang Phóng sự", str(first)),
        ]

    def test_what_was_changed_and_changed_back_is_told_twice(self):
        self.close()
        editor = self.ward.editor
        self.correct(self.first, by=editor, when=LATER, body=factories.body_blocks())
        with_photo = factories.body_blocks(image=factories.photo(self.ward.unit))
        self.correct(self.first, by=editor, when=LATER_STILL, body=with_photo)
        assert self.told() == [
            (at(LATER), "Bỏ ảnh", str(editor)),
            (at(LATER_STILL), "Thêm ảnh", str(editor)),
        ]

    def test_reprinted_after_all(self):
        self.close()
        editor = self.ward.editor
        self.correct(self.first, by=editor, when=LATER, origin="reprinted", source="Báo Bình Thuận")
        self.correct(self.first, by=editor, when=LATER_STILL, origin="own", source="")
        assert self.told() == [
            (at(LATER), "Ghi là đăng lại từ cơ quan báo chí khác", str(editor)),
            (at(LATER_STILL), "Không còn ghi là đăng lại từ cơ quan báo chí khác", str(editor)),
        ]

    def test_another_category(self):
        self.close()
        other = Category.objects.exclude(pk=self.first.category_id).first()
        self.correct(self.first, by=self.ward.editor, when=LATER, category=other)
        before, after = self.first.category.title, other.title
        assert self.told() == [(at(LATER), f"Đổi chuyên mục từ “{before}” sang “{after}”", str(self.ward.editor))]

    def test_what_was_under_way_while_the_period_was_closed(self):
        """It begins before the closing and ends after it, so that the closed figures do not know of it."""
        self.close()
        editor = self.ward.editor
        self.take_down(self.first, when=JUST_BEFORE)
        with time_machine.travel(at(JUST_BEFORE), tick=False):
            decisions.mark_duplicate(pk=self.second.pk, user=editor, of=self.early)
        self.correct(self.bare, by=editor, when=JUST_BEFORE, genre="phong_su")
        assert self.told() == [
            (at(JUST_BEFORE), "Đã gỡ", str(editor)),
            (at(JUST_BEFORE), "Đổi thể loại từ Tin sang Phóng sự", str(editor)),
            (at(JUST_BEFORE), "Đánh dấu trùng", str(editor)),
        ]

    def test_what_ended_just_before_the_closing_is_in_its_figures(self):
        editor = self.ward.editor
        self.take_down(self.first, when=JUST_BEFORE)
        self.take_down(self.bare, when=JUST_BEFORE)
        with time_machine.travel(at(JUST_BEFORE), tick=False):
            workflow.fresh(self.bare).get_latest_revision().publish(user=editor, skip_permission_checks=True)
            decisions.mark_duplicate(pk=self.second.pk, user=editor, of=self.early)
        self.close()
        assert self.told() == []
        self.correct(self.first, by=editor, when=LATER, lead="Đã chữa.")
        assert self.told() == [(at(LATER), "Đăng lại", str(editor))]
