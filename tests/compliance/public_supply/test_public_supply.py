"""The year's supply as the public reads it: closed periods alone, the same in page, CSV, JSON and data for others."""

import csv
import io
import json
from urllib.parse import urlsplit

import extruct
import pytest
from django.conf import settings as site_settings
from jsonschema import Draft202012Validator

from compliance.models import ClosedRow, PublicSupply
from compliance.year.files import cells_of
from compliance.year.matrix import make_year
from home.page_cache import store
from submissions.public import open_data
from tests import factories
from tests.compliance.stories import at
from tests.compliance.years import close, closed_row, published
from tests.soup import soup_of
from vietnamese.files.comma_separated import DELIMITER

SITE = site_settings.WAGTAILADMIN_BASE_URL
NEWEST, YEAR = "/so-lieu/cung-cap-tin-bai/", "/so-lieu/cung-cap-tin-bai/2026/"
FILES = ("/so-lieu/cung-cap-tin-bai/2026.csv", "/so-lieu/cung-cap-tin-bai/2026.json")
LATER = "2026-11-26 08:00:00"
UNPUBLISHED = "Bài chưa ai duyệt"


@pytest.fixture
def city(db, time_machine):
    """September and October 2026 are closed; November is over and December runs, and both have pieces."""
    time_machine.move_to(at(LATER), tick=False)
    ward = factories.UnitFactory(name="UBND phường Phú Thủy", kind_id="ward")
    office = factories.UnitFactory(name="Phòng Nội vụ", kind_id="division")
    close(2026, 9, closed_row(office, counted=0), closed_row(ward, counted=3))
    close(2026, 10, closed_row(office, counted=2), closed_row(ward, counted=1, unit_name="UBND phường Phú Thủy cũ"))
    published(ward, when="2026-11-10 08:00:00", title="Tin tháng Mười một")
    factories.news(ward, title=UNPUBLISHED)
    return ward, office


@pytest.fixture
def shown(city):
    show(True)
    return city


def show(shown):
    PublicSupply.objects.update_or_create(defaults={"is_shown": shown})


def lines_of(page):
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select(".table tr")]


class TestSwitch:
    def test_off_there_is_nothing_and_nothing_leads_there(self, city, client):
        assert [client.get(address).status_code for address in (NEWEST, YEAR, *FILES)] == [404] * 4
        for address in ("/", "/so-do-trang/", "/sitemap.xml"):
            assert NEWEST not in client.get(address).text

    def test_on_it_is_found_from_everywhere(self, shown, client):
        for address in ("/", "/so-do-trang/", "/sitemap.xml"):
            assert NEWEST in client.get(address).text
        assert [client.get(address).status_code for address in (NEWEST, YEAR, *FILES)] == [200] * 4

    def test_before_anything_is_closed_it_says_so(self, db, client):
        show(True)
        assert "Chưa có kỳ nào được chốt" in client.get(NEWEST).text
        assert [client.get(address).status_code for address in (YEAR, *FILES)] == [404] * 3

    def test_only_years_with_a_closed_period(self, shown, client):
        assert client.get("/so-lieu/cung-cap-tin-bai/2025/").status_code == 404


class TestOpenData:
    TABLE = "/du-lieu-mo/cung-cap-tin-bai.json"

    def test_off_there_is_no_table(self, city, client):
        for ending in (".json", ".csv", ".schema.json"):
            assert client.get(self.TABLE.removesuffix(".json") + ending).status_code == 404
        assert "cung-cap-tin-bai" not in client.get("/du-lieu-mo/").text

    def test_on_it_is_what_was_closed(self, shown, client):
        page = client.get(self.TABLE).json()
        Draft202012Validator(client.get(page["luoc_do"].removeprefix(SITE)).json()).validate(page)
        told = [(row["thang"], row["don_vi"], row["duoc_tinh"], row["chi_tieu"]) for row in page["du_lieu"]]
        rows = ClosedRow.objects.order_by("-period__month", "place")
        assert told == [(row.period.month, row.unit.slug, row.counted, row.minimum) for row in rows]
        assert page["du_lieu"][-1] == {
            "nam": 2026,
            "thang": 9,
            "tu_ngay": "2026-08-25",
            "den_ngay": "2026-09-24",
            "don_vi": shown[0].slug,
            "ten_don_vi": "UBND phường Phú Thủy",
            "nhom": "UBND các phường",
            "chi_tieu": 2,
            "duoc_tinh": 3,
            "ket_qua": "Đạt",
            "chot_luc": "2026-09-25T00:00:00+07:00",
        }
        text = client.get(self.TABLE.replace(".json", ".csv")).content.decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=DELIMITER))
        # A unit that had sent nothing has 0, and no empty cell.
        assert [line["duoc_tinh"] for line in lines] == [str(row["duoc_tinh"]) for row in page["du_lieu"]]
        assert "0" in [line["duoc_tinh"] for line in lines]
        assert UNPUBLISHED not in text

    def test_it_goes_on_page_by_page(self, shown, client, monkeypatch):
        monkeypatch.setattr(open_data, "PAGE_SIZE", 3)
        first = client.get(self.TABLE).json()
        assert len(first["du_lieu"]) == 3
        second = client.get(first["tiep_theo"].removeprefix(SITE)).json()
        assert (len(second["du_lieu"]), second["tiep_theo"]) == (1, None)


class TestFigures:
    def test_the_page_has_closed_periods_and_no_other(self, shown, client):
        page = soup_of(client.get(NEWEST))
        assert lines_of(page) == [
            ["Cơ quan, đơn vị", "Tổng được tính", "Số kỳ đạt", "Tháng 9", "Tháng 10"],
            ["Các cơ quan, đơn vị thuộc UBND thành phố", "2", "1/2", "0/1", "1/1"],
            ["Phòng Nội vụ", "2", "1/2", "Không có tin, bài 0/2", "Đạt 2/2"],
            ["UBND các phường", "4", "1/2", "1/1", "0/1"],
            ["UBND phường Phú Thủy cũ", "4", "1/2", "Đạt 3/2", "Chưa đạt 1/2"],
            ["Tổng cộng", "6", "2/4", "1/2", "1/2"],
        ]
        assert UNPUBLISHED not in page.get_text()

    def test_they_are_those_of_the_back_office(self, shown, client):
        """Cell by cell, where both have the period; the open one inside names the unit as it is called now."""
        year = make_year(2026)
        inside = [[str(cells[1]), *map(str, cells[2 + 8 : 2 + 10])] for cells in cells_of(year)]
        outside = [[line[0].removesuffix(" cũ"), *line[3:]] for line in lines_of(soup_of(client.get(YEAR)))[1:]]
        assert outside == inside

    def test_the_csv_is_the_page(self, shown, client):
        text = client.get(FILES[0]).content.decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text), delimiter=DELIMITER)) == lines_of(soup_of(client.get(YEAR)))

    def test_the_json_is_what_was_closed(self, shown, client):
        data = json.loads(client.get(FILES[1]).content)
        told = {
            (unit["name"], one["month"]): (one["counted"], one["asked"], one["result"])
            for unit in data["units"]
            for one in unit["periods"]
        }
        last_name = {row.unit_id: row.unit_name for row in ClosedRow.objects.order_by("period__month")}
        assert told == {
            (last_name[row.unit_id], row.period.month): (row.counted, row.minimum, row.result)
            for row in ClosedRow.objects.select_related("period")
        }
        assert [(one["month"], one["from"], one["to"]) for one in data["periods"]] == [
            (9, "2026-08-25", "2026-09-24"),
            (10, "2026-09-25", "2026-10-24"),
        ]

    def test_programs_are_told_that_there_is_a_data_set(self, shown, client):
        (found,) = extruct.extract(client.get(NEWEST).text, syntaxes=["json-ld"])["json-ld"]
        (dataset,) = [node for node in found["@graph"] if node["@type"] == "Dataset"]
        assert dataset["temporalCoverage"] == "2026-08-25/2026-10-24"
        assert dataset["creator"]["@id"] == next(
            node["@id"] for node in found["@graph"] if node["@type"] == "GovernmentOrganization"
        )
        downloads = {one["encodingFormat"]: urlsplit(one["contentUrl"]).path for one in dataset["distribution"]}
        assert downloads == dict(zip(("text/csv", "application/json"), FILES, strict=True))

    def test_num_queries(self, shown, client, django_assert_num_queries, django_assert_max_num_queries):
        client.get(YEAR)
        with django_assert_max_num_queries(26) as few:
            client.get(YEAR)
        before = len(few)
        units = [factories.UnitFactory() for _number in range(3)]
        close(2026, 11, *(closed_row(unit) for unit in units))
        with django_assert_num_queries(before):
            client.get(YEAR)


def test_a_period_that_is_closed_is_seen_by_the_next_reader(
    shown, client, settings, monkeypatch, django_capture_on_commit_callbacks, django_assert_num_queries
):
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(store, "on_commit", lambda effect, **_options: effect())
    for address in (YEAR, *FILES):
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        close(2026, 11, closed_row(shown[0], counted=7))
    assert all("7/2" in client.get(address).text for address in (YEAR, FILES[0]))
    assert '"counted": 7' in client.get(FILES[1]).text
    with django_capture_on_commit_callbacks(execute=True):
        show(False)
    assert [client.get(address).status_code for address in (YEAR, *FILES)] == [404] * 3
