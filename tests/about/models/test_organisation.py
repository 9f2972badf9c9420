"""The tree of units: made from the register of units, with what the board writes of them."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.demo.contacts import enter
from submissions.models import UnitContact, UnitLeader
from tests import factories
from tests.about import pages
from tests.soup import soup_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


@pytest.fixture
def ward():
    return factories.UnitFactory(name="UBND phường Phú Thủy", kind_id="ward")


def main_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return soup_of(response).main


def units(main):
    return [one.get_text() for one in main.select(".organisation__name a")]


def test_the_tree(client, board, ward):
    division = factories.UnitFactory(name="Phòng Nội vụ", kind_id="division", display_order=50)
    contact = UnitContact.objects.create(unit=division, telephone="0252 3821 111")
    UnitLeader.objects.create(contact=contact, name="Lê Văn Tư", post="Trưởng phòng")
    page = pages.organisation(
        board,
        {"unit": division, "text": "Tham mưu về tổ chức, biên chế."},
        {"unit": division, "text": "Thi đua, khen thưởng."},
        introduction="<p>UBND có <b>12</b> phòng.</p>",
        functions="<p>Quản lý nhà nước trên địa bàn.</p>",
    )
    main = main_of(client, page)
    assert main.select_one(".organisation__top").get_text() == "UBND thành phố"
    # Divisions come before wards, as everywhere on the site, whatever their own order.
    assert units(main) == ["Phòng Nội vụ", "UBND phường Phú Thủy"]
    branch = main.select_one(".organisation__unit")
    assert branch.a["href"] == division.page.url
    assert words_of(branch) == (
        "Phòng Nội vụ Trưởng phòng: Lê Văn Tư Điện thoại: 0252 3821 111 Tham mưu về tổ chức, biên chế. "
        "Thi đua, khen thưởng."
    )
    assert [words_of(one) for one in main.select("h2")] == ["Các cơ quan, đơn vị", "Chức năng, nhiệm vụ, quyền hạn"]


def test_another_top(client, board):
    page = pages.organisation(board, apex="UBND xã Hòa Thắng")
    assert main_of(client, page).select_one(".empty").get_text() == "Hiện chưa có cơ quan, đơn vị nào."
    factories.UnitFactory()
    assert main_of(client, page).select_one(".organisation__top").get_text() == "UBND xã Hòa Thắng"


def test_what_ended_is_gone_and_what_is_new_is_there(client, board, ward):
    page = pages.organisation(board, {"unit": ward, "text": "Việc của phường."})
    assert units(main_of(client, page)) == [ward.name]
    ward.valid_to = datetime.date(2020, 1, 1)
    ward.save()
    new = factories.UnitFactory(name="UBND phường Mới", kind_id="ward")
    main = main_of(client, page)
    assert units(main) == [new.name]
    assert "Việc của phường." not in words_of(main)


def test_num_queries(client, board, ward):
    page = pages.organisation(board, {"unit": ward, "text": "Việc."})
    enter(ward)

    def queries():
        client.get(page.url)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(page.url)
        return len(counted)

    few = queries()
    for number in range(39):
        enter(factories.UnitFactory(name=f"UBND phường {number}", kind_id="ward"))
    assert len(units(main_of(client, page))) == 40
    assert queries() == few
