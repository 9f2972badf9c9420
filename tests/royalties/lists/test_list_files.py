"""What is signed and sent to the bank says what is computed: files are read again, sums added up, words heard."""

import csv
import datetime
import io
import re

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from royalties.models import Author, PaymentList, PersonalDetails, RoyaltyTable
from royalties.paying import drawing_up, paying
from royalties.personal.personal_log import READ
from royalties.sealed.check_sums import list_check_sum
from royalties.sealed.seals import SEALED
from tests import factories
from tests.royalties.second_reader import list_digest, table_digest
from tests.royalties.stories import Office, all_signed, moment
from tests.soup import main_of, words_of
from tests.vietnamese.hearing import dong_heard

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2019, 4, 1), datetime.date(2019, 4, 30)
PAY_DAY = datetime.date(2026, 6, 30)
ACCOUNT = "0071001234567"


class PaidOffice(Office):
    """A ward with an author who has an account and one who has none, and one of the own staff."""

    def __init__(self):
        super().__init__()
        self.ward = factories.UnitFactory(name="UBND phường Phú Thủy")
        make = Author.objects.create
        self.by_bank = make(name="Nguyễn Văn Ánh", pen_name="Biển Xanh", unit=self.ward, is_checked=True)
        self.in_cash = make(name="Trần Thị Đào", unit=self.ward, is_checked=True)
        self.staff = make(name="Lê Bình", kind=Author.Kind.STAFF, is_checked=True)
        PersonalDetails.objects.create(
            author=self.by_bank, bank_account=ACCOUNT, bank="VCB Bình Thuận", tax_code="8765432109"
        )

    def list_of(self, numbers, *, tax=0):
        """A list that pays so many pieces (with a photo) to each of the three; the tax of own staff is entered."""
        photo = factories.photo(self.ward)
        pieces = [
            (author.name, moment(2019, 4, day), f"Tin {day} {author.name}")
            for author, number in zip((self.by_bank, self.in_cash, self.staff), numbers, strict=True)
            for day in range(1, number + 1)
        ]
        all_signed(self.ward, pieces, image=photo)
        table = self.approved(*APRIL)
        made = self.listed(table, pay_day=PAY_DAY)
        for line in made.lines.filter(kind=Author.Kind.STAFF).defer("tax_code", "identity_number", "bank_account"):
            drawing_up.set_staff_tax(made.pk, line.pk, tax=tax)
        made.refresh_from_db()
        return table, made

    def approve_list(self, made):
        checked = paying.check(made.pk, user=self.accountant)
        return paying.approve_list(made.pk, user=self.director, shown=list_check_sum(checked))


@pytest.fixture(scope="module")
def office_told(tell):
    return tell(PaidOffice)


@pytest.fixture
def office(office_told, time_machine):
    time_machine.move_to(moment(2026, 6, 30, 8))
    return office_told()


def content(client, name, made, user):
    client.force_login(user)
    response = client.get(reverse(f"payment_lists:{name}", args=[made.pk]))
    assert response.status_code == 200, name
    return response.content


def sheet_of(client, name, made, user):
    return openpyxl.load_workbook(io.BytesIO(content(client, name, made, user))).worksheets[0]


def document_of(client, name, made, user):
    return Document(io.BytesIO(content(client, name, made, user)))


def text_of(document):
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def dong(text):
    return int(re.sub(r"\D", "", text))


def total_line(sheet):
    rows = sheet.iter_rows(values_only=True)
    return next([value for value in row if isinstance(value, int)] for row in rows if "Tổng cộng" in row)


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.tuples(*[st.integers(0, 12)] * 3).filter(any), tax=st.integers(0, 100_000))
def test_one_amount_in_tables_lists_files_and_words(client, office, numbers, tax):
    with transaction.atomic():
        table, made = office.list_of(numbers, tax=min(tax, 208_500 * numbers[2]))
        lines = list(made.lines.defer("tax_code", "identity_number", "bank_account"))
        assert made.gross == sum(line.gross for line in lines) == table.total == 208_500 * sum(numbers)
        assert made.net == made.gross - made.tax == sum(line.net for line in lines)
        for name in ("xlsx", "statement_xlsx"):
            assert total_line(sheet_of(client, name, made, office.accountant))[-3:] == [made.gross, made.tax, made.net]
        for name in ("docx", "statement_docx", "request"):
            document = document_of(client, name, made, office.accountant)
            words = next(p.text for p in document.paragraphs if p.text.startswith("Bằng chữ: "))
            assert dong_heard(words.removeprefix("Bằng chữ: ")) == made.net
        transaction.set_rollback(True)


def test_the_payment_list_as_a_document(client, office):
    _table, made = office.list_of((10, 2, 3))
    draft = document_of(client, "docx", made, office.accountant)
    assert "DỰ THẢO" in text_of(draft)
    approved = office.approve_list(made)
    document = document_of(client, "docx", approved, office.accountant)
    text = text_of(document)
    assert "DỰ THẢO" not in text
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    for said in (
        "DANH SÁCH CHI TRẢ NHUẬN BÚT",
        "NGƯỜI LẬP BIỂU",
        "KẾ TOÁN",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "Nguyễn Văn Ánh (Biển Xanh)",
        approved.digest,
    ):
        assert said in text
    people = document.tables[1]
    rows = {row.cells[1].text: [cell.text for cell in row.cells] for row in people.rows}
    by_bank = rows["Nguyễn Văn Ánh (Biển Xanh)"]
    assert [dong(cell) for cell in by_bank[3:7]] == [10, 2_085_000, 208_500, 1_876_500]
    assert ACCOUNT in by_bank[7]
    assert rows["Trần Thị Đào"][7] == ""


@pytest.mark.parametrize("name", ["docx", "xlsx", "statement_docx", "statement_xlsx", "request"])
@pytest.mark.parametrize("role", ["preparer", "head", "director"])
def test_numbers_are_on_no_paper_of_anybody_else(client, office, name, role):
    _table, made = office.list_of((1, 1, 0))
    approved = office.approve_list(made)
    handed_out = content(client, name, approved, getattr(office, role))
    if name.endswith("xlsx"):
        cells = openpyxl.load_workbook(io.BytesIO(handed_out)).worksheets[0].iter_rows(values_only=True)
        text = "\n".join(str(value) for row in cells for value in row)
    else:
        text = text_of(Document(io.BytesIO(handed_out)))
    assert ACCOUNT not in text
    assert "8765432109" not in text


def test_the_file_for_the_bank(client, office):
    _table, made = office.list_of((10, 2, 3))
    client.force_login(office.accountant)
    bank = reverse("payment_lists:bank", args=[made.pk])
    # Nothing is transferred before the approval.
    assert client.get(bank).status_code == 302
    approved = office.approve_list(made)
    sent = content(client, "bank", approved, office.accountant)
    assert sent.startswith(b"\xef\xbb\xbf")
    headings, *rows = csv.reader(io.StringIO(sent.decode("utf-8-sig")), delimiter=";")
    assert headings == ["STT", "Chủ tài khoản", "Số tài khoản", "Ngân hàng", "Số tiền", "Nội dung"]
    assert rows == [["1", "NGUYEN VAN ANH", ACCOUNT, "VCB Bình Thuận", "1876500", "CHI NHUAN BUT NGAY 30 06 2026"]]


def test_the_years_list_counts_what_was_paid(client, office):
    _table, made = office.list_of((10, 2, 0))
    approved = office.approve_list(made)
    year = reverse("payment_lists:year", args=[2026])
    client.force_login(office.accountant)
    assert client.get(year).context["rows"] == []
    paying.enter_payment(approved.pk, paid_on=PAY_DAY, voucher_number="PC 1", user=office.accountant)
    page = client.get(year)
    # Two people of one name are told apart by their units.
    assert "Trần Thị Đào UBND phường Phú Thủy tác giả ngoài cơ quan" in words_of(main_of(page))
    rows = page.context["rows"]
    assert [(row.author, row.payments, row.sums.net_dong) for row in rows] == [
        (office.by_bank, 1, 1_876_500),
        (office.in_cash, 1, 417_000),
    ]
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("payment_lists:year_xlsx", args=[2026])).content))
    cells = [value for row in book.worksheets[0].iter_rows(values_only=True) for value in row]
    assert {"8765432109", 2_085_000, 208_500, 1_876_500} <= set(cells)
    assert client.get(reverse("payment_lists:year", args=[2025])).context["rows"] == []


def test_a_second_reader_finds_the_same_check_sums(office):
    table, made = office.list_of((3, 1, 2), tax=20_850)
    approved = office.approve_list(made)
    assert table_digest(table.pk) == table.digest
    assert list_digest(approved.pk) == approved.digest


def test_checking_costs_the_same_for_many_people(office, django_assert_max_num_queries):
    photo = factories.photo(office.ward)
    names = [f"Người {number}" for number in range(30)]
    for name in names:
        Author.objects.create(name=name, unit=office.ward)
    all_signed(office.ward, [(name, moment(2019, 4, 2), f"Tin của {name}") for name in names], image=photo)
    made = office.listed(office.approved(*APRIL), pay_day=PAY_DAY)
    with django_assert_max_num_queries(46):  # who had a hand in it is kept, in a few
        paying.check(made.pk, user=office.accountant)


def test_who_was_handed_the_numbers_is_noted(client, office):
    _table, made = office.list_of((1, 1, 0))
    approved = office.approve_list(made)
    paying.enter_payment(approved.pk, paid_on=PAY_DAY, voucher_number="PC 1", user=office.accountant)
    for name in ("list", "docx", "xlsx", "statement_docx", "statement_xlsx", "request"):
        content(client, name, approved, office.director)
    noted = ModelLogEntry.objects.for_instance(approved).filter(action=READ)
    assert not noted.exists()
    for name in ("list", "docx", "xlsx", "bank", "statement_docx", "request"):
        content(client, name, approved, office.accountant)
    client.get(reverse("payment_lists:year", args=[PAY_DAY.year]))
    client.get(reverse("payment_lists:year_xlsx", args=[PAY_DAY.year]))
    assert [entry.user for entry in noted.all()] == [office.accountant] * 6
    assert not [entry for entry in noted.all() if ACCOUNT in str(entry.data)]


def test_verify_names_what_was_changed(office, capsys):
    table, made = office.list_of((1, 0, 0))
    approved = office.approve_list(made)
    call_command("verify_royalties")
    assert "2" in capsys.readouterr().out
    if connection.vendor == "postgresql":
        # What is still to be checked at the end of the transaction keeps a table from being altered.
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    SEALED.lift(using=connection.alias)
    RoyaltyTable.objects.filter(pk=table.pk).update(total=1)
    with pytest.raises(CommandError, match=re.escape(str(table))) as told:
        call_command("verify_royalties")
    assert str(PaymentList.objects.get(pk=approved.pk)) not in str(told.value)


def test_what_was_listed_follows_nobodys_later_number(client, office):
    _table, made = office.list_of((1, 0, 0))
    approved = office.approve_list(made)
    details = PersonalDetails.objects.get()
    details.bank_account = "9999999999"
    details.save()
    assert ACCOUNT in text_of(document_of(client, "docx", approved, office.accountant))


@pytest.mark.parametrize(("name", "pen_name"), [("Trần Văn Bảy", ""), ("Trần Văn Bảy", "Biển Xanh")])
def test_nor_does_the_file_for_the_bank_follow_a_later_name(client, office, name, pen_name):
    """What was approved has one account and one holder; the desk keeps the register, and pays nobody."""
    _table, made = office.list_of((1, 0, 0))
    approved, author = office.approve_list(made), office.by_bank
    before = [row[1] for row in transfers(client, approved, office.accountant)]
    assert before == ["NGUYEN VAN ANH"]
    author.name, author.pen_name = name, pen_name
    author.save()
    assert [row[1] for row in transfers(client, approved, office.accountant)] == before


def transfers(client, made, user):
    """The rows of the file for the bank, without their headings."""
    text = content(client, "bank", made, user).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
