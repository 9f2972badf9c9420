"""What the pages of a payment list say before somebody decides, and what is told when something is missing."""

import re

import pytest
from django.urls import reverse

from royalties.lists.list_files import PaymentPaper, Statement
from royalties.models import Author, Disbursement, GenreRate, PaymentList, PersonalDetails, RoyaltyPolicy
from royalties.paying import drawing_up, paying
from royalties.tables.table_files import TablePaper
from submissions.models import NewsPage
from tests.royalties.payments import Feature
from tests.royalties.screens import said_by
from tests.soup import main_of, words_of

pytestmark = pytest.mark.django_db

PROPOSED = "Mức chi đề xuất, chưa có quyết định của cơ quan"


@pytest.fixture(scope="module")
def feature_told(tell):
    return tell(lambda: Feature(encouraged=True))


@pytest.fixture
def desk(feature):
    return feature


def address(name, payment_list, **keys):
    return reverse(f"payment_lists:{name}", kwargs={"pk": payment_list.pk, **keys})


def as_person(client, desk, role):
    client.force_login(getattr(desk, role))
    return client


def test_who_became_own_staff_is_named_to_everybody_and_computed_again_with_one_button(client, desk):
    Author.objects.update(kind=Author.Kind.STAFF)
    line = desk.list.lines.get().pk
    for role in ("director", "preparer", "accountant"):
        page = as_person(client, desk, role).get(address("list", desk.list))
        assert "tác giả ngoài cơ quan → người của cơ quan" in words_of(main_of(page))
        assert "người của cơ quan" in words_of(main_of(client.get(address("person", desk.list, line_id=line))))
    assert "Nguyễn Văn An" in said_by(client.post(address("check", desk.list)))
    assert PaymentList.objects.get().checked_at is None
    (form,) = main_of(page).select(f'form[action="{address("recompute", desk.list)}"]')
    client.post(form["action"], {"shown": form.select_one("[name=shown]")["value"]})
    assert desk.list.lines.get().kind == Author.Kind.STAFF


def test_what_keeps_a_list_from_being_checked_stands_before_what_is_only_good_to_know(client, desk):
    Author.objects.update(kind=Author.Kind.STAFF, is_checked=False)
    drawing_up.recompute_list(desk.list.pk, shown=drawing_up.differences_of_list(desk.stored).check_sum)
    page = main_of(as_person(client, desk, "accountant").get(address("list", desk.list)))
    told = [words_of(each) for each in page.select("[aria-labelledby=roy-todo] summary")]
    assert told == [
        "Chưa nhập thuế (1 người)",
        "Chưa có số tài khoản: chi tiền mặt (1 người)",
        "Chưa ai kiểm tra tác giả này (1 người)",
    ]
    assert len(page.select("tr.roy-differs")) == 1
    drawing_up.set_staff_tax(desk.list.pk, desk.list.lines.get().pk, tax=0)
    page = main_of(client.get(address("list", desk.list)))
    assert [words_of(each) for each in page.select("[aria-labelledby=roy-todo] summary")] == told[1:]
    assert page.select("tr.roy-differs") == []


def test_a_persons_page_says_of_which_unit_and_list_it_is(client, desk):
    line = desk.list.lines.get().pk
    said = words_of(main_of(as_person(client, desk, "accountant").get(address("person", desk.list, line_id=line))))
    assert f"Đang kiểm tra Danh sách chi trả ngày 10/10/2019, số {desk.list.pk} UBND phường Phú Thủy" in said


def test_only_who_checks_computes_a_list_again(client, desk):
    Author.objects.update(kind=Author.Kind.STAFF)
    shown = drawing_up.differences_of_list(desk.list).check_sum
    for role in ("director", "preparer", "head", "official"):
        as_person(client, desk, role).post(address("recompute", desk.list), {"shown": shown})
        assert desk.list.lines.get().kind == Author.Kind.OUTSIDE


def test_what_the_tables_would_pay_otherwise_is_confirmed_or_goes_back(client, desk):
    NewsPage.objects.filter(pk=desk.page.pk).update(origin=NewsPage.Origin.REPRINTED)
    as_person(client, desk, "accountant")
    assert "447.000 đ → 223.500 đ" in said_by(client.post(address("check", desk.list)))
    page = main_of(client.get(address("list", desk.list)))
    (box,) = page.select("[name=as_approved]")
    assert box.has_attr("required")
    (shown,) = page.select("[name=shown]")
    client.post(address("check", desk.list), {"as_approved": box["value"], "shown": shown["value"]})
    assert f"{desk.accountant} xác nhận: Các bảng đã duyệt không còn khớp" in words_of(
        main_of(client.get(address("list", desk.list)))
    )
    GenreRate.objects.filter(genre="phong_su", with_photo=False).update(default="2.5")
    as_person(client, desk, "director")
    page = client.get(address("list", desk.list))
    assert not page.context["shown"]
    (form,) = [form for form in main_of(page).select("form") if form.select("input[name=reason]")]
    assert words_of(form) == "Trả lại để tính lại"
    client.post(form["action"], {"reason": form.select_one("[name=reason]")["value"]})
    assert "186.250" in PaymentList.objects.get().returned_because


def test_only_what_stood_there_is_checked(client, desk):
    Author.objects.update(kind=Author.Kind.STAFF)
    desk.compute_again()
    line = desk.list.lines.get().pk
    drawing_up.set_staff_tax(desk.list.pk, line, tax=22_350)
    page = as_person(client, desk, "accountant").get(address("list", desk.list))
    (form,) = main_of(page).select(f'form[action="{address("check", desk.list)}"]')
    shown = {"shown": form.select_one("[name=shown]")["value"]}
    # A colleague enters another tax meanwhile.
    drawing_up.set_staff_tax(desk.list.pk, line, tax=0)
    for sent in (shown, {}, {"shown": "x"}):
        assert "đã thay đổi" in said_by(client.post(form["action"], sent))
        assert PaymentList.objects.get().checked_at is None
    drawing_up.set_staff_tax(desk.list.pk, line, tax=22_350)
    client.post(form["action"], shown)
    assert PaymentList.objects.get().checked_at is not None


@pytest.mark.parametrize("role", ["accountant", "director", "preparer"])
def test_another_account_since_the_approval_is_told_as_long_as_it_is_not_paid(client, desk, role):
    details = PersonalDetails.objects.create(author=desk.writer, bank_account="0071001234567", bank="VCB")
    desk.check()
    desk.approve_list()
    assert "đã đổi" not in words_of(main_of(as_person(client, desk, role).get(address("list", desk.list))))
    details.bank_account = "0071009999999"
    details.save()
    said = words_of(main_of(client.get(address("list", desk.list))))
    assert "Nguyễn Văn An: số tài khoản đã đổi từ khi danh sách được kiểm tra" in said
    assert "0071009999999" not in said
    desk.pay()
    assert "đã đổi" not in words_of(main_of(client.get(address("list", desk.list))))


def test_a_reason_that_is_too_long_sends_nothing_back(client, desk):
    paying.check(desk.list.pk, user=desk.accountant)
    as_person(client, desk, "director")
    told = said_by(client.post(address("send_back", desk.list), {"reason": "d" * 401}))
    assert told == "Lý do dài quá 400 ký tự, cần viết ngắn lại. Chưa quyết định gì."
    stored = PaymentList.objects.get()
    assert (stored.returned_because, stored.checked_at is None) == ("", False)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, ("Ngày đã chi: ", "Số chứng từ: ")),
        ({"paid_on": "10/10/2019"}, ("Số chứng từ: ",)),
        ({"voucher_number": "PC 9"}, ("Ngày đã chi: ",)),
        ({"paid_on": "31/9/2019", "voucher_number": "PC 9"}, ("Ngày đã chi: ",)),
    ],
)
def test_what_is_missing_of_a_payment_is_called_by_its_name(client, desk, sent, said):
    checked = paying.check(desk.list.pk, user=desk.accountant)
    from royalties.sealed.check_sums import list_check_sum

    paying.approve_list(checked.pk, user=desk.director, shown=list_check_sum(checked))
    told = said_by(as_person(client, desk, "accountant").post(address("paid", desk.list), sent))
    assert all(name in told for name in said), told
    assert told.count(": ") == len(said)
    assert not Disbursement.objects.exists()


def test_what_was_entered_by_hand_says_so_next_to_its_amount(client, desk):
    Author.objects.update(kind=Author.Kind.STAFF)
    drawing_up.recompute_list(desk.list.pk, shown=drawing_up.differences_of_list(desk.list).check_sum)
    drawing_up.set_staff_tax(desk.list.pk, desk.list.lines.get().pk, tax=20_000)
    page = main_of(as_person(client, desk, "director").get(address("list", desk.list)))
    (row,) = page.select("tr[id^=nguoi-]")
    assert [words_of(cell) for cell in row.select("td.roy-amount")] == [
        "1",
        "491.700 đ có dòng nhập tay",
        "20.000 đ nhập tay",
        "471.700 đ",
    ]
    (line, _sum), *_rest = [each for each in PaymentPaper.of(desk.list, with_numbers=False).lines if not each[1]]
    assert line[-1] == "người của cơ quan; thuế nhập tay; có dòng nhập tay"


def test_proposed_rates_are_called_so_on_the_list_and_in_every_file(client, desk):
    as_person(client, desk, "accountant")
    assert PROPOSED not in words_of(main_of(client.get(address("list", desk.list))))
    for model in (GenreRate, RoyaltyPolicy):
        model.objects.update(decision_number="", decision_date=None)
    assert PROPOSED in words_of(main_of(client.get(address("list", desk.list))))
    person = address("person", desk.list, line_id=desk.list.lines.get().pk)
    assert PROPOSED in words_of(main_of(client.get(person)))
    papers = [kind.of(desk.list, with_numbers=False) for kind in (PaymentPaper, Statement)]
    for paper in (*papers, TablePaper.of(desk.table)):
        (remark,) = paper.remarks
        assert PROPOSED in remark
    for name in ("docx", "xlsx", "statement_docx", "statement_xlsx", "request"):
        assert PROPOSED in file_text(client.get(address(name, desk.list)).content), name
    for name in ("docx", "xlsx"):
        assert PROPOSED in file_text(client.get(reverse(f"royalty_tables:{name}", args=[desk.table.pk])).content), name


def file_text(content):
    """All text of a .docx or .xlsx file, without its marks."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", "".join(parts))
