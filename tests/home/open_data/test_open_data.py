"""Open data, read as programs read it: against its own schemas, page by page, and by our own reader of CSV."""

import csv
import datetime
import io
import json
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from jsonschema import Draft202012Validator, FormatChecker
from wagtail.models import PageViewRestriction

from library.models import DocumentPage
from library.models.listing import newest
from submissions.models import NewsDocument, NewsPage
from submissions.public import open_data
from tests import factories, statements
from tests.home.conftest import SITE
from tests.library.many import many_like
from tests.soup import soup_of

CATALOGUE = "/du-lieu-mo/"
EVENING = datetime.datetime(2026, 9, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def json_of(client, slug, behind=""):
    """A page of the table, after it was held against the schema that it names."""
    response = client.get(f"{CATALOGUE}{slug}.json{behind}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    page = response.json()
    schema = client.get(page["luoc_do"].removeprefix(SITE))
    assert schema["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(schema.json())
    Draft202012Validator(schema.json(), format_checker=FormatChecker()).validate(page)
    assert response.headers.get("Link") == (f'<{page["tiep_theo"]}>; rel="next"' if page["tiep_theo"] else None)
    return page


def csv_of(client, slug, behind=""):
    response = client.get(f"{CATALOGUE}{slug}.csv{behind}")
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def city(newsroom, ward):
    """Two wards, one of which has ended, and pieces of both."""
    newsroom.publish(ward, title='Cá cơm "vụ Nam"; ngư dân', at=EVENING, event_date=datetime.date(2026, 8, 31))
    old = factories.UnitFactory(name="UBND phường Cũ", slug="phuong-cu", valid_to=datetime.date(2025, 7, 1))
    old.successors.add(ward)
    newsroom.publish(ward, title="=1+1", source="Báo Bình Thuận", programme="Bản tin sáng")
    return newsroom


def test_pieces(city, ward, client):
    newest, oldest = json_of(client, "tin-bai")["du_lieu"]
    assert newest["tieu_de"] == "=1+1"
    assert oldest == {
        "ma": oldest["ma"],
        "tieu_de": 'Cá cơm "vụ Nam"; ngư dân',
        "tom_tat": NewsPage.objects.get(pk=oldest["ma"]).lead,
        "dia_chi": f"{SITE}/tin-tuc/phuong-phu-thuy/ca-com-vu-nam-ngu-dan/",
        "don_vi": "phuong-phu-thuy",
        "ten_don_vi": "UBND phường Phú Thủy",
        "chuyen_muc": "tin-tuc-su-kien",
        "ten_chuyen_muc": "Tin tức, sự kiện",
        "the_loai": "Tin",
        "ngay_su_kien": "2026-08-31",
        "dang_luc": "2026-09-01T00:30:00+07:00",
        "sua_luc": "2026-09-01T00:30:00+07:00",
        "nguon": None,
        "chuong_trinh": None,
    }
    # Nothing that a spreadsheet would calculate, and else the same.
    first, second = csv_of(client, "tin-bai")
    assert first["tieu_de"] == "'=1+1"
    assert second == {name: value or "" for name, value in oldest.items()}


def test_units_and_sections(city, ward, client):
    units = {unit["ma"]: unit for unit in json_of(client, "don-vi")["du_lieu"]}
    assert units["phuong-cu"]["den_ngay"] == "2025-07-01"
    assert units["phuong-cu"]["ke_thua"] == ["phuong-phu-thuy"]
    assert units["phuong-phu-thuy"]["dia_chi"] == SITE + ward.page.url
    assert client.get(units["phuong-phu-thuy"]["dia_chi_rss"].removeprefix(SITE)).status_code == 200
    sections = json_of(client, "chuyen-muc")["du_lieu"]
    assert "tin-tuc-su-kien" in {section["ma"] for section in sections}
    for section in sections:
        assert client.get(section["dia_chi"].removeprefix(SITE)).status_code == 200


def test_pages_follow_each_other(city, client, monkeypatch):
    monkeypatch.setattr(open_data, "PAGE_SIZE", 3)
    newest = NewsPage.objects.order_by("published_at").last()
    factories.published_like(newest, [{"title": f"Tin {n}", "at": newest.published_at} for n in range(6)])
    keys = NewsPage.objects.order_by("-published_at", "-pk").values_list("pk", flat=True)
    assert pages_of(client, "tin-bai") == list(map(str, keys))


def library_of(client):
    """Two public documents, of which the newer one replaces the older one, and a draft; (older, newer)."""
    writer, second = factories.editor(), factories.editor()
    file = NewsDocument.objects.create(title="Bản ký", file=ContentFile(b"%PDF-1.4", name="ban-ky.pdf"))
    fields = {"signer": "Nguyễn Văn Châu", "in_force_from": datetime.date(2019, 9, 1)}
    older = statements.publish(statements.document(by=writer, files=[file], **fields), by=second)
    newer = statements.document(by=writer, number="12/UBND", issued_on=datetime.date(2020, 1, 2), extract="V/v mới")
    newer.relations.create(kind="replaces", other=older)
    newer.save_revision(user=writer, clean=False)
    newer = statements.publish(statements.fresh(newer), by=second)
    statements.document(by=writer, number="13/UBND", extract="Trích yếu chưa ai duyệt")
    return older, newer


def test_documents(db, client):
    older, newer = library_of(client)
    words = str(client.get("/du-lieu-mo/van-ban.schema.json").json())
    assert "Đường dẫn đến trang của văn bản." in words
    assert "trang của đơn vị" not in words
    first, second = json_of(client, "van-ban")["du_lieu"]
    assert (first["ma"], first["so_ky_hieu"], first["het_hieu_luc_tu"]) == (str(newer.pk), "12/UBND", None)
    assert second == {
        "ma": str(older.pk),
        "ten": "Công văn 2485/UBND-VX",
        "so_ky_hieu": "2485/UBND-VX",
        "hinh_thuc": "Công văn",
        "co_quan_ban_hanh": "UBND thành phố Phan Thiết",
        "ngay_ban_hanh": "2019-08-12",
        "trich_yeu": "V/v tăng cường phòng, chống dịch sốt xuất huyết",
        "linh_vuc": None,
        "nguoi_ky": "Nguyễn Văn Châu",
        "hieu_luc_tu": "2019-09-01",
        "het_hieu_luc_tu": "2020-01-02",
        "thay_the_boi": [str(newer.pk)],
        "dia_chi": SITE + older.url,
        "tep": [SITE + older.files.get().file.url],
        "sua_luc": localtime(older.last_published_at).isoformat(timespec="seconds"),
    }
    for address in (second["dia_chi"], *second["tep"]):
        assert client.get(address.removeprefix(SITE)).status_code == 200
    assert csv_of(client, "van-ban")[1] == {
        name: " ".join(value) if isinstance(value, list) else value or "" for name, value in second.items()
    }
    PageViewRestriction.objects.create(page=older, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    assert [row["ma"] for row in json_of(client, "van-ban")["du_lieu"]] == [str(newer.pk)]


def test_documents_page_by_page(db, client, monkeypatch):
    monkeypatch.setattr(open_data, "PAGE_SIZE", 3)
    older, _newer = library_of(client)
    many_like(older, 6)
    assert pages_of(client, "van-ban") == [str(page.pk) for page in newest()]


def pages_of(client, slug):
    """The keys of all rows, from the first page to the last, the same in CSV."""
    found, behind = [], ""
    while behind is not None:
        page = json_of(client, slug, behind)
        assert [row["ma"] for row in csv_of(client, slug, behind)] == [row["ma"] for row in page["du_lieu"]]
        found += [row["ma"] for row in page["du_lieu"]]
        behind = page["tiep_theo"] and page["tiep_theo"].partition(".json")[2]
    return found


def test_nothing_that_citizens_may_not_read(newsroom, ward, client):
    unseen = newsroom.unseen(ward)
    text = (
        client.get(f"{CATALOGUE}tin-bai.json").content.decode() + client.get(f"{CATALOGUE}tin-bai.csv").content.decode()
    )
    assert "Tiêu đề đã duyệt" in text
    assert not [title for title in unseen if title in text]


def test_the_catalogue_says_what_is_where(city, client, read):
    page = read(CATALOGUE)
    scripts = [json.loads(script.string) for script in page.select('script[type="application/ld+json"]')]
    (told,) = [script for script in scripts if script.get("@type") == "DataCatalog"]
    addresses = {one["contentUrl"] for dataset in told["dataset"] for one in dataset["distribution"]}
    assert len(addresses) == 2 * len(open_data.offered())
    links = {link["href"] for link in page.main.select("a")}
    for address in addresses:
        assert address.removeprefix(SITE) in links
        response = client.get(address.removeprefix(SITE))
        assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    assert {code.get_text() for code in page.select("code")} >= {
        c.name for one in open_data.offered().values() for c in one.columns
    }
    assert read("/").select(f'.foot a[href="{CATALOGUE}"]')


def test_what_there_is_not(client, city):
    for address in ("khong-co.json", "khong-co.csv", "khong-co.schema.json", "tin-bai.xml"):
        assert client.get(CATALOGUE + address).status_code == 404
    assert client.post(f"{CATALOGUE}tin-bai.json").status_code == 405
    assert json_of(client, "tin-bai", "?truoc=0")["du_lieu"] == json_of(client, "tin-bai")["du_lieu"]


def test_programs_are_told_that_nothing_has_changed(city, ward, client, django_capture_on_commit_callbacks):
    address = f"{CATALOGUE}tin-bai.json"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        city.publish(ward, title="Tin mới")
    response = client.get(address, headers={"if-none-match": tag})
    assert (response.status_code, response.json()["du_lieu"][0]["tieu_de"]) == (200, "Tin mới")


def test_num_queries(city, ward, client):
    def queries_of(address):
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        return len(counted)

    addresses = [f"{CATALOGUE}{slug}.{ending}" for slug in open_data.offered() for ending in ("json", "csv")]
    library_of(client)
    for address in addresses:
        client.get(address)
    few = list(map(queries_of, addresses))
    newest = NewsPage.objects.order_by("published_at").last()
    factories.published_like(newest, [{"title": f"Tin {n}", "at": newest.published_at} for n in range(40)])
    for number in range(3):
        factories.UnitFactory(name=f"UBND phường {number}").successors.add(ward)
    many_like(DocumentPage.objects.get(number="2485/UBND-VX"), 30)
    assert list(map(queries_of, addresses)) == few
    assert max(few) <= 11
    assert soup_of(client.get(CATALOGUE)).h1.get_text() == "Dữ liệu mở"
