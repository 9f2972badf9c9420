"""Head, menu, foot and the pages for what goes wrong."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.views.defaults import server_error
from wagtail.models import Page, Site

from home.models import AgencyDetails
from home.page_cache.version import renew
from submissions.models import Category
from submissions.statements.statement import StatementsPlace
from submissions.templatetags.public_news import absolute
from tests import factories
from tests.home.conftest import SITE
from tests.soup import soup_of

SIZES = {".css": 16_000, ".js": 10_000}
# Links in the head that name an address, and load nothing.
TOLD_ONLY = ":not([rel=canonical], [rel=prev], [rel=next], [rel=alternate], [rel='schema.DC'])"


def test_head_and_foot_name_the_agency(db, read):
    AgencyDetails.objects.update_or_create(
        site=Site.objects.get(), defaults={"telephone": "0252 000 111", "responsible": "Bà Trần Thị Lan"}
    )
    page = read("/")
    head, foot = page.select_one("header.masthead"), page.select_one("footer.foot")
    assert "Ủy ban nhân dân thành phố Phan Thiết" in head.text
    assert "Trang Thông tin điện tử" in head.text
    for told in ("Bà Trần Thị Lan", "Thành phố Phan Thiết", "0252 000 111", "bbt@phanthiet.example"):
        assert told in foot.text


def test_landmarks_and_skip_link(db, read):
    page = read("/tin-tuc/")
    assert page.body.find("a")["href"] == "#" + page.main["id"]
    assert len(page.select("main")) == len(page.select("h1")) == 1
    assert page.select_one("nav.menu")["aria-label"]
    scripts = page.select("script:not([type='application/ld+json'])")
    assert [script["src"] for script in scripts] == ["/static/js/search.js"]


def test_what_is_seen_on_a_button_is_in_the_name_that_is_spoken(db, newsroom, ward, read):
    """Who steers by voice says what stands there (WCAG 2.5.3)."""
    piece = newsroom.publish(ward)
    factories.published_like(piece, [{"at": piece.published_at, "title": f"Tin {n}"} for n in range(25)])
    for address in ("/", "/tin-tuc/", piece.url):
        named = read(address).select("a[aria-label], button[aria-label]")
        assert [one for one in named if one.get_text(strip=True) not in one["aria-label"]] == [], address


def test_styles_and_scripts_of_the_public_site_are_light():
    """Uncached over 3G: all styles together, print included, and all scripts."""
    folders = ["site_cms/static", "home/static"]
    files = [path for folder in folders for path in Path(settings.BASE_DIR, folder).rglob("*")]
    size = {kind: sum(len(gzip.compress(path.read_bytes())) for path in files if path.suffix == kind) for kind in SIZES}
    assert {kind: size[kind] <= SIZES[kind] for kind in SIZES} == dict.fromkeys(SIZES, True), size
    assert all(size.values())


def test_menu_offers_the_sections_that_bind_and_those_that_hold_something(db, newsroom, ward, read):
    def offered():
        return [link.text for link in read("/").select(".menu__panel a[href*=chuyen-muc]")]

    # Of 20 November 2026, by Decree 224/2026; and where news is filed, whatever the law.
    slugs = ["gioi-thieu", "tin-tuc-su-kien", "thu-tuc-hanh-chinh", "cong-khai-thong-tin"]
    binding = [Category.objects.get(slug=slug).title for slug in slugs]
    statistics = Category.objects.get(slug="thong-ke")
    assert offered() == binding
    newsroom.publish(ward, category=statistics)
    assert offered() == [*binding[:2], statistics.title, *binding[2:]]


def test_what_is_looked_up_and_what_is_asked(db, client):
    """Two groups, in an order of their own whatever was made when; directory and introduction with the units."""
    AgencyDetails.objects.update(service_portal="https://dichvucong.example/")
    for place in Page.objects.type(StatementsPlace).order_by("-path"):
        place.add_child(instance=Page(title="Có nội dung", slug="co-noi-dung"))
    renew()
    bar = soup_of(client.get("/")).select(".menu__panel")
    columns = [[link["href"] for link in group.select("a")] for group in bar[-1].select(".menu__columns")]
    plans = ["/quy-hoach-ke-hoach/", "/du-an/", "/dau-thau/", "/thong-ke/"]
    asked = ["/lay-y-kien/", "/hoi-dap/gui/", "/hoi-dap/", "/nhan-tin/"]
    assert columns == [["/van-ban/", *plans, "/lich-lam-viec/"], ["https://dichvucong.example/", *asked]]
    assert [group.text for group in bar[-1].select(".menu__block")] == ["Tra cứu", "Hỏi đáp, góp ý"]
    ways = {link["href"]: link.parent.get("class") for link in bar[-2].select_one(".menu__columns").select("a")}
    assert ways == {"/gioi-thieu/": ["menu__narrow"], "/danh-ba/": None}


def test_nothing_comes_from_another_host(newsroom, ward, client):
    piece = newsroom.publish(ward, photo=True)
    for address in ("/", "/tin-tuc/", "/tin-tuc/phuong-phu-thuy/", piece.url, "/khong-co/"):
        page = soup_of(client.get(address))
        loaded = [tag.get("src") or tag.get("href") for tag in page.select(f"[src], link[href]{TOLD_ONLY}")]
        loaded += [part.split()[0] for tag in page.select("[srcset]") for part in tag["srcset"].split(",")]
        assert [url for url in loaded if not url.startswith("/")] == []
        assert [url for url in loaded if url.startswith("//")] == []
        assert "set-cookie" not in client.get(address).headers


def test_addresses_are_those_of_the_site_whatever_host_was_asked_for(newsroom, ward, client):
    piece = newsroom.publish(ward, photo=True)
    for address in ("/", "/tin-tuc/", ward.page.url, piece.url):
        html = client.get(address, headers={"host": "khac.example"}).content.decode()
        assert "khac.example" not in html
        assert soup_of(html).select_one("link[rel=canonical]")["href"] == f"{SITE}{address}"


def test_a_path_leads_to_no_other_host():
    assert absolute("//khac.example/") == f"{SITE}//khac.example/"
    assert absolute("https://anh.example/anh.jpg") == "https://anh.example/anh.jpg", "photos may lie in another store"


def test_not_found_helps_on(db, client):
    response = client.get("/khong-co/")
    page = soup_of(response)
    assert response.status_code == 404
    assert page.h1.text == "Không tìm thấy trang"
    assert [link["href"] for link in page.select("main .button")] == ["/", "/tin-tuc/"]


def test_the_error_page_needs_no_database():
    """Without the database mark, any query fails this test."""
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Trang hiện chưa phục vụ được" in response.content.decode()


@pytest.mark.parametrize(("group", "allowed"), [("Quản trị", True), ("Biên tập viên", False), (None, False)])
def test_who_changes_the_agency(client, db, group, allowed):
    person = factories.UserFactory()
    person.groups.set(Group.objects.filter(name__in=[group, "Người xem báo cáo"]))
    client.force_login(person)
    site = Site.objects.get()
    address = reverse("wagtailsettings:edit", args=["home", "agencydetails", site.pk])
    form = {
        "agency": "Ủy ban nhân dân thành phố Phan Thiết",
        "site_name": "Trang Thông tin điện tử",
        "description": "Tin tức",
        "responsible": "Ông Lê Văn An",
        "address": "Phan Thiết",
        "telephone": "",
        "email": "vp@phanthiet.example",
    }
    client.post(address, form)
    assert AgencyDetails.objects.filter(responsible="Ông Lê Văn An").exists() is allowed
