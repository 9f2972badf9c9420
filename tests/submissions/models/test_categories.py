"""Categories and their law as rows: the order of the law, one at a time, what a piece may be filed under on a day."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from submissions.models import Category, Decree, DecreePoint, NewsPage
from tests import factories
from tests.browserform import form_of, stream
from tests.compliance.stories import at
from tests.soup import soup_of
from tests.submissions.quick.quickly import TYPED, address_of, new_address, opened, written

pytestmark = pytest.mark.django_db

LAST_OF_43, FIRST_OF_42 = "2022-08-14", "2022-08-15"
LAST_OF_42, FIRST_OF_224 = "2026-06-30", "2026-07-01"


def day(text):
    return datetime.date.fromisoformat(text)


def category(slug):
    return Category.objects.get(slug=slug)


def decree(number):
    return Decree.objects.get(number=f"Nghị định {number}/NĐ-CP")


def on(text):
    return time_machine.travel(at(f"{text} 12:00:00"), tick=True)


def offered(text):
    with on(text):
        return set(Category.objects.for_writing().values_list("slug", flat=True))


class TestThePoints:
    def test_in_the_order_of_the_law(self):
        found = decree("43/2011").points.order_by("place")
        assert [point.point or point.article for point in found] == [*"abcdđeghikl", 11, 12]
        assert str(found[4]) == "Điểm đ khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP"

    def test_a_point_stands_once_in_its_decree(self):
        new = Category.objects.create(title="Mới", slug="moi")
        again = DecreePoint(decree=decree("43/2011"), category=new, article=10, clause=1, point="đ", title="Lần nữa")
        with pytest.raises(ValidationError, match="Điểm đ khoản 1 Điều 10 Nghị định 43/2011/NĐ-CP đã được nhập"):
            again.full_clean()
        with pytest.raises(ValidationError):
            again.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            again.place = decree("43/2011").points.get(point="đ").place
            DecreePoint.objects.bulk_create([again])

    def test_a_category_stands_once_in_a_decree(self):
        again = DecreePoint(decree=decree("224/2026"), category=category("gioi-thieu"), article=9, title="Lần nữa")
        again.valid_from, again.valid_to = day("2030-01-01"), day("2031-01-01")
        decree("224/2026").points.filter(category=category("gioi-thieu")).update(valid_to="2029-01-01")
        with pytest.raises(ValidationError, match="Chuyên mục này đã được nhập cho nghị định này"):
            again.full_clean()

    def test_one_at_a_time_for_a_category(self):
        new = Decree.objects.create(number="Nghị định 1/2027/NĐ-CP", valid_from=day("2027-01-01"))
        point = DecreePoint(decree=new, category=category("gioi-thieu"), article=5, point="a", title="Giới thiệu")
        with pytest.raises(ValidationError, match="đã có cơ sở pháp lý: Điểm c Điều 9 Nghị định 224/2026/NĐ-CP"):
            point.save()
        old = decree("224/2026")
        old.valid_to = day("2027-01-01")
        old.save()
        point.save()
        with pytest.raises(ValidationError, match="đã có cơ sở pháp lý"):
            old.valid_to = day("2027-01-02")
            old.save()

    def test_one_that_would_never_hold(self):
        point = decree("42/2022").points.get(point="e")
        point.valid_from = day(FIRST_OF_224)
        with pytest.raises(ValidationError, match="sẽ không bao giờ có hiệu lực"):
            point.save()

    def test_it_ends_with_its_decree_or_before(self):
        point = decree("42/2022").points.get(point="e")
        assert (point.first_day, point.end_day) == (day(FIRST_OF_42), day(FIRST_OF_224))
        assert point.is_valid_on(day(LAST_OF_42)) and not point.is_valid_on(day(FIRST_OF_224))
        point.valid_to = day("2025-07-01")
        point.save()
        in_force = DecreePoint.objects.valid_on(day("2025-07-01")).values_list("pk", flat=True)
        assert point.pk not in in_force and len(in_force) == 7

    def test_numbers_of_a_later_decree_are_free(self):
        new = Decree.objects.create(number="Nghị định 1/2027/NĐ-CP", valid_from=day("2027-01-01"))
        own = Category.objects.create(title="Mới", slug="moi")
        DecreePoint.objects.create(decree=new, category=own, article=10, clause=1, point="đ", title="Mới")
        with pytest.raises(ValidationError):
            Decree(number=new.number).full_clean()


class TestTheDay:
    """What a new piece may be filed under, on the last day of each decree and on the first of the next."""

    def test_before_and_after_decree_42(self):
        before, after = offered(LAST_OF_43), offered(FIRST_OF_42)
        assert before - after == {"cong-bao", "lien-he-can-bo", "de-tai-khoa-hoc"}
        assert after - before == {"thu-tuc-hanh-chinh", "dieu-uoc-quoc-te", "bao-cao-tai-chinh"}

    def test_before_and_after_decree_224(self):
        before, after = offered(LAST_OF_42), offered(FIRST_OF_224)
        assert (before - after, after - before) == ({"dieu-uoc-quoc-te"}, {"cong-khai-thong-tin"})

    @pytest.mark.parametrize("text", ["2019-05-20", LAST_OF_43, FIRST_OF_42, LAST_OF_42, FIRST_OF_224])
    def test_news_has_its_place_whatever_the_law(self, text):
        with on(text):
            assert Category.objects.usual() == category("tin-tuc-su-kien")
            assert category("tin-tuc-su-kien").not_today == ""

    def test_the_usual_one_is_one(self):
        other = category("chi-dao-dieu-hanh")
        other.is_usual = True
        with pytest.raises(ValidationError, match="Đã có chuyên mục khác được chọn sẵn"):
            other.full_clean()

    def test_nothing_continues_itself(self):
        first, second = category("gioi-thieu"), category("lien-he-can-bo")
        first.valid_to, first.continued_by = day("2027-01-01"), second
        for refused in (first.full_clean, first.save):
            with pytest.raises(ValidationError, match="lại tiếp nối chính nó"):
                refused()
        first.valid_to, first.continued_by = None, category("van-ban")
        with pytest.raises(ValidationError, match="từ ngày nào chuyên mục kia tiếp nối"):
            first.full_clean()


NOT_OFFERED = "Chuyên mục này không có, hoặc nay không nhận tin, bài mới. Vui lòng chọn chuyên mục khác."
KEPT = "Chuyên mục “Công báo điện tử” không nhận tin, bài mới từ ngày 15/08/2022. Tin, bài này vẫn giữ chuyên mục đó"


class TestForms:
    @pytest.fixture
    def writer(self, client, contributor, leader):
        client.force_login(contributor)
        return client

    def test_the_quick_form_takes_what_is_in_force_today(self, writer, unit):
        ended, begun = category("cong-bao"), category("cong-khai-thong-tin")
        form = opened(writer, new_address(unit), **TYPED)
        answer = writer.post(new_address(unit), form | {"category": str(ended.pk)})
        assert NOT_OFFERED in answer.content.decode()
        assert f'value="{ended.pk}"' not in str(soup_of(answer).select_one("#quick-category"))
        writer.post(new_address(unit), form | {"category": str(begun.pk)})
        assert written().get_latest_revision_as_object().category == begun

    def test_an_old_draft_keeps_its_own_with_a_sentence(self, writer, unit, contributor):
        ended = category("cong-bao")
        piece = factories.news(unit, owner=contributor, category=ended)
        page = writer.get(address_of(piece))
        assert KEPT in soup_of(page).select_one("#quick-category").get_text(" ", strip=True)
        form = opened(writer, address_of(piece), title="Sửa tiêu đề hôm nay")
        assert form["category"] == str(ended.pk)
        writer.post(address_of(piece), form)
        newest = NewsPage.objects.get(pk=piece.pk).get_latest_revision_as_object()
        assert (newest.title, newest.category) == ("Sửa tiêu đề hôm nay", ended)
        other = opened(writer, address_of(piece), category=str(category("lien-he-can-bo").pk))
        assert NOT_OFFERED in writer.post(address_of(piece), other).content.decode()

    def test_so_does_the_editor(self, writer, unit, contributor):
        ended = category("cong-bao")
        piece = factories.news(unit, owner=contributor, category=ended)
        address = reverse("wagtailadmin_pages:edit", args=[piece.pk])
        soup = soup_of(writer.get(address))
        values = {option["value"] for option in soup.select("select[name=category] option")}
        assert str(ended.pk) in values and str(category("lien-he-can-bo").pk) not in values
        assert KEPT in " ".join(soup.select_one("#main").get_text(" ").split())
        form = form_of(writer.get(address)) | stream("body", [("text", rich_text("<p>Sáng nay.</p>"))])
        assert form["category"] == str(ended.pk)
        writer.post(address, form | {"title": "Sửa hôm nay"})
        newest = NewsPage.objects.get(pk=piece.pk).get_latest_revision_as_object()
        assert (newest.title, newest.category) == ("Sửa hôm nay", ended)
        refused = writer.post(address, form_of(writer.get(address)) | {"category": str(category("lien-he-can-bo").pk)})
        assert NOT_OFFERED in refused.content.decode()

    def test_whose_document_it_is_goes_along(self, writer, unit):
        writer.post(new_address(unit), opened(writer, new_address(unit), **TYPED, issued_here="on"))
        assert written().get_latest_revision_as_object().issued_here
