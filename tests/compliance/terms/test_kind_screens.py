"""Kinds of unit in the admin: a new one with its own minimum, made by the administrator alone, and what comes of it."""

import csv
import io

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.closing import closing
from compliance.models import ClosedPeriod, ClosedRow, Quota
from submissions.models import Unit, UnitKind
from tests import factories
from tests.browserform import form_of
from tests.compliance.closed_figures import closed, numbers, units
from tests.compliance.documents import lines, read
from tests.compliance.second_reader import digest_of
from tests.compliance.stories import at
from tests.soup import soup_of
from tests.submissions.registers import ALLOWED, REFUSED, is_refused, log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
INDEX = "/admin/loai-don-vi/"
BASIS = "Kế hoạch 12/KH-UBND ngày 05/01/2026"


@pytest.fixture
def admin(client):
    return log_in(client, person("administrator", unit=None))


def add_kind(admin, **values):
    """What the browser of `admin` gets after the form of a new kind was filled in."""
    page = admin.get(f"{INDEX}new/")
    form = form_of(page, f"form[action='{INDEX}new/']")
    new = {"name": "Trường học", "block": "Các trường học", "minimum": "1", "legal_basis": BASIS}
    return admin.post(f"{INDEX}new/", form | new | values)


@pytest.mark.parametrize("role", [*ALLOWED, *REFUSED])
def test_who_opens_which_screen(client, role):
    unit = factories.UnitFactory()
    log_in(client, person(role, unit=unit))
    key = unit.kind.pk
    addresses = [INDEX, f"{INDEX}new/", f"{INDEX}edit/{key}/", f"{INDEX}history/{key}/", f"{INDEX}usage/{key}/"]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200 if role in ALLOWED else is_refused(response), address
    if role in REFUSED:
        for address in (f"{INDEX}new/", f"{INDEX}edit/{key}/", f"{INDEX}delete/{key}/", f"{INDEX}reorder/{key}/"):
            assert is_refused(client.post(address, {"name": "Khác"})), address
        assert not UnitKind.objects.filter(name="Khác").exists()


def test_the_menu_leads_there(admin):
    assert INDEX in admin.get(reverse("wagtailadmin_home")).content.decode()


def test_num_queries(admin):
    counted = []
    for number in (0, 15):
        for place in range(number):
            kind = UnitKind.objects.create(name=f"Loại {place}", code=f"loai-{place}", block="Khác", plural="Khác")
            Quota.objects.create(kind=kind, minimum=1, photo_required=False)
        admin.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(INDEX).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


class TestForm:
    def test_a_kind_and_its_minimum_are_made_in_one_step(self, admin):
        response = add_kind(admin)
        assert response.status_code == 302
        kind = UnitKind.objects.get(code="truong-hoc")
        assert (kind.plural, kind.is_locality) == ("Các trường học", False)
        assert list(UnitKind.objects.values_list("code", flat=True))[-1] == "truong-hoc"
        quota = Quota.objects.get(kind=kind)
        assert (quota.minimum, quota.photo_required, quota.legal_basis) == (1, True, BASIS)
        assert str(quota.valid_from) == "2026-10-25"
        [row] = [r for r in soup_of(admin.get(INDEX)).select("tbody tr") if "Trường học" in r.get_text()]
        assert "1 tin, bài có ảnh" in row.get_text()

    @pytest.mark.parametrize(
        "bad", [{"minimum": "một"}, {"minimum": "-1"}, {"minimum": ""}, {"name": "Phường"}, {"block": ""}]
    )
    def test_what_is_wrong_makes_neither(self, admin, bad):
        page = soup_of(add_kind(admin, **bad))
        assert page.select(".error-message")
        assert (UnitKind.objects.count(), Quota.objects.count()) == (5, 5)

    def test_the_headings_there_are_are_proposed(self, admin):
        page = soup_of(admin.get(f"{INDEX}new/"))
        headings = [option["value"] for option in page.select("datalist#block-headings option")]
        assert "UBND các phường" in headings
        assert page.select_one("input[name=block]")["list"] == "block-headings"

    def test_the_form_of_a_kind_leads_to_its_minimums(self, admin):
        ward = UnitKind.objects.get(code="ward")
        page = soup_of(admin.get(f"{INDEX}edit/{ward.pk}/"))
        address = f"{reverse('quotas:index')}?kind=ward"
        assert page.select_one(f"a[href='{address}']").get_text(strip=True) == "Chỉ tiêu của loại đơn vị"
        rows = soup_of(admin.get(address)).select(".listing tbody tr")
        assert [row.select_one("td a").get_text(strip=True) for row in rows] == ["Phường"]

    def test_the_code_stays_when_the_name_changes(self, admin):
        ward = UnitKind.objects.get(code="ward")
        address = f"{INDEX}edit/{ward.pk}/"
        form = form_of(admin.get(address), f"form[action='{address}']")
        assert admin.post(address, form | {"name": "Phường mới"}).status_code == 302
        ward.refresh_from_db()
        assert (ward.name, ward.code, ward.block) == ("Phường mới", "ward", "UBND các phường")


class TestDeleting:
    def test_a_kind_that_units_have_stays(self, admin):
        kind = factories.UnitFactory(name="UBND phường Phú Thủy").kind
        number = Unit.objects.filter(kind=kind).count()
        for send in (admin.get, admin.post):
            page = send(f"{INDEX}delete/{kind.pk}/", follow=True).content.decode()
            assert f"Không xóa được “Phường”: có {number} đơn vị thuộc loại này." in page
        assert UnitKind.objects.filter(pk=kind.pk).exists()

    def test_a_kind_in_closed_figures_stays(self, admin):
        (radio,) = units("Đài Truyền thanh", kind="radio")
        closed(2026, 10, {radio: numbers()})
        Unit.objects.update(kind_id="division")
        kind = UnitKind.objects.get(code="radio")
        page = admin.post(f"{INDEX}delete/{kind.pk}/", follow=True).content.decode()
        assert "số liệu đã chốt có ghi loại này" in page
        assert UnitKind.objects.filter(pk=kind.pk).exists()

    def test_one_that_nobody_has_goes_with_its_minimum(self, admin):
        kind = UnitKind.objects.get(code="radio")
        assert admin.get(f"{INDEX}delete/{kind.pk}/").status_code == 200
        assert admin.post(f"{INDEX}delete/{kind.pk}/").status_code == 302
        assert not UnitKind.objects.filter(code="radio").exists()
        assert not Quota.objects.filter(kind_id="radio").exists()


def school_year(admin):
    """The administrator makes the kind, a school and nothing else; the school publishes one piece in 11/2026."""
    add_kind(admin)
    form = form_of(admin.get("/admin/don-vi/new/"), "form[action='/admin/don-vi/new/']")
    new = {"name": "Trường THCS Trần Phú", "short_name": "THCS Trần Phú", "kind": "truong-hoc"}
    assert admin.post("/admin/don-vi/new/", form | new).status_code == 302
    school = Unit.objects.get(name="Trường THCS Trần Phú")
    owner, photo = factories.contributor_of(school), factories.photo(school)
    factories.published(school, owner=owner, image=photo, at=at("2026-11-10 08:00:00"), title="Khai giảng")
    return school


def rows_of_csv(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_new_kind_in_table_report_year_and_exports_open_and_closed(admin, ward):
    school = school_year(admin)
    november = {"period": "2026-11"}

    def shown_everywhere(block, *, year_block):
        table = [
            row.get_text(" ", strip=True)
            for row in soup_of(admin.get(reverse("compliance:report"), november)).select(".report-table tbody tr")
        ]
        at_block = next(place for place, row in enumerate(table) if row.startswith(f"V {block} "))
        assert table[at_block + 1].startswith("1 Trường THCS Trần Phú 1 ")
        assert "Đạt" in table[at_block + 1]
        assert [block, "Trường THCS Trần Phú"] == [
            row[1]
            for row in rows_of_csv(admin.get(reverse("compliance:csv"), november))
            if row[0:1] == ["V"] or "Trần Phú" in "".join(row)
        ]
        for name, heading in (("compliance:xlsx", block), ("year:xlsx", year_block)):
            book = openpyxl.load_workbook(io.BytesIO(admin.get(reverse(name), november | {"year": 2026}).content))
            rows = [list(map(str, filter(None, row))) for sheet in book for row in sheet.iter_rows(values_only=True)]
            names = [row[1] for row in rows if len(row) > 1]
            assert ["V", heading] in [row[:2] for row in rows], name
            assert names.index(heading) + 1 == names.index("Trường THCS Trần Phú"), name
        said = lines(read(admin.get(reverse("compliance:docx"), november).content))
        assert said.index(block) < said.index("Trường THCS Trần Phú", said.index(block))
        year = soup_of(admin.get(reverse("year:year"), {"year": "2026"})).get_text(" ", strip=True)
        assert year_block in year
        assert "1/1" in year

    shown_everywhere("Các trường học", year_block="Các trường học")
    narrowed = soup_of(admin.get(reverse("compliance:report"), november | {"kind": "truong-hoc"}))
    assert len(narrowed.select(".report-table tbody tr")) == 1
    with time_machine.travel(at("2026-11-25 08:00:00"), tick=True):
        closing.close_due()
        row = ClosedRow.objects.get(unit=school)
        assert (row.unit_kind, row.block_place, row.block_title) == ("truong-hoc", 5, "Các trường học")
        assert (row.minimum, row.counted, row.result) == (1, 1, "met")
        for period in ClosedPeriod.objects.all():
            assert digest_of(period.pk) == period.digest
        UnitKind.objects.filter(code="truong-hoc").update(block="Trường học công lập")
        # The year goes by the newest period, which is open.
        shown_everywhere("Các trường học", year_block="Trường học công lập")
        out = io.StringIO()
        call_command("verify_closed", stdout=out)
        assert [line.partition(" (")[0] for line in out.getvalue().splitlines()] == [
            f"Kỳ {period}: đúng như lúc chốt" for period in reversed(ClosedPeriod.objects.all())
        ]
        december = soup_of(admin.get(reverse("compliance:report"), {"period": "2026-12"})).get_text(" ", strip=True)
        assert "Trường học công lập" in december


def test_what_was_closed_before_stands_under_the_headings_of_its_time(admin):
    (radio,) = units("Đài Truyền thanh", kind="radio")
    ward, other = units("UBND phường Phú Thủy", "UBND phường Mũi Né")
    closed(2026, 10, {ward: numbers(), other: numbers(), radio: numbers()})
    UnitKind.objects.filter(code="ward").update(block="Các phường", sort_order=-1)
    rows = soup_of(admin.get(reverse("compliance:report"), {"period": "2026-10"})).select(
        ".report-table tbody tr.report-block, .report-table tbody tr"
    )
    text = [row.get_text(" ", strip=True) for row in rows]
    assert any(row.startswith("II UBND các phường ") for row in text)
    assert any(row.startswith("IV Đài Truyền thanh Phan Thiết ") for row in text)


def test_the_order_is_changed_in_the_list(admin):
    radio = UnitKind.objects.get(code="radio")
    assert admin.get(f"{INDEX}?ordering=sort_order").status_code == 200
    assert admin.post(f"{INDEX}reorder/{radio.pk}/?position=0").status_code == 200
    assert UnitKind.objects.values_list("code", flat=True).first() == "radio"
    assert UnitKind.objects.blocks()["radio"].number == "I"
