"""What the pages of a table say before somebody decides: what differs, what is proposed, whose turn it is."""

import datetime
import re

import pytest
from django.urls import reverse

from royalties.assessing import approving, drafts
from royalties.assessing.recomputing import apply_recomputation
from royalties.models import GenreRate, RoyaltyPolicy, RoyaltyTable
from royalties.rights.confirming import confirmations_of
from submissions.models import NewsPage
from tests.royalties.screens import at, said_by
from tests.royalties.stories import moment, signed
from tests.soup import main_of, text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


def stored(table):
    return RoyaltyTable.objects.get(pk=table.pk)


def with_photo(newsroom, title):
    """The board put a photo into the piece: 139.000 đ become 208.500 đ."""
    NewsPage.objects.filter(pk=newsroom.line(title).piece_id).update(has_photo=True)


CHANGED = "“Tin tháng tư, ngày 4”, Nguyễn Văn An: 139.000 đ → 208.500 đ"


class TestWhatDiffers:
    @pytest.fixture
    def waiting(self, newsroom):
        newsroom.everything_decided()
        drafts.set_unpaid(newsroom.april.pk, newsroom.line("Tin tháng tư, ngày 4").pk, reason="")
        table = approving.submit(newsroom.april.pk, user=newsroom.preparer)
        with_photo(newsroom, "Tin tháng tư, ngày 4")
        return table

    @pytest.mark.parametrize("role", ["preparer", "head", "accountant", "director"])
    def test_everybody_who_sees_the_table_is_told(self, client, newsroom, waiting, role):
        page = log_in(client, getattr(newsroom, role)).get(at("table", waiting.pk))
        assert CHANGED in text_of(page)
        assert at("approve", waiting.pk) not in page.content.decode()

    def test_the_head_has_one_button_and_no_way_past_it(self, client, newsroom, waiting):
        log_in(client, newsroom.head)
        shown = approving.seen(waiting)
        response = client.post(at("approve", waiting.pk), {"shown": shown, "proposed": "on"})
        assert CHANGED in said_by(response)
        assert not stored(waiting).is_approved
        (form,) = main_of(client.get(at("table", waiting.pk))).select("form")
        assert (form["action"], form.button.get_text(strip=True)) == (
            at("send_back", waiting.pk),
            "Trả lại để tính lại",
        )
        client.post(form["action"], {"reason": form.select_one("[name=reason]")["value"]})
        assert CHANGED in stored(waiting).returned_because.replace("\xa0", " ")

    def test_a_reason_that_is_too_long_sends_nothing_back(self, client, newsroom, waiting):
        log_in(client, newsroom.head)
        told = said_by(client.post(at("send_back", waiting.pk), {"reason": "d" * 401}))
        assert told == "Lý do dài quá 400 ký tự, cần viết ngắn lại. Chưa quyết định gì."
        assert (stored(waiting).returned_because, stored(waiting).is_draft) == ("", False)
        client.post(at("send_back", waiting.pk), {"reason": "d" * 400})
        assert stored(waiting).returned_because == "d" * 400

    def test_who_prepares_computes_again_and_hands_in(self, client, newsroom, waiting):
        log_in(client, newsroom.preparer)
        (form,) = main_of(client.get(at("table", waiting.pk))).select("form")
        assert (form["action"], form.button.get_text(strip=True)) == (
            at("take_back", waiting.pk),
            "Lấy lại để tính lại",
        )
        client.post(form["action"])
        page = client.get(at("table", waiting.pk))
        assert "tính lại sẽ đổi 1 dòng" in text_of(page)
        assert at("submit", waiting.pk) not in page.content.decode()
        assert CHANGED in said_by(client.post(at("submit", waiting.pk)))
        line = newsroom.line("Tin tháng tư, ngày 2")
        assert CHANGED in text_of(client.get(at("line", waiting.pk, line.pk)))
        assert CHANGED in text_of(client.get(at("deductions", waiting.pk)))
        apply_recomputation(waiting.pk)
        client.post(at("submit", waiting.pk), {"shown": client.get(at("table", waiting.pk)).context["shown_draft"]})
        assert not stored(waiting).is_draft
        # 408.700 with 139.000 for the line that was not paid, and 69.500 for its photo.
        assert newsroom.approve(stored(waiting)).total == 408_700 + 139_000 + 69_500

    def test_only_what_stood_there_is_handed_in(self, client, newsroom):
        newsroom.everything_decided()
        log_in(client, newsroom.preparer)
        (form,) = main_of(client.get(at("table", newsroom.april.pk))).select(
            f'form[action="{at("submit", newsroom.april.pk)}"]'
        )
        shown = {"shown": form.select_one("[name=shown]")["value"]}
        # A colleague decides otherwise meanwhile.
        drafts.set_unpaid(newsroom.april.pk, newsroom.line("Tin tháng tư, ngày 4").pk, reason="")
        for sent in (shown, {}, {"shown": "x"}):
            assert "đã thay đổi" in said_by(client.post(form["action"], sent))
            assert stored(newsroom.april).is_draft
        client.post(form["action"], {"shown": approving.seen(stored(newsroom.april))})
        assert not stored(newsroom.april).is_draft

    def test_of_an_approved_table_what_to_do_is_said(self, client, newsroom):
        piece = newsroom.line("Tin tháng ba, ngày 5", newsroom.march).piece_id
        NewsPage.objects.filter(pk=piece).update(has_photo=True)
        page = log_in(client, newsroom.accountant).get(at("table", newsroom.march.pk))
        assert "“Tin tháng ba, ngày 5”, Nguyễn Văn An: 139.000 đ → 208.500 đ" in text_of(page)
        assert "Kế toán xác nhận chi như đã duyệt" in text_of(page)

    def test_a_coefficient_outside_the_band_leads_to_its_line(self, client, newsroom):
        newsroom.everything_decided()
        GenreRate.objects.filter(genre="tin", with_photo=False).update(maximum=1)
        line = newsroom.line("Tin tháng tư, ngày 2")
        log_in(client, newsroom.preparer)
        for name in ("table", "recompute"):
            page = client.get(at(name, newsroom.april.pk))
            assert "“Tin tháng tư, ngày 2”, Nguyễn Văn An: 1,2 nằm ngoài khung" in text_of(page)
            assert main_of(page).select(f'a[href="{at("line", newsroom.april.pk, line.pk)}"]')


def steps_of_rows(page):
    """How each line of the table says that it is computed (list of str), without the band, which only a draft says."""
    cells = [re.sub(r"\s+", " ", cell.get_text(" ")).strip() for cell in main_of(page).select("td.roy-steps")]
    return [re.sub(r" \(khung [^()]*\)|; khung [^()]*", "", words) for words in cells]


class TestConfirmations:
    def test_a_month_that_is_not_over_is_asked_once_more(self, client, newsroom, time_machine):
        signed(newsroom.ward, newsroom.writer.name, at=moment(2019, 5, 2), title="Tin tháng năm")
        may = newsroom.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
        log_in(client, newsroom.preparer)
        assert "Chưa trình bảng. Thời gian của bảng chưa hết" in said_by(client.post(at("submit", may.pk)))
        assert stored(may).is_draft
        page = client.get(at("table", may.pk))
        (form,) = main_of(page).select(f'form[action="{at("submit", may.pk)}"]')
        assert "sẽ không có trong bảng. Vẫn trình bảng?" in re.sub(r"\s+", " ", form.get_text(" "))
        client.post(form["action"], {field["name"]: field["value"] for field in form.select("[type=hidden]")})
        assert not stored(may).is_draft
        assert f"{newsroom.preparer} xác nhận: Thời gian của bảng chưa hết" in text_of(client.get(at("table", may.pk)))

    def test_proposed_rates_are_called_so_and_confirmed(self, client, newsroom):
        newsroom.everything_decided()
        for model in (GenreRate, RoyaltyPolicy):
            model.objects.update(decision_number="", decision_date=None)
        table = approving.submit(newsroom.april.pk, user=newsroom.preparer)
        proposed = "Mức chi đề xuất, chưa có quyết định của cơ quan"
        for role in ("preparer", "accountant", "head"):
            page = log_in(client, getattr(newsroom, role)).get(at("table", table.pk))
            assert proposed in text_of(page)
        assert main_of(page).select_one("[name=proposed]").has_attr("required")
        shown = page.context["shown"]
        assert proposed in said_by(client.post(at("approve", table.pk), {"shown": shown}))
        assert not stored(table).is_approved
        client.post(at("approve", table.pk), {"shown": shown, "proposed": "on"})
        assert stored(table).is_approved
        assert [each.person for each in confirmations_of(table)] == [str(newsroom.head)]
        approved = client.get(at("table", table.pk))
        assert f"{newsroom.head} xác nhận: Mức chi đề xuất" in text_of(approved)
        # Each row goes on saying it, also when the city has decided since.
        assert steps_of_rows(approved) == steps_of_rows(page)
        assert {"hệ số (đề xuất)" in steps for steps in steps_of_rows(approved) if "hệ số" in steps} == {True}
        for model in (GenreRate, RoyaltyPolicy):
            model.objects.update(decision_number="12/QĐ", decision_date=datetime.date(2019, 5, 1))
        assert steps_of_rows(client.get(at("table", table.pk))) == steps_of_rows(approved)

    def test_the_share_is_chosen_before_anything_is_handed_in(self, client, newsroom):
        newsroom.everything_decided()
        RoyaltyPolicy.objects.update(applied_chosen=False)
        page = log_in(client, newsroom.preparer).get(at("table", newsroom.april.pk))
        assert "Chưa ai chọn tỷ lệ áp dụng của cơ quan" in text_of(page)
        assert main_of(page).select(f'a[href="{reverse("royalty_policies:index")}"]')
        assert at("submit", newsroom.april.pk) not in page.content.decode()


class TestSteps:
    """Lập → trình → duyệt → kiểm tra → duyệt chi → chi: what is done, whose turn it is, in words."""

    def steps(self, client, table):
        (steps,) = main_of(client.get(at("table", table.pk))).select("ol.roy-steps-of")
        assert [each.get("aria-current") for each in steps.select("li")].count("step") <= 1
        return [re.sub(r"\s+", " ", each.get_text(" ")).strip() for each in steps.select("li")]

    def test_from_the_draft_to_the_payment(self, client, newsroom):
        from royalties.paying import paying

        log_in(client, newsroom.accountant)
        desk, head = "Thường trực Ban Biên tập", "Trưởng Ban Biên tập"
        assert self.steps(client, newsroom.april) == [
            f"✓ Lập {desk}: xong",
            f"→ Trình {desk}: đến lượt",
            f"○ Duyệt {head}: chưa đến",
            "○ Kiểm tra Kế toán: chưa đến",
            "○ Duyệt chi Thủ trưởng đơn vị: chưa đến",
            "○ Chi Kế toán: chưa đến",
        ]
        assert self.steps(client, newsroom.march)[2:4] == [f"✓ Duyệt {head}: xong", "→ Kiểm tra Kế toán: đến lượt"]
        today = datetime.date(2019, 5, 6)
        approved = newsroom.payable(newsroom.march, pay_day=today)
        assert self.steps(client, newsroom.march)[5] == "→ Chi Kế toán: đến lượt"
        assert "bước tiếp theo: chi (Kế toán)" in text_of(client.get(at("list")))
        assert "bước tiếp theo: chi (Kế toán)" in text_of(client.get(reverse("payment_lists:index")))
        paying.enter_payment(approved.pk, paid_on=today, voucher_number="PC 1", user=newsroom.accountant)
        assert {step[0] for step in self.steps(client, newsroom.march)} == {"✓"}

    def test_who_draws_up_lists_is_led_on_from_an_approved_table(self, client, newsroom):
        draw_up = reverse("payment_lists:draw_up")
        for role, is_led in (("accountant", True), ("head", False), ("preparer", False), ("director", False)):
            page = main_of(log_in(client, getattr(newsroom, role)).get(at("table", newsroom.march.pk)))
            assert bool(page.select(f'a[href="{draw_up}"]')) == is_led
        assert not main_of(log_in(client, newsroom.accountant).get(at("table", newsroom.april.pk))).select(
            f'a[href="{draw_up}"]'
        )
        listed = newsroom.listed(newsroom.march, pay_day=datetime.date(2019, 5, 6))
        page = main_of(client.get(at("table", newsroom.march.pk)))
        assert not page.select(f'a[href="{draw_up}"]')
        assert page.select(f'a[href="{reverse("payment_lists:list", args=[listed.pk])}"]')

    def test_a_line_that_was_entered_by_hand_says_so_next_to_its_amount(self, client, newsroom):
        newsroom.everything_decided()
        page = main_of(log_in(client, newsroom.head).get(at("table", newsroom.april.pk)))
        amounts = [re.sub(r"\s+", " ", cell.get_text(" ")).strip() for cell in page.select("td.roy-amount")]
        by_hand = [words.replace("\xa0", " ") for words in amounts if "nhập tay" in words]
        assert by_hand == ["-50.000 đ nhập tay", "13.900 đ nhập tay"]
