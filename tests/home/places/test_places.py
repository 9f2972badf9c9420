"""The site map for people, the statement on accessibility, and the links to them and to others in head and foot."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from home.models import AgencyDetails
from submissions.models import Category
from submissions.templatetags.public_news import dialled
from tests import factories
from vietnamese.dates import today

MAP, STATEMENT, OPEN_DATA = "/so-do-trang/", "/tuyen-bo-tiep-can/", "/du-lieu-mo/"
GONE = datetime.date(2025, 7, 1)


@pytest.fixture
def ended(ward):
    """`ward` is no longer in office, two others continue its work."""
    successors = [factories.UnitFactory(name=f"UBND phường Mới {number}") for number in (1, 2)]
    ward.valid_to = GONE
    ward.save()
    ward.successors.set(successors)
    return ward, successors


def links(element):
    return {link["href"]: link.get_text(" ", strip=True) for link in element.select("a")}


def test_the_map_leads_everywhere(ward, client, read):
    found = links(read(MAP).main)
    sections = [
        f"/tin-tuc/chuyen-muc/{slug}/"
        for slug in Category.objects.valid_today().binding_on(today()).values_list("slug", flat=True)
    ]
    for address in ("/", "/tin-tuc/", *sections, ward.page.url, MAP, STATEMENT, "/tin-moi.rss", "/tin-moi.atom"):
        assert address in found
        assert client.get(address).status_code == 200


def test_a_unit_that_ended_is_found_with_its_pieces_and_successors(ended, newsroom, client, read):
    ward, successors = ended
    piece = newsroom.publish(ward, title="Tin của phường cũ")
    found = links(read(MAP).main)
    assert {ward.page.url, *(one.page.url for one in successors)} <= set(found)
    assert "kết thúc ngày 01/07/2025" in read(MAP).main.get_text(" ", strip=True)
    assert ward.page.url not in links(read("/").select_one("nav.menu"))
    page = read(ward.page.url)
    assert [link["href"] for link in page.select(".note a")] == [one.page.url for one in successors]
    assert piece.url in links(page.main)
    assert client.get(piece.url).status_code == 200
    assert client.get("/tin-moi/don-vi/phuong-phu-thuy.rss").status_code == 200


def test_num_queries_of_the_map(ended, client, django_assert_max_num_queries, django_assert_num_queries):
    client.get(MAP)
    with django_assert_max_num_queries(16) as few:
        client.get(MAP)
    before = len(few)
    for _number in range(2):
        other = factories.UnitFactory(valid_to=GONE)
        other.successors.set(ended[1])
    with django_assert_num_queries(before):
        client.get(MAP)


def test_the_statement_is_the_agencys_and_says_whom_to_ask(db, client, read):
    AgencyDetails.objects.update(
        accessibility_statement="Câu thứ nhất.\n\n<b>Câu thứ hai.</b>", hotline="0252 3821 111"
    )
    main = read(STATEMENT).main
    assert [text.get_text() for text in main.select(".article__body > p")] == ["Câu thứ nhất.", "<b>Câu thứ hai.</b>"]
    assert {"mailto:bbt@phanthiet.example", "tel:02523821111"} <= set(links(main))
    AgencyDetails.objects.update(accessibility_statement="")
    assert client.get(STATEMENT).status_code == 404
    assert STATEMENT not in links(read(MAP))
    assert f"{STATEMENT}<" not in client.get("/sitemap.xml").content.decode()


def test_what_was_entered_stands_in_head_and_foot(db, read):
    AgencyDetails.objects.update(
        hotline="(0252) 3821 111, máy lẻ 12",
        telephone="+84 252 3821 222",
        introduction="/tin-tuc/chuyen-muc/gioi-thieu/",
        service_portal="https://dichvucong.example/",
    )
    page = read("/tin-tuc/")
    head, foot = links(page.header), links(page.select_one("footer.foot"))
    assert head["tel:02523821111"] == "Đường dây nóng (0252) 3821 111, máy lẻ 12"
    assert foot["tel:+842523821222"] == "+84 252 3821 222"
    both = {"https://dichvucong.example/": "Dịch vụ công trực tuyến", "tel:02523821111": None}
    for address, words in both.items():
        assert address in head and address in foot
        assert words in (None, foot[address])
    assert foot["/tin-tuc/chuyen-muc/gioi-thieu/"] == "Giới thiệu"
    assert (foot[MAP], foot[STATEMENT]) == ("Sơ đồ trang", "Tuyên bố về khả năng tiếp cận")


def test_what_is_not_entered_is_not_shown(db, read):
    AgencyDetails.objects.update(
        hotline="", telephone="", introduction="", service_portal="", accessibility_statement=""
    )
    page = read("/")
    assert not page.select("a[href^=tel], a[href^=https]")
    always = ["/danh-ba/", "/hoi-dap/gui/", "/hoi-dap/", "/nhan-tin/", MAP, OPEN_DATA]
    assert list(links(page.select_one(".foot__links"))) == always


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//khac.example/", "gioi-thieu"])
def test_the_introduction_is_an_address(db, address):
    with pytest.raises(ValidationError):
        AgencyDetails(introduction=address).clean_fields(exclude=["site"])


@pytest.mark.parametrize(
    ("written", "number"),
    [("0252 3821 111", "02523821111"), ("1022 (nhánh 3)", "1022"), ("+84.252-111", "+84252111"), ("chưa có", "")],
)
def test_a_number_as_a_telephone_dials_it(written, number):
    assert dialled(written) == number


@pytest.mark.parametrize("address", [MAP, STATEMENT])
def test_they_are_pages_as_others(db, read, address):
    page = read(address)
    assert page.select_one("meta[property='og:title']")["content"] == page.h1.text
    assert [step.text for step in page.select(".trail li")] == ["Trang chủ", page.h1.text]
    assert page.title.text.startswith(page.h1.text)
