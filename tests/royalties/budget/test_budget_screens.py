"""The budget's screens and files: who opens them, what they show, how entries are typed, corrected and kept."""

import csv
import datetime
import io

import docx
import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from royalties.models import Allocation, BudgetSource, MaintenanceCost
from royalties.models.locked import Locked
from tests.browserform import form_of
from tests.plugins.told import told
from tests.royalties.budget.test_budget import BudgetStory, allot, cost, empty_table
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = pytest.mark.django_db

READERS = ["desk", "head", "accountant", "official"]
OTHERS = ["editor", "administrator", "superuser", "contributor", "leader", "anonymous"]
FILES = ["xlsx", "docx", "csv"]
SCREENS = ["year", "entries", *FILES]
REGISTERS = ["allocations", "maintenance_costs", "budget_sources"]


@told
def story():
    return BudgetStory()


@pytest.fixture
def accountant(client, story):
    return log_in(client, story.office.accountant)


def opened(response):
    assert response.status_code == 200
    return soup_of(response)


def address(name, year=2026):
    return reverse(f"budget:{name}", args=[year])


@pytest.mark.parametrize("role", [*READERS, *OTHERS])
def test_who_reads_the_budget(client, story, role):
    log_in(client, person(role, unit=story.ward))
    for where in [reverse("budget:running"), *map(address, SCREENS)]:
        assert is_refused(client.get(where)) is (role in OTHERS), where


def test_the_head_of_the_office_reads_it_too(client, story):
    assert log_in(client, story.office.director).get(address("year")).status_code == 200


@pytest.mark.parametrize("role", ["accountant", *(role for role in READERS if role != "accountant"), *OTHERS])
def test_only_the_accountant_enters(client, story, role):
    log_in(client, person(role, unit=story.ward))
    unused = {
        "allocations": allot(1_000, year=2030),
        "maintenance_costs": cost(1_000, "expected"),
        "budget_sources": BudgetSource.objects.create(name="Nguồn khác"),
    }
    for name in REGISTERS:
        addresses = [reverse(f"{name}:{view}") for view in ("index", "add")]
        addresses += [reverse(f"{name}:{view}", args=[unused[name].pk]) for view in ("edit", "delete", "history")]
        for where in addresses:
            assert is_refused(client.get(where)) is (role != "accountant"), where


def test_readers_get_no_buttons_to_enter(client, story):
    page = opened(log_in(client, story.office.official).get(address("year")))
    assert not page.select(f'a[href^="{reverse("allocations:add")}"]')
    assert page.select(f'a[href="{address("docx")}"]')


def test_the_menu_leads_to_the_running_year(accountant):
    where = reverse("budget:running")
    for query, year in (
        ({}, timezone.localdate().year),
        ({"year": "2030"}, 2030),
        ({"year": "x"}, timezone.localdate().year),
    ):
        page = opened(accountant.get(where, query))
        assert page.select_one(f'a[href="{reverse("allocations:add")}?year={year}"]')
    assert accountant.get(where, {"year": "1066"}).status_code == 404


@pytest.mark.parametrize("year", [1999, 2101])
def test_there_are_no_other_years(accountant, year):
    assert accountant.get(address("year", year)).status_code == 404


def test_an_empty_year_says_so(accountant):
    page = opened(accountant.get(address("year", 2040)))
    assert page.select(".tb-empty") and not page.select(".budget-table, .budget-pace")


def test_the_table_and_what_opens_behind_each_number(accountant, story):
    page = opened(accountant.get(address("year")))
    rows = {row.th.text: row for row in page.select(".budget-line--purpose")[:3]}
    texts = [cell.get_text(strip=True) for cell in rows["Nhuận bút"].select("td")]
    assert texts == ["2.500.000", "819.000", "351.000", "936.000", "394.000", "37,4", "84,2"]
    assert page.select(".budget-line--total td")[4].get_text(strip=True) == "29.006.800"
    for row in page.select(".budget-line"):
        for link in row.select("td:not(.budget-left) a"):
            behind = opened(accountant.get(link["href"]))
            assert behind.select_one(".budget-sum strong").text == f"{link.text}\xa0đ"


def test_a_number_leads_on_to_the_table_and_to_the_entry(accountant, story):
    page = opened(accountant.get(address("entries")))
    found = {link["href"] for link in page.select(".budget-what a")}
    assert reverse("royalty_tables:table", args=[story.open.pk]) in found
    assert reverse("allocations:edit", args=[Allocation.objects.first().pk]) in found


def test_officials_read_the_entries_without_ways_on(client, story):
    page = opened(log_in(client, story.office.official).get(address("entries")))
    assert len(page.select(".budget-entry")) == 13
    assert not page.select(".budget-what a")


@pytest.mark.parametrize("query", ["?stage=nothing", "?source=0", "?purpose=x"])
def test_what_names_none_of_ours_is_not_found(accountant, query):
    assert accountant.get(address("entries") + query).status_code == 404


def test_the_picture_has_its_words_and_its_table(accountant):
    page = opened(accountant.get(address("year")))
    assert "hết tháng 2: đã chi 11.800.000" in page.select_one("svg desc").text.replace("\xa0", " ")
    assert [cell.text for cell in page.select(".budget-months tbody tr")[1].select("td")] == [
        "11.800.000",
        "18.300.000",
        "8.266.666",
    ]


def test_warnings_stand_above_the_table_and_on_the_first_page(client, story):
    words = "vượt 87.200"
    for person_, warned in [
        (story.office.accountant, True),
        (story.office.preparer, True),
        (story.office.official, False),
    ]:
        log_in(client, person_)
        assert words in client.get(address("year")).content.decode().replace("\xa0", " ")
        year = timezone.localdate().year
        shown = opened(client.get(reverse("wagtailadmin_home"))).select("[aria-labelledby=budget-panel]")
        assert bool(shown) is (warned and year == 2026)


def test_num_queries(client, story):
    log_in(client, story.office.accountant)

    def queries(name):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(name)).status_code == 200
        return len(found)

    few = {name: queries(name) for name in SCREENS if queries(name)}
    for number in range(8):
        allot(1_000, number=f"{number}/QĐ")
        cost(1_000, "expected")
        empty_table(story, day=datetime.date(2026, 6, number + 1))
    assert {name: queries(name) for name in SCREENS} == few
    assert few["year"] <= 20


# Files


def test_xlsx_has_the_table_and_all_entries(accountant, story):
    response = accountant.get(address("xlsx"))
    assert response["Content-Disposition"] == 'attachment; filename="tinh-hinh-du-toan-2026.xlsx"'
    sums, entries = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets
    rows = {row[0]: row for row in sums.iter_rows(values_only=True)}
    assert rows["Tổng cộng"][:6] == ("Tổng cộng", 49_600_000, 2_506_200, 5_351_000, 12_736_000, 29_006_800)
    amounts = [row[-1] for row in entries.iter_rows(values_only=True) if isinstance(row[-1], int)]
    assert len(amounts) == 13
    assert sum(amounts) == 49_600_000 + 2_506_200 + 5_351_000 + 12_736_000


def test_docx_is_an_official_document(accountant, story):
    document = docx.Document(io.BytesIO(accountant.get(address("docx")).content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "TÌNH HÌNH SỬ DỤNG DỰ TOÁN" in text and "vượt 87.200" in text.replace("\xa0", " ")
    head, table, foot = document.tables
    assert "PHÒNG VĂN HÓA VÀ THÔNG TIN" in head.cell(0, 0).text
    assert [cell.text for cell in table.rows[-1].cells][:2] == ["Tổng cộng", "49.600.000"]
    assert "TRƯỞNG PHÒNG" in foot.cell(0, 1).text


def test_csv_runs_no_formula(accountant, story):
    BudgetSource.objects.filter(pk=story.province.pk).update(name="=1+1")
    content = accountant.get(address("csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["Ngân sách thành phố", "42600000"]
    assert "'=1+1" in [row[0] for row in rows]


# Entering


def typed(client, name, **fields):
    """What the server answers to the form of `name`, filled in as in a browser."""
    where = f"{reverse(f'{name}:add')}?year=2026"
    return client.post(where, form_of(client.get(where)) | fields)


ALLOTMENT = {"amount": "1.500.000 đ", "document_number": "77/QĐ-UBND", "document_date": "02/3/2026"}
COST = {"amount": "2.350.000", "subject": "Thay ổ cứng", "day": "02/3/2026"}


def test_an_allotment_is_typed_and_leads_back(accountant, story):
    form = form_of(accountant.get(f"{reverse('allocations:add')}?year=2026"))
    assert (form["year"], form["purpose"], form["source"]) == ("2026", "royalty", str(story.city.pk))
    assert typed(accountant, "allocations", **ALLOTMENT).url == address("year")
    new = Allocation.objects.get(document_number="77/QĐ-UBND")
    assert (new.amount, new.year, new.document_date) == (1_500_000, 2026, datetime.date(2026, 3, 2))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("allocations", {**ALLOTMENT, "amount": "0"}),
        ("allocations", {**ALLOTMENT, "amount": "-2.500.001"}),
        ("allocations", {**ALLOTMENT, "amount": "1,5"}),
        ("allocations", {**ALLOTMENT, "year": "2010"}),
        ("allocations", {**ALLOTMENT, "year": "2101"}),
        ("maintenance_costs", {**COST, "amount": "0"}),
        ("maintenance_costs", {**COST, "amount": "-5"}),
        ("maintenance_costs", {**COST, "state": "paid"}),
        ("maintenance_costs", {**COST, "state": "paid", "voucher_number": "PC-9", "day": "01/01/2100"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(accountant, name, fields):
    before = Allocation.objects.count(), MaintenanceCost.objects.count()
    page = opened(typed(accountant, name, **fields))
    assert page.select(".error-message, .w-field__errors [id]")
    assert (Allocation.objects.count(), MaintenanceCost.objects.count()) == before


def test_a_cost_goes_its_way_and_leaves_a_history(accountant, story):
    assert typed(accountant, "maintenance_costs", **COST).url == address("year")
    new = MaintenanceCost.objects.get(subject="Thay ổ cứng")
    edit = reverse("maintenance_costs:edit", args=[new.pk])
    paid = form_of(accountant.get(edit)) | {"state": "paid", "voucher_number": "PC-11"}
    assert accountant.post(edit, paid).status_code == 302
    new.refresh_from_db()
    assert (new.state, new.amount, new.voucher_number) == ("paid", 2_350_000, "PC-11")
    history = opened(accountant.get(reverse("maintenance_costs:history", args=[new.pk]))).text
    assert str(story.office.accountant) in history


# Kept


def test_what_is_paid_stays(accountant, story):
    paid = MaintenanceCost.objects.get(voucher_number="PC-7")
    for view in ("edit", "delete"):
        where = reverse(f"maintenance_costs:{view}", args=[paid.pk])
        assert accountant.post(where, {"amount": "1"}).url == reverse("maintenance_costs:index")
    with pytest.raises(Locked):
        paid.save()
    with pytest.raises(Locked):
        paid.delete()
    for change in (
        lambda rows: rows.update(amount=1),
        lambda rows: rows.update(state="expected"),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(MaintenanceCost.objects.filter(pk=paid.pk))
    paid.refresh_from_db()
    assert (paid.amount, paid.state) == (12_000_000, "paid")


def test_an_error_in_it_is_put_right_by_another_entry(accountant, story):
    fields = {**COST, "state": "paid", "amount": "-12.000.000", "voucher_number": "PC-12"}
    assert typed(accountant, "maintenance_costs", **fields).url == address("year")
    with pytest.raises(DatabaseError), transaction.atomic():
        MaintenanceCost.objects.filter(state="expected").update(amount=-1)


def test_what_is_not_paid_may_go(accountant, story):
    for entry in MaintenanceCost.objects.exclude(state="paid"):
        accountant.post(reverse("maintenance_costs:delete", args=[entry.pk]))
    assert not MaintenanceCost.objects.exclude(state="paid").exists()


def test_what_figures_rest_on_is_kept(accountant, story):
    used = Allocation.objects.filter(purpose="royalty").first()
    unused = allot(1_000, year=2030)
    assert accountant.post(reverse("allocations:delete", args=[used.pk])).url == reverse("allocations:index")
    with pytest.raises(ProtectedError):
        used.delete()
    accountant.post(reverse("allocations:delete", args=[unused.pk]))
    assert Allocation.objects.filter(pk=used.pk).exists() and not Allocation.objects.filter(pk=unused.pk).exists()


def test_a_source_in_use_is_kept(accountant, story):
    spare = BudgetSource.objects.create(name="Nguồn khác")
    for source, kept in ((story.city, True), (story.province, True), (spare, False)):
        accountant.post(reverse("budget_sources:delete", args=[source.pk]))
        assert BudgetSource.objects.filter(pk=source.pk).exists() is kept


def test_a_source_is_added_and_leads_to_its_list(accountant, story):
    where = reverse("budget_sources:add")
    fields = form_of(accountant.get(where)) | {"name": "Nguồn thu sự nghiệp", "display_order": "3"}
    assert accountant.post(where, fields).url == reverse("budget_sources:index")
    assert BudgetSource.objects.filter(name="Nguồn thu sự nghiệp").exists()
