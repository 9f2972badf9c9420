"""The screens of the tables: what they say, what they lead to, and that they cost no more for more lines."""

import datetime
from decimal import Decimal

import pytest
from django.core import mail

from royalties.assessing import approving, correcting, drafts
from royalties.assessing.recomputing import apply_recomputation
from royalties.models import BaseSalary, RoyaltyTable
from tests.royalties.newsroom import APRIL, MARCH
from tests.royalties.screens import at, told_by
from tests.royalties.stories import all_signed, moment, signed
from tests.soup import soup_of, text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


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
        from royalties.paying import drawing_up, paying

        today = datetime.date(2019, 5, 6)
        newsroom.listed(newsroom.march, pay_day=today)
        assert "trong danh sách chi trả" in text_of(desk.get(at("list")))
        listed = newsroom.march.listed.payment_list
        drawing_up.discard_list(listed.pk)
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
        with django_assert_max_num_queries(20):
            desk.get(at("list"))


class TestDrawingUp:
    def form(self, desk, name="draw_up"):
        return desk.get(at(name)).context["form"]

    def test_the_oldest_month_with_something_to_be_paid_is_proposed(self, desk, newsroom):
        assert "Tiếp theo: không có" in text_of(desk.get(at("list")))
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 2, 14))
        signed(newsroom.ward, newsroom.writer.name, at=moment(2017, 8, 1), title="Tin cũ")
        assert "Tiếp theo: Tháng 08/2017" in text_of(desk.get(at("list")))
        assert self.form(desk)["span"].value() == "2017-08-01..2017-08-31"
        newsroom.draft(datetime.date(2017, 8, 1), datetime.date(2017, 8, 31))
        assert self.form(desk)["span"].value() == "2019-02-01..2019-02-28"
        assert "chưa có trong bảng chấm thù lao nào" in text_of(desk.get(at("draw_up_remuneration")))
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
            ({"span": "", "first_day": "01/01/0001", "last_day": "28/02/2019"}, "từ 01/01/2000 đến 31/12/2100"),
            ({"span": "", "first_day": "01/02/2019", "last_day": "31/12/9999"}, "từ 01/01/2000 đến 31/12/2100"),
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
        soup = soup_of(desk.get(at("table", newsroom.april.pk)))
        assert piece.url in [link.get("href") for link in soup.select(".roy-piece a")]
        page = desk.get(at("table", newsroom.march.pk))
        assert "đã gỡ" in text_of(page)
        soup = soup_of(page)
        assert newsroom.taken_down.url not in [link.get("href") for link in soup.select(".roy-piece a")]

    def test_an_approved_table_offers_nothing_but_files(self, desk, newsroom):
        soup = soup_of(desk.get(at("table", newsroom.march.pk)))
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
        with django_assert_max_num_queries(54) as few:
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
        page = client.get(at("table", table))
        assert at("submit", table) in page.content.decode()
        sent = {"shown": page.context["shown_draft"]}
        assert told_by(client.post(at("submit", table), sent)) == [("success", "Đã trình duyệt bảng.")]
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
        assert kind == "warning"
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
