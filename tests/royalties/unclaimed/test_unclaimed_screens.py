"""The list of what nobody collected: who has waited how long, what is next, who enters it, and the file."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from royalties.models import Disbursement, PaymentLine, PaymentList, UnclaimedPayment
from tests.royalties.payments import MAY_10
from tests.royalties.screens import told_by
from tests.soup import soup_of, text_of
from tests.submissions.registers import is_refused, log_in

pytestmark = pytest.mark.django_db

READERS = ["preparer", "head", "accountant", "director"]


@pytest.fixture
def story(uncollected):
    return uncollected


def at(name, *args):
    return reverse(f"unclaimed_royalties:{name}", args=args)


def test_from_the_list_to_the_next_years_fund(client, story):
    browser = log_in(client, story.accountant)
    person = browser.get(reverse("payment_lists:person", args=[story.list.pk, story.line.pk])).content.decode()
    begin = at("set_aside", story.list.pk, story.line.pk)
    assert begin in person
    noting = text_of(browser.get(begin))
    assert "UBND phường Phú Thủy Đã chi 10/05/2019, chứng từ PC 1" in noting
    assert "Từ ngày chi đến hôm nay." in noting
    assert browser.post(begin, {"waits_since": "10/05/2019", "reason": ""}).status_code == 200
    browser.post(begin, {"waits_since": "10/05/2019", "reason": "Không đến nhận"})
    waiting = UnclaimedPayment.objects.get()
    for number, day in enumerate(("11/05/2019", "11/06/2019", "11/07/2019"), start=1):
        page = text_of(browser.get(at("one", waiting.pk)))
        assert f"Thông báo lần {number}" in page
        assert "Ghi việc chuyển quỹ" not in page
        sent = {"transfer-ended_on": "02/12/2019", "transfer-document": "15/QĐ"}
        assert told_by(browser.post(at("transfer", waiting.pk), sent))[0][0] == "warning"
        missing = told_by(browser.post(at("notice", waiting.pk, number), {"notice-sent_on": day}))
        assert missing[0][0] == "warning"
        assert "Hình thức, số văn bản" in missing[0][1]
        browser.post(at("notice", waiting.pk, number), {"notice-sent_on": day, "notice-document": f"Thư {number}"})
    listed = text_of(browser.get(at("index")))
    assert "206 ngày" in listed
    assert "lần 3: 11/07/2019, Thư 3" in listed
    assert "chuyển vào quỹ năm sau, từ ngày 10/08/2019" in listed
    browser.post(at("transfer", waiting.pk), sent)
    ended = "Đã chuyển vào quỹ năm 2020 ngày 02/12/2019, quyết định 15/QĐ"
    assert f"{ended} UBND phường Phú Thủy · 10/05/2019, chứng từ PC 1" in text_of(browser.get(at("index")))
    one = text_of(browser.get(at("one", waiting.pk)))
    assert f"Kết quả {ended}" in one
    assert "Việc tiếp theo" not in one
    late = {"collected-ended_on": "02/12/2019", "collected-document": "PC 9"}
    assert told_by(browser.post(at("collected", waiting.pk), late))[0][0] == "warning"
    assert UnclaimedPayment.objects.get().outcome == "transferred"


def test_a_mistaken_note_is_withdrawn_with_a_reason_and_stays(client, story):
    waiting = story.notice(story.set_aside(), 1, MAY_10).unclaimed
    browser = log_in(client, story.accountant)
    (form,) = soup_of(browser.get(at("one", waiting.pk))).select(f'form[action="{at("withdraw", waiting.pk)}"]')
    assert told_by(browser.post(form["action"], {"withdraw-reason": " "}))[0][0] == "warning"
    browser.post(form["action"], {"withdraw-reason": "Ghi nhầm người"})
    page = text_of(browser.get(at("index")))
    assert "Ghi nhầm, đã rút ngày 02/12/2019: Ghi nhầm người" in page
    assert "lần 1: 10/05/2019" in text_of(browser.get(at("one", waiting.pk)))
    person = reverse("payment_lists:person", args=[story.list.pk, story.line.pk])
    begin = at("set_aside", story.list.pk, story.line.pk)
    assert begin in browser.get(person).content.decode()
    browser.post(begin, {"waits_since": "10/05/2019", "reason": "Không đến nhận"})
    assert sorted(UnclaimedPayment.objects.values_list("outcome", flat=True)) == ["", "mistaken"]
    assert begin not in browser.get(person).content.decode()


def test_a_mistaken_ending_is_taken_back_and_the_page_shows_both(client, story):
    waiting = story.set_aside()
    story.three_notices(waiting)
    story.transfer(waiting)
    browser, page = log_in(client, story.accountant), at("one", waiting.pk)
    (form,) = soup_of(browser.get(page)).select(f'form[action="{at("take_back", waiting.pk)}"]')
    assert told_by(browser.post(form["action"], {"take-back-reason": " "}))[0][0] == "warning"
    assert UnclaimedPayment.objects.get().outcome == "transferred"
    browser.post(form["action"], {"take-back-reason": "Ghi nhầm người"})
    said = text_of(browser.get(page))
    assert f"quyết định 15/QĐ: {story.accountant} lấy lại ngày 02/12/2019, lý do: Ghi nhầm người" in said
    assert "Ghi việc chuyển quỹ" in said
    assert at("take_back", waiting.pk) not in browser.get(page).content.decode()
    assert "chuyển vào quỹ năm sau, từ ngày 09/08/2019" in text_of(browser.get(at("index")))


def test_what_moved_to_the_fund_is_not_received_in_the_years_list(client, story):
    browser, year = log_in(client, story.accountant), reverse("payment_lists:year", args=[2019])
    assert "139.000 đ 0 đ – 139.000 đ" in text_of(browser.get(year))
    waiting = story.set_aside()
    story.three_notices(waiting)
    story.transfer(waiting)
    assert text_of(browser.get(year)).count("139.000 đ 0 đ 139.000 đ 0 đ") == 2
    content = browser.get(reverse("payment_lists:year_xlsx", args=[2019])).content
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]
    assert [row[7:] for row in rows if 139_000 in row] == [[139_000, 0, 139_000, 0]] * 2


def test_the_file_says_what_the_screen_says(client, story):
    story.notice(story.set_aside(), 1, MAY_10)
    book = openpyxl.load_workbook(io.BytesIO(log_in(client, story.director).get(at("xlsx")).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    line = next(row for row in rows if row[0] == 1)
    assert line == [
        1,
        "Nguyễn Văn An",
        "UBND phường Phú Thủy",
        "10/05/2019, chứng từ PC 1",
        139_000,
        "10/05/2019",
        206,
        "lần 1: 10/05/2019, Thư bảo đảm",
        "thông báo lần 2, từ ngày 09/06/2019",
    ]
    assert any(row[4] == 139_000 for row in rows if row[1] == "Tổng cộng")


@pytest.mark.parametrize("role", ["preparer", "head", "director", "official"])
def test_nobody_but_the_accountant_enters_anything(client, story, role):
    waiting = story.set_aside()
    browser = log_in(client, getattr(story, role))
    for address, sent in (
        (at("notice", waiting.pk, 1), {"notice-sent_on": "11/05/2019", "notice-document": "Thư"}),
        (at("collected", waiting.pk), {"collected-ended_on": "11/05/2019", "collected-document": "PC"}),
        (at("transfer", waiting.pk), {"transfer-ended_on": "11/05/2019", "transfer-document": "QĐ"}),
        (at("withdraw", waiting.pk), {"withdraw-reason": "Ghi nhầm người"}),
        (at("take_back", waiting.pk), {"take-back-reason": "Ghi nhầm người"}),
        (at("set_aside", story.list.pk, story.line.pk), {"waits_since": "11/05/2019", "reason": "x"}),
    ):
        assert is_refused(browser.post(address, sent))
    assert UnclaimedPayment.objects.get().outcome == ""
    assert not waiting.notices.exists()


@pytest.mark.parametrize("role", READERS)
def test_who_sees_lists_reads_it_and_is_offered_only_what_is_theirs(client, story, role):
    waiting = story.set_aside()
    browser = log_in(client, getattr(story, role))
    assert "Nguyễn Văn An" in text_of(browser.get(at("index")))
    page = browser.get(at("one", waiting.pk)).content.decode()
    assert (at("collected", waiting.pk) in page) == (role == "accountant")


def test_num_queries(client, story):
    story.notice(story.set_aside(), 1, MAY_10)
    browser = log_in(client, story.accountant)
    browser.get(at("index"))
    with CaptureQueriesContext(connection) as few:
        browser.get(at("index"))
    for number in range(20):
        another(story, number)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(at("index"))
    assert len(page.context["rows"]) == 21
    assert len(many) == len(few)


def another(story, number):
    """Another paid list of a day before, of which nobody collected the amount either; as rows."""
    made = PaymentList.objects.create(pay_day=MAY_10, created_by=story.accountant, threshold=1, rate=1)
    line = PaymentLine.objects.create(
        payment_list=made,
        place=1,
        author=story.line.author,
        author_name=f"Người {number}",
        kind="outside",
        piece_count=1,
        gross=1000,
        tax=0,
        net=1000,
    )
    Disbursement.objects.create(payment_list=made, paid_on=MAY_10, voucher_number="PC", entered_by=story.accountant)
    UnclaimedPayment.objects.create(line=line, waits_since=MAY_10, reason="x", entered_by=story.accountant)
