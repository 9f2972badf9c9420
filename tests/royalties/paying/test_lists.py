"""The second paper: per person, taxed per payment, approved by somebody else, paid once, locked."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from royalties.assessing import approving, correcting
from royalties.models import Author, Disbursement, PaymentLine, PaymentList, PersonalDetails
from royalties.models.locked import Locked
from royalties.paying import drawing_up, paying
from royalties.sealed.check_sums import list_check_sum
from submissions.screens.refusals import AlreadyDone, Refusal
from tests import factories
from tests.royalties.stories import moment, signed

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
MAY_10 = datetime.date(2019, 5, 10)


def pieces(ward, writer, number):
    photo = factories.photo(ward)
    for day in range(1, number + 1):
        signed(ward, writer.name, at=moment(2019, 4, day), image=photo, title=f"Tin số {day}")


@pytest.mark.parametrize(("number", "gross", "tax"), [(9, 1_876_500, 0), (10, 2_085_000, 208_500)])
def test_nine_and_ten_pieces_come_to_the_same(office, ward, writer, number, gross, tax):
    pieces(ward, writer, number)
    (line,) = office.listed(office.approved(*APRIL), pay_day=MAY_10).lines.all()
    assert (line.piece_count, line.gross, line.tax, line.net) == (number, gross, tax, 1_876_500)


@pytest.mark.parametrize(
    ("pay_day", "threshold"),
    [(datetime.date(2026, 6, 30), 2_000_000), (datetime.date(2026, 7, 1), 5_000_000)],
)
def test_the_rule_of_tax_is_that_of_the_day_of_payment(office, ward, writer, pay_day, threshold):
    pieces(ward, writer, 1)
    assert office.listed(office.approved(*APRIL), pay_day=pay_day).threshold == threshold


def test_own_staff_wait_for_the_accountant(office, ward, writer):
    Author.objects.update(kind=Author.Kind.STAFF)
    pieces(ward, writer, 2)
    listed = office.listed(office.approved(*APRIL), pay_day=MAY_10)
    line = listed.lines.get()
    assert (line.gross, line.tax, line.net) == (417_000, None, None)
    with pytest.raises(Refusal, match="Chưa nhập thuế"):
        paying.check(listed.pk, user=office.accountant)
    drawing_up.set_staff_tax(listed.pk, line.pk, tax=20_850)
    checked = paying.check(listed.pk, user=office.accountant)
    assert (checked.gross, checked.tax, checked.net) == (417_000, 20_850, 396_150)


def test_a_table_is_paid_once(office, ward, writer):
    pieces(ward, writer, 1)
    table = office.approved(*APRIL)
    office.listed(table, pay_day=MAY_10)
    with pytest.raises(Refusal, match="Hãy chọn các bảng đã duyệt chưa có trong danh sách"):
        office.listed(table, pay_day=MAY_10)


def test_what_is_not_approved_is_not_listed(office, ward, writer):
    pieces(ward, writer, 1)
    with pytest.raises(Refusal, match="Hãy chọn các bảng đã duyệt chưa có trong danh sách"):
        office.listed(office.handed_in(*APRIL), pay_day=MAY_10)


def test_the_chain_of_hands(office, ward, writer, time_machine):
    time_machine.move_to(moment(2019, 5, 10))
    pieces(ward, writer, 1)
    PersonalDetails.objects.create(author=writer, bank_account="0071001234567", bank="VCB Bình Thuận")
    listed = office.listed(office.approved(*APRIL), pay_day=MAY_10)
    with pytest.raises(Refusal, match="Danh sách chưa được kiểm tra hoặc đã được lấy lại"):
        paying.approve_list(listed.pk, user=office.director, shown=list_check_sum(listed))
    checked = paying.check(listed.pk, user=office.accountant)
    assert checked.lines.get().bank_account == "0071001234567"
    with pytest.raises(Refusal, match="Người lập, kiểm tra hoặc nhập số liệu vào danh sách không tự duyệt chi"):
        paying.approve_list(listed.pk, user=office.accountant, shown=list_check_sum(checked))
    approved = paying.approve_list(listed.pk, user=office.director, shown=list_check_sum(checked))
    assert approved.digest == list_check_sum(PaymentList.objects.get(pk=listed.pk))
    with pytest.raises(AlreadyDone):
        paying.approve_list(listed.pk, user=office.director, shown=list_check_sum(approved))


def test_neither_who_drew_it_up_nor_who_checked_it_approves(office, ward, writer, time_machine):
    time_machine.move_to(moment(2019, 5, 10))
    pieces(ward, writer, 1)
    PersonalDetails.objects.create(author=writer, bank_account="0071001234567", bank="VCB Bình Thuận")
    colleague = factories.UserFactory()
    checked = paying.check(office.listed(office.approved(*APRIL), pay_day=MAY_10).pk, user=colleague)
    for user in (office.accountant, colleague):
        with pytest.raises(Refusal, match="Người lập, kiểm tra"):
            paying.approve_list(checked.pk, user=user, shown=list_check_sum(checked))
    assert not PaymentList.objects.get().is_approved
    assert paying.approve_list(checked.pk, user=office.director, shown=list_check_sum(checked)).is_approved


def test_paid_once_by_the_rule_it_was_made_by(office, ward, writer, time_machine):
    time_machine.move_to(moment(2026, 6, 29))
    pieces(ward, writer, 1)
    approved = office.payable(office.approved(*APRIL), pay_day=datetime.date(2026, 6, 30))
    time_machine.move_to(moment(2026, 7, 2))
    pay = {"voucher_number": "PC 12", "user": office.accountant}
    for day, said in (
        (datetime.date(2026, 7, 1), "áp dụng quy định thuế khác"),
        (datetime.date(2026, 6, 28), "Ngày chi phải từ"),
        (datetime.date(2026, 7, 3), "Ngày chi phải từ"),
    ):
        with pytest.raises(Refusal, match=said):
            paying.enter_payment(approved.pk, paid_on=day, **pay)
    paying.enter_payment(approved.pk, paid_on=datetime.date(2026, 6, 30), **pay)
    with pytest.raises(AlreadyDone):
        paying.enter_payment(approved.pk, paid_on=datetime.date(2026, 6, 30), **pay)
    assert Disbursement.objects.count() == 1


@pytest.mark.parametrize(
    "attempt",
    [
        lambda payment_list: PaymentList.objects.update(net=1),
        lambda payment_list: PaymentLine.objects.update(bank_account="1"),
        lambda payment_list: payment_list.lines.all().delete(),
        lambda payment_list: payment_list.listed.all().delete(),
        lambda payment_list: Disbursement.objects.update(voucher_number="khác"),
        lambda payment_list: Disbursement.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_what_is_approved(office, ward, writer, attempt):
    pieces(ward, writer, 1)
    approved = office.payable(office.approved(*APRIL), pay_day=datetime.date(2026, 11, 1))
    today = approved.approved_at.astimezone(datetime.timezone(datetime.timedelta(hours=7))).date()
    paying.enter_payment(approved.pk, paid_on=today, voucher_number="PC 12", user=office.accountant)
    for refused in (approved.save, approved.delete, approved.lines.get().save, approved.disbursement.delete):
        with pytest.raises(Locked):
            refused()
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        attempt(approved)
    assert list_check_sum(PaymentList.objects.get(pk=approved.pk)) == approved.digest


def test_what_is_put_up_again_is_no_other_piece(office, ward, writer):
    pieces(ward, writer, 2)
    first = office.approved(*APRIL)
    signed(ward, writer.name, at=moment(2019, 5, 3))
    may = office.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
    correcting.deduct(may.pk, first.lines.first(), amount=100_000, reason="Quá cao")
    office.approve(approving.submit(may.pk, user=office.preparer))
    signed(ward, writer.name, at=moment(2019, 6, 3))
    june = office.draft(datetime.date(2019, 6, 1), datetime.date(2019, 6, 30))
    correcting.restore(june.pk, first.lines.first(), amount=50_000, reason="Khấu trừ quá")
    table = office.approve(approving.submit(june.pk, user=office.preparer))
    (line,) = office.listed(table, pay_day=MAY_10).lines.all()
    assert (line.gross, line.piece_count) == (189_000, 1)


def test_more_deducted_than_due_is_refused(office, ward, writer):
    pieces(ward, writer, 2)
    first = office.approved(*APRIL)
    office.listed(first, pay_day=MAY_10)
    signed(ward, writer.name, at=moment(2019, 5, 3))
    may = office.draft(datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
    correcting.deduct(may.pk, first.lines.first(), amount=208_500, reason="Đã gỡ")
    table = office.approve(approving.submit(may.pk, user=office.preparer))
    assert table.total == Decimal(139_000 - 208_500)
    with pytest.raises(Refusal, match="Nguyễn Văn An"):
        office.listed(table, pay_day=MAY_10)
