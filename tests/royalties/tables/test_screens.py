"""The screens of the tables: what they say, what they lead to, and that they cost no more for more lines."""

import datetime
import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation
from royalties.models import Author, BaseSalary, RoyaltyLine, RoyaltyTable
from tests import factories
from tests.royalties.stories import all_signed, moment, signed
from tests.royalties.tables.newsroom import APRIL, IN_MAY, MARCH, Newsroom
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(tell):
    return tell(Newsroom)


@pytest.fixture
def newsroom(told, time_machine):
    time_machine.move_to(IN_MAY)
    return told()


@pytest.fixture
def desk(client, newsroom):
    return log_in(client, newsroom.preparer)


def at(name, *keys):
    return reverse(f"royalty_tables:{name}", args=keys)


def text_of(response):
    """What the main part of the screen says, on one line."""
    soup = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", soup.select_one("main").get_text(" ")).strip()


def told_by(response):
    """The last message of an answer, if any: pairs of kind and text; those before wait for the next screen."""
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)][-1:]


class TestList:
    def test_what_stands_in_it(self, desk, newsroom):
        page = text_of(desk.get(at("list")))
        april = page.index("Từ ngày 01/04/2019 đến hết ngày 30/04/2019")
        march = page.index("Từ ngày 01/03/2019 đến hết ngày 31/03/2019")
        assert april < march
        draft, approved = page[april:march], page[march:]
        assert "Đang chấm" in draft
        assert "556.000\xa0đ" in draft or "556.000 đ" in draft
        assert f"người chấm: {newsroom.preparer}" in draft
        assert "Hạn chi trả 01/06/2019: còn 26 ngày" in draft
        assert "Đã duyệt" in approved
        assert "chưa vào danh sách chi trả" in approved
        # 4 March and sixty days.
        assert "Hạn chi trả 03/05/2019: quá hạn 3 ngày" in approved

    def test_what_is_paid_has_no_deadline_any_more(self, desk, newsroom):
        from royalties.paying import paying

        today = datetime.date(2019, 5, 6)
        newsroom.listed(newsroom.march, pay_day=today)
        assert "trong danh sách chi trả" in text_of(desk.get(at("list")))
        listed = newsroom.march.listed.payment_list
        paying.discard_list(listed.pk)
        approved = newsroom.payable(RoyaltyTable.objects.get(pk=newsroom.march.pk), pay_day=today)
        assert "đã duyệt chi" in text_of(desk.get(at("list")))
        paying.enter_payment(approved.pk, paid_on=today, voucher_number="PC 1", user=newsroom.accountant)
        page = text_of(desk.get(at("list")))
        assert "đã chi ngày 06/05/2019" in page
        assert "quá hạn" not in page

    def test_says_what_no_table_lists_though_its_day_is_past(self, desk, newsroom):
        """A piece of March that went public only after March was approved: nobody would be paid for it."""
        assert "chưa có trong bảng nào" not in text_of(desk.get(at("list")))
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 3, 20), title="Tin đăng lại")
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 5, 2), title="Tin tháng năm, chưa đến bảng")
        page = text_of(desk.get(at("list")))
        assert "1 tin, bài của các ngày đã lập bảng chưa có trong bảng nào, đăng ngày 20/03/2019" in page
        assert "chưa có trong bảng nào" not in text_of(desk.get(at("remuneration")))
        log_in(desk, newsroom.accountant)
        assert "chưa có trong bảng nào" not in text_of(desk.get(at("list")))

    def test_remuneration_has_a_list_of_its_own(self, desk, newsroom):
        assert "Chưa có bảng nào" in text_of(desk.get(at("remuneration")))
        newsroom.draft(*MARCH, kind=RoyaltyTable.Kind.REMUNERATION)
        assert "Từ ngày 01/03/2019" in text_of(desk.get(at("remuneration")))

    def test_who_does_not_prepare_is_not_offered_to(self, client, newsroom):
        page = log_in(client, newsroom.head).get(at("list")).content.decode()
        assert at("draw_up") not in page

    def test_num_queries(self, desk, newsroom, django_assert_max_num_queries):
        desk.get(at("list"))
        for month in range(1, 13):
            day = datetime.date(2018, month, 1)
            newsroom.draft(day, day)
        with django_assert_max_num_queries(18):
            desk.get(at("list"))


class TestDrawingUp:
    def form(self, desk, name="draw_up"):
        return desk.get(at(name)).context["form"]

    def test_the_last_month_without_a_table_is_proposed(self, desk, newsroom):
        assert self.form(desk)["span"].value() == "2019-02-01..2019-02-28"
        assert self.form(desk, "draw_up_remuneration")["span"].value() == "2019-04-01..2019-04-30"
        assert self.form(desk)["budget_year"].value() == "2019"
        choices = dict(self.form(desk).fields["span"].choices)
        quarters = dict(choices["Quý"])
        assert quarters["2019-01-01..2019-03-31"] == "Quý 1/2019"
        assert "2019-04-01..2019-06-30" not in quarters

    def sent(self, **fields):
        from royalties.models import BudgetSource

        return {"source": BudgetSource.objects.get().pk, "budget_year": "2019"} | fields

    def test_a_month_and_two_days(self, desk, newsroom):
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 2, 14))
        response = desk.post(at("draw_up"), self.sent(span="2019-02-01..2019-02-28"))
        table = RoyaltyTable.objects.latest("pk")
        assert response.url == at("table", table.pk)
        assert (table.first_day, table.last_day) == (datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
        assert (table.lines.count(), table.created_by) == (1, newsroom.preparer)
        desk.post(at("draw_up_remuneration"), self.sent(span="", first_day="02/02/2019", last_day="03/02/2019"))
        table = RoyaltyTable.objects.latest("pk")
        assert (table.kind, table.first_day.day, table.last_day.day) == ("remuneration", 2, 3)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"span": ""}, "Hãy chọn tháng, quý, hoặc nhập đủ hai ngày."),
            ({"span": "", "first_day": "05/02/2019", "last_day": "04/02/2019"}, "Ngày cuối đứng trước ngày đầu."),
            ({"span": "2019-02-01..2019-02-28", "budget_year": "x"}, "Hãy viết một số nguyên"),
        ],
    )
    def test_what_cannot_be_is_said(self, desk, newsroom, fields, said):
        before = RoyaltyTable.objects.count()
        assert said in text_of(desk.post(at("draw_up"), self.sent(**fields)))
        assert RoyaltyTable.objects.count() == before


class TestTable:
    def test_lines_by_unit_with_sums_and_what_is_to_be_done(self, desk, newsroom):
        page = text_of(desk.get(at("table", newsroom.april.pk)))
        assert page.index("Phòng Y tế") < page.index("UBND phường Phú Thủy")
        for said in (
            "2 dòng chưa rõ người hưởng: hãy chọn tác giả",
            "1. Lê Bình: Bài hai người viết",
            "hệ số 1 (khung 0,5 – 2)",
            "phần của tác giả 60 %",
            "Bằng chữ: Năm trăm năm mươi sáu nghìn đồng",
        ):
            assert said in page
        assert "417.000" in page
        assert "Trình duyệt" not in page

    def test_what_changed_since_is_announced(self, desk, newsroom):
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 4, 20))
        assert "tính lại sẽ đổi 1 dòng" in text_of(desk.get(at("table", newsroom.april.pk)))

    def test_titles_lead_to_the_public_page_unless_taken_down(self, desk, newsroom):
        piece = newsroom.line("Tin tháng tư, ngày 2").piece
        soup = BeautifulSoup(desk.get(at("table", newsroom.april.pk)).content, "html.parser")
        assert piece.url in [link.get("href") for link in soup.select(".roy-piece a")]
        page = desk.get(at("table", newsroom.march.pk))
        assert "đã gỡ" in text_of(page)
        soup = BeautifulSoup(page.content, "html.parser")
        assert newsroom.taken_down.url not in [link.get("href") for link in soup.select(".roy-piece a")]

    def test_an_approved_table_offers_nothing_but_files(self, desk, newsroom):
        soup = BeautifulSoup(desk.get(at("table", newsroom.march.pk)).content, "html.parser")
        main = soup.select_one("main")
        assert main.select("form") == []
        assert newsroom.march.digest in main.get_text()

    def test_no_words_are_cut_from_a_total_below_nothing(self, desk, newsroom):
        may = newsroom.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 2))
        correcting.deduct(may.pk, newsroom.march.lines.first(), amount=50_000, reason="Gỡ")
        page = text_of(desk.get(at("table", may.pk)))
        assert "Bằng chữ: Âm năm mươi nghìn đồng" in page
        assert desk.get(at("docx", may.pk)).status_code == 200

    @pytest.mark.parametrize("role", ["preparer", "head"])
    def test_num_queries(self, client, newsroom, role, django_assert_num_queries, django_assert_max_num_queries):
        """As many for 5 lines as for 45."""
        log_in(client, getattr(newsroom, role))
        client.get(at("table", newsroom.april.pk))
        with django_assert_max_num_queries(42) as few:
            client.get(at("table", newsroom.april.pk))
        name = newsroom.writer.name
        all_signed(newsroom.ward, [(name, moment(2019, 4, 6 + n % 20), f"Tin {n}") for n in range(40)])
        apply_recomputation(newsroom.april.pk)
        assert newsroom.april.lines.count() == 45
        with django_assert_num_queries(len(few)):
            client.get(at("table", newsroom.april.pk))


class TestApproval:
    def test_from_the_draft_to_the_locked_table(self, client, newsroom):
        newsroom.everything_decided()
        table = newsroom.april.pk
        log_in(client, newsroom.preparer)
        assert at("submit", table) in client.get(at("table", table)).content.decode()
        assert told_by(client.post(at("submit", table))) == [("success", "Đã trình duyệt bảng.")]
        assert at("take_back", table) in client.get(at("table", table)).content.decode()
        log_in(client, newsroom.head)
        page = client.get(at("table", table))
        text = text_of(page)
        for said in (
            "“Tin tháng tư, ngày 2”, Nguyễn Văn An: hệ số 1,2 thay vì 1: Tin viết sâu",
            "“Tin tháng tư, ngày 3”, Nguyễn Văn An: Khuyến khích 13.900",
            "“Tin tháng tư, ngày 4”, Nguyễn Văn An: không chi: Trong nhiệm vụ được giao",
            "Khấu trừ -50.000",
        ):
            assert said in text.replace("\xa0", " ")
        assert at("line", table, newsroom.april.lines.first().pk) not in page.content.decode()
        shown = page.context["shown"]
        assert told_by(client.post(at("approve", table), {"shown": shown}))[0][0] == "success"
        approved = RoyaltyTable.objects.get(pk=table)
        assert (approved.approved_by, approved.total) == (newsroom.head, 408_700)
        ((kind, sentence),) = told_by(client.post(at("approve", table), {"shown": shown}))
        assert kind == "info"
        assert sentence.startswith(f"{newsroom.head} đã duyệt bảng này lúc ")
        assert RoyaltyTable.objects.get(pk=table).approved_at == approved.approved_at
        assert mail.outbox == []

    def test_a_change_after_it_was_shown_stops_the_approval(self, client, newsroom):
        newsroom.everything_decided()
        table = approving.submit(newsroom.april.pk, user=newsroom.preparer)
        log_in(client, newsroom.head)
        shown = client.get(at("table", table.pk)).context["shown"]
        approving.take_back(table.pk)
        line = newsroom.line("Tin tháng tư, ngày 2")
        drafts.set_coefficient(table.pk, line.pk, coefficient=Decimal(2), reason="Tin viết rất sâu")
        approving.submit(table.pk, user=newsroom.preparer)
        ((kind, sentence),) = told_by(client.post(at("approve", table.pk), {"shown": shown}))
        assert (kind, "Bảng đã thay đổi từ lúc mở" in sentence) == ("warning", True)
        assert not RoyaltyTable.objects.get(pk=table.pk).is_approved

    def test_sent_back_with_a_reason_that_the_desk_reads(self, client, newsroom):
        newsroom.everything_decided()
        table = approving.submit(newsroom.april.pk, user=newsroom.preparer)
        log_in(client, newsroom.head)
        assert told_by(client.post(at("send_back", table.pk), {"reason": " "}))[0][0] == "warning"
        client.post(at("send_back", table.pk), {"reason": "Xem lại dòng 3"})
        log_in(client, newsroom.preparer)
        page = text_of(client.get(at("table", table.pk)))
        assert "Trả lại, đang chấm lại" in page
        assert "Lý do trả lại: Xem lại dòng 3" in page

    def test_handed_in_with_an_obstacle_is_refused(self, desk, newsroom):
        ((kind, sentence),) = told_by(desk.post(at("submit", newsroom.april.pk)))
        assert (kind, "chưa rõ người hưởng" in sentence) == ("warning", True)

    def test_discarded_its_pieces_are_free_again(self, desk, newsroom):
        response = desk.post(at("discard", newsroom.april.pk))
        assert response.url == at("list")
        assert newsroom.draft(*APRIL).lines.count() == 5


class TestRecomputation:
    def test_nothing_changes(self, desk, newsroom):
        assert "Không có gì thay đổi" in text_of(desk.get(at("recompute", newsroom.april.pk)))

    def test_line_by_line_and_only_what_was_shown(self, desk, newsroom):
        BaseSalary.objects.filter(amount=1_390_000).update(amount=1_400_000)
        added = signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 4, 20), title="Tin mới đăng")
        gone = newsroom.line("Tin tháng tư, ngày 4")
        type(added).objects.filter(pk=gone.piece_id).update(duplicate_of=added)
        page = desk.get(at("recompute", newsroom.april.pk))
        text = text_of(page).replace("\xa0", " ")
        for said in (
            "6 dòng thay đổi",
            "Giá trị một đơn vị hệ số (đồng) 139.000 đ → 140.000 đ",
            "+ thêm vào Tin mới đăng",
            "− đưa ra Tin tháng tư, ngày 4",
        ):
            assert said in text
        shown = page.context["new"].check_sum
        late = signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 4, 21), title="Tin đến muộn")
        response = desk.post(at("recompute", newsroom.april.pk), {"shown": shown})
        assert response.url == at("recompute", newsroom.april.pk)
        assert told_by(response)[0][0] == "warning"
        late.unpublish()
        desk.post(at("recompute", newsroom.april.pk), {"shown": shown})
        assert approving.total_of(newsroom.april) == 4 * 140_000

    def test_a_table_that_waits_is_not_computed_again(self, desk, newsroom):
        newsroom.everything_decided()
        approving.submit(newsroom.april.pk, user=newsroom.preparer)
        assert desk.get(at("recompute", newsroom.april.pk)).url == at("table", newsroom.april.pk)
        response = desk.post(at("recompute", newsroom.april.pk), {"shown": ""})
        assert "Bảng đã trình duyệt" in told_by(response)[0][1]


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
        ("coefficient", "said"), [("10,5", "18/2014"), ("2,5", "khung của thành phố"), ("abc", "Hãy viết một số")]
    )
    def test_a_coefficient_that_cannot_be_says_which_rule(self, desk, newsroom, coefficient, said):
        sent = {"coefficient__coefficient": coefficient, "coefficient__reason": "Thử"}
        response = self.post(desk, newsroom, "coefficient", **sent)
        assert response.status_code == 200
        assert said in text_of(response)
        assert newsroom.line("Tin tháng tư, ngày 2").coefficient == 1

    def test_no_coefficient_without_a_reason(self, desk, newsroom):
        response = self.post(desk, newsroom, "coefficient", coefficient__coefficient="1,2", coefficient__reason=" ")
        assert told_by(response) == [("warning", "Đề nghị ghi lý do.")]
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


class TestHome:
    def test_the_desk_sees_drafts_and_deadlines(self, desk, newsroom):
        page = text_of(desk.get("/admin/"))
        assert "Nhuận bút, 01/04/2019 – 30/04/2019" in page
        assert "quá hạn 3 ngày" in page

    def test_the_head_sees_what_waits(self, client, newsroom):
        log_in(client, newsroom.head)
        assert "Bảng chấm chờ duyệt" not in text_of(client.get("/admin/"))
        newsroom.everything_decided()
        approving.submit(newsroom.april.pk, user=newsroom.preparer)
        page = text_of(client.get("/admin/"))
        assert "Bảng chấm chờ duyệt" in page
        assert f"người chấm: {newsroom.preparer}" in page

    def test_an_author_sees_the_own_lines(self, client, newsroom):
        page = text_of(log_in(client, newsroom.contributor).get("/admin/"))
        assert "Nhuận bút của tôi" in page
        assert "Nhuận bút của tôi" not in text_of(log_in(client, newsroom.stranger).get("/admin/"))


class TestOwnLines:
    def test_each_line_says_where_its_money_is(self, client, newsroom):
        from royalties.paying import paying

        log_in(client, newsroom.contributor)
        page = text_of(client.get(at("own"))).replace("\xa0", " ")
        assert "Tạm tính 417.000 đ Đã duyệt, chưa chi 278.000 đ Đã chi 0 đ" in page
        assert "139.000 đ ( tạm tính )" in page or "139.000 đ (tạm tính)" in page
        today = datetime.date(2019, 5, 6)
        approved = newsroom.payable(RoyaltyTable.objects.get(pk=newsroom.march.pk), pay_day=today)
        assert "Đã duyệt chi" in text_of(client.get(at("own")))
        paying.enter_payment(approved.pk, paid_on=today, voucher_number="PC 1", user=newsroom.accountant)
        page = text_of(client.get(at("own"))).replace("\xa0", " ")
        assert "Đã chi ngày 06/05/2019" in page
        assert "Đã duyệt, chưa chi 0 đ Đã chi 278.000 đ" in page

    def test_num_queries(self, client, newsroom, django_assert_num_queries, django_assert_max_num_queries):
        log_in(client, newsroom.contributor)
        client.get(at("own"))
        with django_assert_max_num_queries(16) as few:
            client.get(at("own"))
        name = newsroom.writer.name
        all_signed(newsroom.ward, [(name, moment(2019, 2, 1 + n), f"Tin {n}") for n in range(15)])
        newsroom.draft(datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
        with django_assert_num_queries(len(few)):
            client.get(at("own"))


class TestTotals:
    def test_units_by_part_of_the_year(self, client, newsroom):
        log_in(client, newsroom.official)
        lines = client.get(at("units"), {"year": "2019"}).context["lines"]
        assert [(name, totals.pieces, list(totals.sums.values())) for name, _key, totals in lines] == [
            ("Phòng Y tế", 1, [139_000, 0, 0]),
            ("UBND phường Phú Thủy", 5, [417_000, 278_000, 0]),
        ]
        for span, pieces in (("q1", 2), ("m3", 2), ("q2", 4), ("m5", 0), ("sai", 6)):
            assert client.get(at("units"), {"year": "2019", "span": span}).context["whole"].pieces == pieces
        assert client.get(at("units"), {"year": "x"}).context["year"] == 2019

    def test_a_units_months_and_quarters(self, client, newsroom):
        log_in(client, newsroom.leader)
        response = client.get(at("units"))
        assert response.url == at("unit", newsroom.ward.pk)
        quarters = client.get(response.url).context["quarters"]
        assert [(number, [month for month, _totals in months]) for number, months, _whole in quarters] == [
            (1, [3]),
            (2, [4]),
        ]

    def test_the_month_is_that_of_viet_nam(self, client, newsroom):
        """Half past midnight on the first of June there is still May in UTC."""
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 6, 1, 0, 30))
        day = datetime.date(2019, 6, 1)
        newsroom.draft(day, day)
        log_in(client, newsroom.official)
        assert client.get(at("units"), {"year": "2019", "span": "m5"}).context["whole"].pieces == 0
        assert client.get(at("units"), {"year": "2019", "span": "m6"}).context["whole"].pieces == 1
        quarters = client.get(at("unit", newsroom.ward.pk), {"year": "2019"}).context["quarters"]
        assert [month for month, _totals in quarters[-1][1]] == [4, 6]

    def test_num_queries(self, client, newsroom, django_assert_num_queries, django_assert_max_num_queries):
        log_in(client, newsroom.official)
        client.get(at("units"))
        with django_assert_max_num_queries(13) as few:
            client.get(at("units"))
        for number in range(8):
            signed(factories.UnitFactory(), f"Người {number}", at=moment(2019, 2, 1))
        newsroom.draft(datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
        with django_assert_num_queries(len(few)):
            assert len(client.get(at("units")).context["lines"]) == 10
