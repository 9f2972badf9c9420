"""An approved list that is not paid goes back through its page: by the accountant alone, and for a reason."""

import pytest
from django.urls import reverse

from royalties.models import PaymentList, SendingBack, TaxMark
from tests.royalties.payments import MAY_10, MAY_11
from tests.royalties.screens import messages_of
from tests.royalties.stories import moment
from tests.soup import soup_of, text_of
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db
REASON = "Cam kết hết hạn trước ngày chi"


@pytest.fixture
def story(two_months):
    return two_months


@pytest.fixture
def approved(story):
    return story.hand_on(story.listed(story.march, pay_day=MAY_10))


def at(name, payment_list, *more):
    return reverse(f"payment_lists:{name}", args=[payment_list.pk, *more])


def test_from_the_approved_list_to_the_next_one(client, story, approved):
    browser = log_in(client, story.accountant)
    (form,) = soup_of(browser.get(at("list", approved))).select(f'form[action="{at("send_back_approved", approved)}"]')
    assert form.select_one("[name=reason]").has_attr("required")
    assert "Chưa có gì được quyết định" in messages_of(browser.post(form["action"], {"reason": " "}))[-1]
    browser.post(form["action"], {"reason": REASON})
    page = browser.get(at("list", approved))
    said = text_of(page)
    assert f"{story.accountant} trả lại lúc" in said
    assert REASON in said
    assert "Trả lại sau khi duyệt, không chi" in said
    assert not soup_of(page).select("main form")
    assert soup_of(page).select(f'main a[href="{reverse("payment_lists:draw_up")}"]')
    sent = {"tables": [story.march.pk], "pay_day": "11/05/2019"}
    anew = browser.post(reverse("payment_lists:draw_up"), sent, follow=True)
    assert REASON in text_of(anew)
    assert f'href="{at("list", approved)}"' in anew.content.decode()
    assert "Trả lại sau khi duyệt, không chi" in text_of(browser.get(reverse("payment_lists:index")))


def test_nothing_is_transferred_by_it_and_its_papers_say_so(client, story, approved):
    browser = log_in(client, story.accountant)
    assert browser.get(at("bank", approved)).status_code == 200
    browser.post(at("send_back_approved", approved), {"reason": REASON})
    assert is_refused(browser.get(at("bank", approved)))
    assert 'filename="tra-lai-danh-sach' in browser.get(at("docx", approved))["Content-Disposition"]
    assert messages_of(browser.post(at("paid", approved), {"paid_on": "10/05/2019", "voucher_number": "PC 9"}))[
        -1
    ].endswith(REASON)


@pytest.mark.parametrize("role", ["preparer", "head", "director", "official"])
def test_nobody_else_sends_it_back(client, story, approved, role):
    browser = log_in(client, getattr(story, role))
    assert is_refused(browser.post(at("send_back_approved", approved), {"reason": REASON}))
    assert at("send_back_approved", approved) not in browser.get(at("list", approved)).content.decode()
    assert not SendingBack.objects.exists()


def test_why_it_can_no_longer_be_paid_is_said_before_anybody_tries(client, story, approved, time_machine):
    browser = log_in(client, story.accountant)
    assert "Từ hôm nay không chi được" not in text_of(browser.get(at("list", approved)))
    TaxMark.objects.create(author=story.writer, kind="on_request", document="Đề nghị", valid_from=MAY_11)
    time_machine.move_to(moment(2019, 5, 12))
    assert "Từ hôm nay không chi được theo danh sách này. Tính chung" in text_of(browser.get(at("list", approved)))


class TestTooMuchTax:
    """Two lists of one day are taxed together; the second withholds for both."""

    @pytest.fixture
    def lists(self, story):
        return [story.listed(table, pay_day=MAY_10) for table in (story.march, story.april)]

    def test_said_when_the_other_is_paid_on_another_day(self, client, story, lists, time_machine):
        first, second = map(story.hand_on, lists)
        time_machine.move_to(moment(2019, 5, 12))
        browser = log_in(client, story.accountant)
        browser.post(at("paid", second), {"paid_on": "10/05/2019", "voucher_number": "PC 1"})
        said = messages_of(browser.post(at("paid", first), {"paid_on": "11/05/2019", "voucher_number": "PC 2"}))
        assert any(f"(số {second.pk}): Chi ngày 10/05/2019 thì danh sách này khấu trừ thừa" in each for each in said)
        assert "Nguyễn Văn An (222.400 đ)" in text_of(browser.get(at("list", second)))

    def test_said_before_and_after_a_list_is_discarded(self, client, story, lists):
        first, second = lists
        story.pay(story.hand_on(second), MAY_10)
        browser = log_in(client, story.accountant)
        assert f"(số {second.pk}) đã chi và được tính thuế chung" in text_of(browser.get(at("list", first)))
        said = messages_of(browser.post(at("discard", first)))
        assert any("khấu trừ thừa thuế của: Nguyễn Văn An (222.400 đ)" in each for each in said)
        assert PaymentList.objects.get() == second
