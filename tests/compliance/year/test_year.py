"""The year: every state by hand, totals, the picture, files and screen from one source, rights, queries."""

import csv
import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.counting.counting import count_period
from compliance.counting.counts import NUMBERS
from compliance.models import Exemption, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.year.matrix import Standing, make_year
from compliance.year.trend import trend_of
from submissions.models import Unit
from tests import factories
from tests.compliance.stories import at
from tests.compliance.table.test_queries import CITY, LARGE, grow_to
from tests.compliance.years import close, closed_row, published
from tests.soup import soup_of
from tests.submissions.registers import is_refused, log_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

ADDRESSES = ["year:year", "year:xlsx", "year:csv"]


# The year's table has sums of its own, and does not say where what was sent stands now.
ELSEWHERE = {"year_counted", "sent_published", "waiting", "returned", "withdrawn"}


def unit(name, **fields):
    return factories.UnitFactory(name=name, **{"provisioned": False, **fields})


def build_city():
    """Periods 1 to 9 are closed, 10 is over and open, 11 runs, 12 has not begun."""
    old = unit("UBND phường Phú Thủy", provisioned=True)
    new = unit("UBND phường Mới", valid_from="2026-03-10")
    merged = unit("UBND phường Cũ", valid_to="2026-06-25")
    exempt = unit("UBND xã Tiến Lợi", kind_id="commune")
    radio = unit("Đài Truyền thanh Phan Thiết", kind_id="radio", provisioned=True)
    because = "Đang sắp xếp (8/UBND-NV)"
    for month in range(1, 10):
        rows = [
            closed_row(old, counted=1 if month == 9 else 3),
            closed_row(exempt, minimum=0, counted=0, exempt_because=because) if month < 4 else closed_row(exempt),
            closed_row(radio, minimum=15, counted=14 if month == 5 else 15),
        ]
        if month == 3:
            rows.append(closed_row(new, minimum=0, counted=1, is_valid_throughout=False))
        if month > 3:
            rows.append(closed_row(new, counted=0))
        if month < 7:
            rows.append(closed_row(merged))
        close(2026, month, *rows)
    for day in (1, 2):
        published(old, when=f"2026-10-0{day} 08:00:00")
    published(old, when="2026-11-10 08:00:00")
    published(radio, when="2026-10-24 23:59:59", photo=False, genre="phong_su")
    Exemption.objects.create(
        unit=exempt, valid_from=date(2026, 9, 25), reason="Đang sắp xếp", document_number="8/UBND-NV"
    )
    return {"old": old, "new": new, "merged": merged, "exempt": exempt, "radio": radio}


@pytest.fixture(scope="module")
def city_told(tell):
    with time_machine.travel(at("2026-11-20 11:30:00"), tick=True):
        return tell(build_city)


@pytest.fixture
def city(city_told):
    return city_told()


def standings(row):
    return [cell.standing.value for cell in row.cells]


def row_of(year, unit):
    return next(row for row in year.rows if row.unit == unit)


class TestStates:
    def test_closed_open_running_and_to_come(self, city):
        row = row_of(make_year(2026), city["old"])
        assert standings(row) == ["met"] * 8 + ["short", "met", "short", "not_begun"]
        assert [cell.numbers for cell in row.cells] == ["3/2"] * 8 + ["1/2", "2/2", "1/2", ""]
        assert [cell.counts for cell in row.cells] == [True] * 10 + [False] * 2

    def test_a_unit_founded_within_a_period_owes_from_the_next_one_on(self, city):
        row = row_of(make_year(2026), city["new"])
        assert standings(row) == ["not_founded"] * 2 + ["not_asked"] + ["nothing"] * 8 + ["not_begun"]
        assert row.cells[2].why == "không hoạt động trọn kỳ"
        assert row.cells[2].numbers == "1"

    def test_a_merged_unit_ends_and_keeps_its_periods(self, city):
        row = row_of(make_year(2026), city["merged"])
        assert standings(row) == ["met"] * 6 + ["ended"] * 5 + ["not_begun"]

    def test_exempt_closed_and_open(self, city):
        row = row_of(make_year(2026), city["exempt"])
        assert standings(row) == ["not_asked"] * 3 + ["met"] * 6 + ["not_asked"] * 2 + ["not_begun"]
        assert {cell.why for cell in row.cells if cell.standing == Standing.NOT_ASKED} == {"Đang sắp xếp (8/UBND-NV)"}

    def test_the_radio_owes_fifteen_and_needs_no_photo(self, city):
        row = row_of(make_year(2026), city["radio"])
        assert [cell.numbers for cell in row.cells] == ["15/15"] * 4 + ["14/15"] + ["15/15"] * 4 + [
            "1/15",
            "0/15",
            "",
        ]
        assert (row.cells[9].articles, row.total("long")) == (1, 1)

    def test_a_unit_entered_after_periods_were_closed_has_no_figures_there(self, city):
        late = unit("Phòng Y tế", kind_id="division")
        assert standings(row_of(make_year(2026), late)) == ["no_figures"] * 9 + ["nothing"] * 2 + ["not_begun"]

    def test_a_unit_of_another_time_is_not_in_the_table(self, city):
        gone = unit("UBND phường Xưa", valid_to="2025-12-25")
        coming = unit("UBND phường Sắp có", valid_from="2026-12-24")
        shown = [row.unit for row in make_year(2026).rows]
        assert gone not in shown and coming not in shown

    def test_the_name_of_the_last_figures_stands(self, city):
        Unit.objects.filter(pk=city["merged"].pk).update(name="UBND phường Cũ (đã sáp nhập)")
        close(2027, 1, closed_row(city["old"]))
        assert row_of(make_year(2026), city["old"]).name == "UBND phường Phú Thủy"


class TestTotals:
    def test_of_a_unit(self, city):
        lines = {line.of: line for line in make_year(2026).lines}
        old, radio, exempt = (lines[city[name]] for name in ("old", "radio", "exempt"))
        assert (old.counted, old.met_of_asked, str(old.share)) == (3 * 8 + 1 + 2 + 1, "9/10", "90.0")
        assert (radio.counted, radio.met_of_asked, str(radio.share)) == (15 * 8 + 14 + 1, "8/10", "80.0")
        assert (exempt.met_of_asked, str(exempt.share)) == ("6/6", "100.0")

    def test_of_a_period_and_of_all(self, city):
        total = make_year(2026).lines[-1]
        # Phú Thủy, Mới, Cũ, Tiến Lợi, the radio
        assert [total.month(month) for month in range(1, 13)] == [
            "3/3",
            "3/3",
            "3/3",
            "4/5",
            "3/5",
            "4/5",
            "3/4",
            "3/4",
            "2/4",
            "1/3",
            "0/3",
            "",
        ]
        assert (total.met_of_asked, str(total.share)) == ("29/39", "74.4")

    def test_nothing_asked_gives_no_share(self):
        alone = unit("UBND phường Miễn")
        Quota.objects.all().delete()
        line = make_year(2026, units=[alone]).lines[0]
        assert (line.met_of_asked, line.share) == ("", "")


def test_every_open_period_is_counted_as_its_own_table_counts_it(city):
    """One pass for all of them gives what count_period gives for each, late pieces and all."""
    ward = factories.UnitFactory(kind_id="commune")
    Quota.objects.create(unit=ward, minimum=1, photo_required=False, valid_from=date(2026, 10, 25))
    for when, fields in (
        ("2026-09-24 23:59:59", {}),  # in the closed period, which does not list it: late
        ("2026-09-25 00:00:00", {"photo": False}),
        ("2026-10-24 23:59:59", {"origin": "reprinted"}),
        ("2026-10-25 00:00:00", {"photo": False, "genre": "phong_su"}),
        ("2026-11-01 00:00:00", {"live": False}),
        ("2026-11-02 00:00:00", {}),
    ):
        published(ward, when=when, **fields)
    names = [*NUMBERS, "result", "exempt_because"]
    names = [name for name in names if name not in ELSEWHERE]
    year = make_year(2026)
    compared = 0
    for month in (10, 11):
        for row in count_period(ReportingPeriod.of(2026, month, rules=all_rules())):
            if row.is_valid_throughout:
                cell = row_of(year, row.unit).cells[month - 1]
                assert [getattr(cell.row, name) for name in names] == [getattr(row, name) for name in names]
                compared += 1
    assert compared == 10
    assert [cell.counted for cell in row_of(year, ward).cells[8:11]] == [0, 1, 2]


class TestScreen:
    @pytest.fixture
    def shown(self, client, city, official):
        client.force_login(official)
        return soup_of(client.get(reverse("year:year")))

    def test_states_are_words_and_signs(self, shown, city):
        line = next(row for row in shown.select(".year-table tbody tr") if "Phú Thủy" in row.text)
        cells = [" ".join(cell.get_text(" ", strip=True).split()) for cell in line.select(".year-month")]
        assert cells == ["✓ 3/2 Đạt"] * 8 + ["✗ 1/2 Chưa đạt", "✓ 2/2 Đạt", "✗ 1/2 Chưa đạt", ""]
        text = shown.select_one("#main").text
        assert "Không giao chỉ tiêu : Đang sắp xếp (8/UBND-NV)" in " ".join(text.split()).replace("tiêu:", "tiêu :")

    def test_what_runs_and_what_is_not_closed_says_so(self, shown):
        headings = [heading.get_text(strip=True) for heading in shown.select(".year-table thead th")]
        assert headings[2:14] == [
            *(f"Tháng {month}" for month in range(1, 10)),
            "Tháng 10 (chưa chốt)",
            "Tháng 11 (đang diễn ra)",
            "Tháng 12",
        ]
        assert "Tạm tính: đã chốt số liệu 9 trên 12 kỳ, các kỳ khác tính đến 12:00 20/11/2026" in shown.text

    def test_the_picture_says_all_in_words(self, shown):
        svg = shown.select_one("svg[role=img]")
        words = {part["id"]: part.text for part in svg.select("title, desc")}
        title, description = (words[part] for part in svg["aria-labelledby"].split())
        assert title == "Số đơn vị đạt chỉ tiêu qua các kỳ năm 2026"
        assert description.startswith("tháng 1: 3 trên 3; tháng 2: 3 trên 3;")
        assert description.endswith("tháng 11: 0 trên 3.")
        assert [text.text for text in svg.select(".year-trend__number")] == list("33343433210")
        assert shown.select(".year-trend script") == []


def test_bars_are_in_proportion_and_inside_the_picture(city):
    bars = trend_of(make_year(2026)).bars
    assert [bar.asked_height for bar in bars[:4]] == [108 * 3 // 5] * 3 + [108]
    assert all(0 < bar.number_place < 170 and bar.left + 18 <= 360 for bar in bars)


def test_one_unit_alone_sees_its_pieces_in_the_picture(city):
    trend = trend_of(make_year(2026, units=[city["radio"]]))
    assert trend.title == "Tin, bài được tính của Đài Truyền thanh Phan Thiết qua các kỳ năm 2026"
    assert (trend.bars[4].reached, trend.bars[4].asked) == (14, 15)


class TestFiles:
    LINE = "1|UBND phường Phú Thủy|" + "Đạt 3/2|" * 8 + "Chưa đạt 1/2|Đạt 2/2|Chưa đạt 1/2||28|9/10|"

    def test_csv_to_the_byte(self, client, city, official):
        client.force_login(official)
        response = client.get(reverse("year:csv"))
        assert response["Content-Disposition"] == 'attachment; filename="ket-qua-nam-2026.csv"'
        assert response.content.startswith(b"\xef\xbb\xbfTT;")
        header, block, line, *_rest = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
        assert header[:3] + header[-3:] == [
            "TT",
            "Cơ quan, đơn vị",
            "Tháng 1",
            "Tổng được tính",
            "Số kỳ đạt",
            "Tỷ lệ đạt (%)",
        ]
        assert block[:2] == ["II", "UBND các phường"]
        assert "|".join(line) == self.LINE + "90,0"

    def test_xlsx_has_the_same_lines_with_numbers_as_numbers(self, client, city, official):
        client.force_login(official)
        response = client.get(reverse("year:xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        assert sheet["A1"].value == "KẾT QUẢ CUNG CẤP TIN, BÀI SO VỚI CHỈ TIÊU NĂM 2026"
        line = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "UBND phường Phú Thủy")
        assert "|".join("" if value is None else str(value) for value in line) == self.LINE + "90.0"
        assert (line[14], line[16]) == (28, 90)
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        csv_lines = list(
            csv.reader(io.StringIO(client.get(reverse("year:csv")).content.decode("utf-8-sig")), delimiter=";")
        )
        xlsx = [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(min_row=6, values_only=True)]
        assert [row[:16] for row in xlsx] == [row[:16] for row in csv_lines[1:]]


class TestRights:
    @pytest.mark.parametrize("role", ["official", "desk", "head", "editor", "accountant", "administrator"])
    def test_readers_of_reports_get_all(self, client, city, role):
        log_in(client, person(role, unit=city["old"]))
        for name in ADDRESSES:
            assert client.get(reverse(name)).status_code == 200, name
        lines = csv.reader(io.StringIO(client.get(reverse("year:csv")).content.decode("utf-8-sig")), delimiter=";")
        assert {"UBND phường Phú Thủy", "UBND phường Mới"} <= {line[1] for line in lines}

    @pytest.mark.parametrize("role", ["contributor", "leader"])
    def test_people_of_a_unit_get_its_row_and_no_other(self, client, city, role):
        log_in(client, person(role, unit=city["old"]))
        lines = list(
            csv.reader(io.StringIO(client.get(reverse("year:csv")).content.decode("utf-8-sig")), delimiter=";")
        )
        assert [line[1] for line in lines[1:]] == ["UBND phường Phú Thủy"]
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("year:xlsx")).content)).active
        assert [row[1] for row in sheet.iter_rows(min_row=6, values_only=True)] == ["UBND phường Phú Thủy"]
        page = client.get(reverse("year:year")).content.decode()
        assert "UBND phường Phú Thủy" in page and "UBND phường Mới" not in page

    def test_others_are_refused(self, client, city):
        former = factories.contributor_of(city["old"])
        former.memberships.update(valid_to="2026-11-20")
        for user in (None, factories.UserFactory(), former):
            client.logout()
            log_in(client, user)
            for name in ADDRESSES:
                assert is_refused(client.get(reverse(name))), (user, name)

    def test_what_is_no_year_is_not_found(self, client, official):
        client.force_login(official)
        for name in ADDRESSES:
            assert client.get(reverse(name), {"year": "1999"}).status_code == 404

    def test_the_menu_leads_there(self, client, city):
        for user in (factories.editor(), factories.contributor_of(city["old"])):
            client.force_login(user)
            page = client.get(reverse("wagtailadmin_home")).content.decode()
            assert all(reverse(name) in page for name in ("year:year", "scores:scores", "coverage:coverage"))


@pytest.mark.parametrize("name", ADDRESSES)
def test_num_queries(client, city, official, name):
    """As many for the city as for a large one."""
    client.force_login(official)
    counted = []
    client.get(reverse(name))
    for number in (CITY, LARGE):
        grow_to(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_num_queries_is_bounded_in_the_open_periods(city, django_assert_max_num_queries):
    assert at("2026-11-20 12:00:00")
    with django_assert_max_num_queries(9):
        make_year(2026)
