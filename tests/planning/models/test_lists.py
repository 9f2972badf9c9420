"""The lists of projects, tenders, plans and statistics: what narrows them, and the way to them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.models import PlanPage, ProjectPage, TenderPage
from tests import factories, statements
from tests.planning.stories import ADDRESSES, PLANS, PROJECTS, TENDERS, draft, every_kind, listed, public, text
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db


@told
def board():
    return factories.editor(), factories.editor()


def test_filters(board, client):
    unit = factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy")
    public(ProjectPage, board, title="Kè Hàm Tiến", first_year=2016, last_year=2018, state="hoan-tat", in_charge=unit)
    public(ProjectPage, board, title="Chợ Phú Thủy", first_year=2020, last_year=None, state="trien-khai")
    assert listed(client, PROJECTS) == ["Chợ Phú Thủy", "Kè Hàm Tiến"]
    assert listed(client, PROJECTS, **{"tinh-trang": "hoan-tat"}) == ["Kè Hàm Tiến"]
    assert listed(client, PROJECTS, nam="2017") == ["Kè Hàm Tiến"]
    assert listed(client, PROJECTS, nam="2020") == ["Chợ Phú Thủy"]
    assert listed(client, PROJECTS, nam="2019") == []
    assert listed(client, PROJECTS, **{"don-vi": "phuong-phu-thuy"}) == ["Kè Hàm Tiến"]
    assert listed(client, PROJECTS, tu="cho phu thuy") == ["Chợ Phú Thủy"]
    # Words of other columns; the unit's name is among them.
    assert listed(client, PROJECTS, tu="UN TAC giao thong") == ["Chợ Phú Thủy", "Kè Hàm Tiến"]
    assert listed(client, PROJECTS, tu="ubnd phuong phu thuy") == ["Kè Hàm Tiến"]
    for name, said in {"nam": "x", "tinh-trang": "'", "don-vi": "khong-co", "trang": "²", "linh-vuc": "x"}.items():
        assert len(listed(client, PROJECTS, **{name: said})) == 2, name
    public(PlanPage, board, title="Thu gom rác thải", field="chat-thai")
    assert listed(client, PLANS, **{"linh-vuc": "chat-thai"}) == ["Thu gom rác thải"]
    assert listed(client, PLANS, **{"linh-vuc": "tai-nguyen"}) == []
    public(TenderPage, board)
    assert listed(client, TENDERS, **{"tinh-trang": "moi-thau", "loai": "xay-lap", "nam": "2019"})
    assert listed(client, TENDERS, **{"tinh-trang": "da-huy"}) == []


def test_an_empty_list_and_one_that_finds_nothing_say_so(board, client):
    assert "Chưa có" in text(soup_of(client.get(PLANS)).select_one(".empty"))
    public(PlanPage, board)
    cache.clear()
    assert "Không tìm thấy" in text(soup_of(client.get(PLANS, {"tu": "khong co gi"})).select_one(".empty"))


def test_the_section_of_the_decree_leads_to_the_places(board, client):
    section = "/tin-tuc/chuyen-muc/du-an-dau-thau/"
    assert not soup_of(client.get(section)).select(".twins")
    public(ProjectPage, board)
    assert [a["href"] for a in soup_of(client.get(section)).select(".twins a")] == ["/du-an/"]
    public(TenderPage, board, title="Gói thầu")
    assert [a["href"] for a in soup_of(client.get(section)).select(".twins a")] == ["/du-an/", "/dau-thau/"]
    assert not soup_of(client.get("/tin-tuc/")).select(".twins")


def test_an_empty_list_offers_nothing_to_narrow(board, client):
    assert not soup_of(client.get(PROJECTS)).select(".document-filter")
    public(ProjectPage, board)
    cache.clear()
    assert soup_of(client.get(PROJECTS)).select(".document-filter")
    assert soup_of(client.get(PROJECTS, {"q": "khong co"})).select(".document-filter")


@every_kind
def test_as_many_queries_for_many(board, client, model):
    def queries_of(address, **asked):
        client.get(address, asked)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(address, asked)
        return len(counted)

    unit = factories.UnitFactory()
    page = public(model, board, in_charge=unit)
    for number in range(3):
        public(model, board, title=f"Việc thứ {number}", in_charge=unit)
    few = queries_of(ADDRESSES[model]), queries_of(page.url)
    for number in range(36):
        public(model, board, title=f"Việc khác thứ {number}", in_charge=unit)
    assert (queries_of(ADDRESSES[model]), queries_of(page.url)) == few
    first, second = listed(client, ADDRESSES[model]), listed(client, ADDRESSES[model], trang=2)
    assert (len(first), len(second), len({*first, *second})) == (20, 20, 40)


def test_the_menu_leads_there_once_something_is_public(board, client):
    page = draft(ProjectPage, by=board[0])
    assert not soup_of(client.get("/")).select(f'a[href="{PROJECTS}"]')
    statements.publish(page, by=board[1])
    cache.clear()
    assert soup_of(client.get("/")).select(f'a[href="{PROJECTS}"]')
    assert not soup_of(client.get("/")).select(f'a[href="{TENDERS}"]')
