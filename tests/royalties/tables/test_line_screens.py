"""The screens of one line: what may be set, with which reason, and what may be taken back."""

from decimal import Decimal

import pytest

from royalties.assessing import approving
from royalties.models import Author, RoyaltyLine
from tests.royalties.screens import at, told_by
from tests.royalties.stories import moment, signed
from tests.soup import text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


class TestOneLine:
    def post(self, desk, newsroom, name, title="Tin tháng tư, ngày 2", **fields):
        line = newsroom.line(title)
        return desk.post(at(name, newsroom.april.pk, line.pk), {key.replace("__", "-"): v for key, v in fields.items()})

    def test_a_coefficient_with_its_reason(self, desk, newsroom):
        sent = {"coefficient__coefficient": "1,2", "coefficient__reason": "Tin viết sâu"}
        response = self.post(desk, newsroom, "coefficient", **sent)
        assert response.url == f"{at('table', newsroom.april.pk)}#dong-3"
        line = newsroom.line("Tin tháng tư, ngày 2")
        assert (line.coefficient, line.reason, line.amount) == (Decimal("1.2"), "Tin viết sâu", 166_800)

    @pytest.mark.parametrize(
        ("coefficient", "said"), [("10,5", "18/2014"), ("2,5", "khung của cơ quan"), ("abc", "Hãy viết một số")]
    )
    def test_a_coefficient_that_cannot_be_says_which_rule(self, desk, newsroom, coefficient, said):
        sent = {"coefficient__coefficient": coefficient, "coefficient__reason": "Thử"}
        response = self.post(desk, newsroom, "coefficient", **sent)
        assert response.status_code == 200
        assert said in text_of(response)
        assert newsroom.line("Tin tháng tư, ngày 2").coefficient == 1

    def test_no_coefficient_without_a_reason(self, desk, newsroom):
        response = self.post(desk, newsroom, "coefficient", coefficient__coefficient="1,2", coefficient__reason=" ")
        assert told_by(response) == [("warning", "Vui lòng ghi lý do.")]
        assert response.url == at("line", newsroom.april.pk, newsroom.line("Tin tháng tư, ngày 2").pk)

    def test_encouraged_changed_and_taken_off(self, desk, newsroom):
        self.post(desk, newsroom, "encourage", encourage__percent="10", encourage__reason="Viết về trẻ em")
        added = newsroom.april.lines.get(kind=RoyaltyLine.Kind.ENCOURAGEMENT)
        assert added.amount == 13_900
        page = desk.get(at("line", newsroom.april.pk, newsroom.line("Tin tháng tư, ngày 2").pk))
        assert "encourage_form" not in page.context
        address = at("percent", newsroom.april.pk, added.pk)
        desk.post(address, {"percent-percent": "31", "percent-reason": "Thử"})
        assert newsroom.april.lines.get(pk=added.pk).percent == 10
        desk.post(address, {"percent-percent": "20", "percent-reason": "Viết hay"})
        assert newsroom.april.lines.get(pk=added.pk).amount == 27_800
        desk.post(at("take_off", newsroom.april.pk, added.pk))
        assert not newsroom.april.lines.filter(pk=added.pk).exists()

    def test_what_a_line_does_not_have_is_not_decided_on_it(self, desk, newsroom):
        newsroom.everything_decided()
        lines = newsroom.april.lines
        encouraged = lines.get(kind=RoyaltyLine.Kind.ENCOURAGEMENT)
        taken = lines.get(kind=RoyaltyLine.Kind.DEDUCTION)
        plain = newsroom.line("Tin tháng tư, ngày 4")
        before = list(lines.order_by("pk").values())
        for line, name in (
            (encouraged, "coefficient"),
            (encouraged, "author"),
            (taken, "percent"),
            (taken, "unpaid"),
            (plain, "percent"),
            (newsroom.line("Tin tháng tư, ngày 3"), "encourage"),
        ):
            response = desk.post(at(name, newsroom.april.pk, line.pk), {})
            assert told_by(response) == [("warning", "Dòng này không có nội dung đó để quyết định.")]
            assert desk.get(response.url).status_code == 200
        assert list(lines.order_by("pk").values()) == before

    def test_a_published_piece_is_not_taken_off(self, desk, newsroom):
        response = self.post(desk, newsroom, "take_off")
        assert "phải giữ trong bảng" in told_by(response)[0][1]

    def test_not_paid_and_paid_again(self, desk, newsroom):
        assert self.post(desk, newsroom, "unpaid", unpaid__reason="").status_code == 200
        self.post(desk, newsroom, "unpaid", unpaid__reason="Trong nhiệm vụ được giao")
        assert newsroom.line("Tin tháng tư, ngày 2").amount == 0
        self.post(desk, newsroom, "pay_again")
        assert newsroom.line("Tin tháng tư, ngày 2").amount == 139_000

    def test_a_new_author_by_one_click(self, desk, newsroom):
        self.post(desk, newsroom, "new_author", title="Bài hai người viết")
        author = newsroom.line("Bài hai người viết").author
        assert (author.name, author.unit, author.is_checked) == ("Lê Bình", newsroom.division, False)
        response = self.post(desk, newsroom, "new_author", title="Bài hai người viết")
        assert told_by(response)[0][0] == "warning"
        assert Author.objects.filter(name="Lê Bình").count() == 1

    def test_one_of_the_authors_for_all_lines_signed_alike(self, desk, newsroom):
        for day in (11, 12):
            signed(newsroom.division, "Biển Xanh", at=moment(2019, 4, day), title=f"Tin của Biển Xanh {day}")
        from royalties.assessing.recomputing import apply_recomputation

        apply_recomputation(newsroom.april.pk)
        title = "Tin của Biển Xanh 11"
        line = newsroom.line(title)
        form = desk.get(at("line", newsroom.april.pk, line.pk)).context["author_form"]
        assert form.fields["likewise"].label == "Áp dụng cho cả 1 dòng khác cùng tên ký của đơn vị này"
        own, others = (
            (group[0] for group in form.fields["author"].choices[1:])
            if Author.objects.filter(unit=newsroom.division)
            else (None, form.fields["author"].choices[1][0])
        )
        assert (own, others) == (None, "đơn vị khác")
        sent = {"author__author": newsroom.writer.pk, "author__likewise": "on"}
        self.post(desk, newsroom, "author", title=title, **sent)
        authors = newsroom.april.lines.filter(signed_as="Biển Xanh").values_list("author", flat=True)
        assert list(authors) == [newsroom.writer.pk] * 2

    @pytest.mark.parametrize("name", ["Lê Văn Bảy", "Nguyễn Văn Anh"])
    def test_who_approves_reads_that_somebody_else_is_paid_than_signed(self, client, desk, newsroom, name):
        """Also where the one name is a part of the other: “Nguyễn Văn An” signed, and is not the one who is paid."""
        other = Author.objects.create(name=name, unit=newsroom.ward)
        title = "Tin tháng tư, ngày 3"
        self.post(desk, newsroom, "author", title=title, author__author=other.pk)
        newsroom.everything_decided()
        approving.submit(newsroom.april.pk, user=newsroom.preparer)
        page = text_of(log_in(client, newsroom.head).get(at("table", newsroom.april.pk)))
        assert f"“{title}”: chi cho {name}, tin, bài ký tên Nguyễn Văn An" in page
        assert f"{name} (ký: Nguyễn Văn An)" in page

    def test_a_pen_name_is_a_name_of_the_person(self, client, desk, newsroom):
        Author.objects.filter(pk=newsroom.writer.pk).update(name="Trần Văn Chín", pen_name="NGUYỄN VĂN AN")
        newsroom.everything_decided()
        approving.submit(newsroom.april.pk, user=newsroom.preparer)
        page = text_of(log_in(client, newsroom.head).get(at("table", newsroom.april.pk)))
        assert "Trần Văn Chín (NGUYỄN VĂN AN)" in page
        assert "tin, bài ký tên" not in page

    def test_nobody_gets_a_piece_twice(self, desk, newsroom):
        for place in (0, 1):
            line = newsroom.april.lines.filter(title="Bài hai người viết").order_by("place")[place]
            response = desk.post(at("author", newsroom.april.pk, line.pk), {"author-author": newsroom.writer.pk})
        assert "đã có ở một dòng của tin, bài này" in told_by(response)[-1][1]

    def test_decided_when_it_is_too_late(self, desk, newsroom):
        newsroom.everything_decided()
        approving.submit(newsroom.april.pk, user=newsroom.preparer)
        response = self.post(desk, newsroom, "unpaid", unpaid__reason="Muộn")
        assert response.url == at("table", newsroom.april.pk)
        assert "Hãy lấy lại rồi mới sửa" in told_by(response)[0][1]
        line = newsroom.line("Tin tháng tư, ngày 2")
        assert desk.get(at("line", newsroom.april.pk, line.pk)).url == at("table", newsroom.april.pk)


class TestDeduction:
    def test_what_was_taken_down_is_suggested(self, desk, newsroom):
        page = text_of(desk.get(at("deductions", newsroom.april.pk)))
        assert "Tin tháng ba, ngày 4" in page
        assert "Tin tháng ba, ngày 5" not in page

    @pytest.mark.parametrize("words", ["ngay 5", "Tin tháng ba, ngày 5", "NGUYEN VAN"])
    def test_anything_approved_is_found(self, desk, newsroom, words):
        page = text_of(desk.get(at("deductions", newsroom.april.pk), {"q": words}))
        assert "Tin tháng ba, ngày 5" in page
        assert "Tin tháng tư" not in page

    def test_nothing_is_found(self, desk, newsroom):
        page = text_of(desk.get(at("deductions", newsroom.april.pk), {"q": "không có"}))
        assert "Không có dòng đã duyệt nào phù hợp" in page

    def test_deducted_up_to_what_it_was(self, desk, newsroom):
        line = newsroom.march.lines.first()
        address = at("deduct", newsroom.april.pk, line.pk)
        assert desk.get(address).context["form"]["amount"].value() == "139.000\xa0đ"
        assert desk.post(address, {"amount": "50.000", "reason": ""}).status_code == 200
        assert told_by(desk.post(address, {"amount": "139.001", "reason": "Gỡ"}))[0][0] == "warning"
        desk.post(address, {"amount": "50.000 đ", "reason": "Đã gỡ, sai sự thật"})
        taken = newsroom.april.lines.get(kind=RoyaltyLine.Kind.DEDUCTION)
        assert (taken.amount, taken.corrects, taken.reason) == (-50_000, line, "Đã gỡ, sai sự thật")
        assert desk.get(address).context["form"]["amount"].value() == "89.000\xa0đ"
        assert told_by(desk.post(address, {"amount": "89.001", "reason": "Lần nữa"}))[0][0] == "warning"
        assert "Tin tháng ba, ngày 4" in text_of(desk.get(at("deductions", newsroom.april.pk)))
        desk.post(address, {"amount": "89.000", "reason": "Phần còn lại"})
        assert told_by(desk.post(address, {"amount": "1", "reason": "Lần nữa"}))[0][0] == "warning"
        assert "Tin tháng ba, ngày 4" not in text_of(desk.get(at("deductions", newsroom.april.pk)))
