"""The first page of the introduction: what of it is public, what is missing and to whom that is said."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from about.models import IntroductionPage, LeadersPage, OrganisationPage, SubjectPage, WardMapPage
from compliance.coverage.table import make_coverage
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from home.models import AgencyDetails
from submissions.screens.refusals import Refusal
from submissions.statements import publishing
from tests import factories, statements
from tests.about import pages
from tests.about.pages import PLACE
from tests.soup import soup_of, words_of

pytestmark = pytest.mark.django_db
OLD = "/tin-tuc/chuyen-muc/gioi-thieu/"


@pytest.fixture
def board():
    return factories.editor(), factories.editor()


def read(client, address=PLACE):
    response = client.get(address)
    assert response.status_code == 200
    return soup_of(response)


def links(part):
    return [link["href"] for link in part.select("a[href]")]


def test_while_nothing_is_public(client):
    page = read(client)
    assert page.h1.get_text() == "Giới thiệu"
    assert "Phần giới thiệu đang được biên soạn" in words_of(page.main)
    assert not page.select(".for-board")
    assert PLACE not in links(page.header) + links(page.select_one(".foot__links"))


def test_what_is_missing_is_told_to_the_board_alone(client, board):
    waiting = pages.draft(OrganisationPage, by=board[0])
    unit = factories.UnitFactory()
    for somebody in (factories.contributor_of(unit), factories.leader_of(unit)):
        client.force_login(somebody)
        assert not read(client).select(".for-board")
    client.force_login(board[1])
    told = read(client).select_one(".for-board")
    assert [link.get_text() for link in told.select("a")] == [
        "Lãnh đạo cơ quan",
        "Tổ chức bộ máy",
        "Bản đồ hành chính",
        "Lịch sử",
        "Điều kiện tự nhiên",
        "Truyền thống văn hóa",
        "Di tích",
        "Danh thắng",
    ]
    assert f"/admin/van-ban/{waiting.pk}/" in links(told)
    for address in links(told):
        assert client.get(address).status_code == 200


def test_what_is_public_stands_there(client, board):
    leaders = pages.leaders(board)
    history = pages.subject(board)
    sights = pages.subject(board, title="Đồi cát", subject="sights", lead="Cát bay theo gió.")
    pages.draft(WardMapPage, by=board[0])
    page = read(client)
    assert links(page.select_one(".entrances")) == [leaders.url]
    assert links(page.select_one(".subjects")) == [history.url, sights.url]
    assert "Cát bay theo gió." in words_of(page.main)
    client.force_login(board[0])
    missing = [link.get_text() for link in read(client).select(".for-board a")]
    assert "Lịch sử" not in missing and "Danh thắng" not in missing and "Bản đồ hành chính" in missing


@pytest.mark.parametrize("kind", [LeadersPage, OrganisationPage, WardMapPage, SubjectPage])
class TestFourEyes:
    def test_nothing_is_public_before_the_second_person(self, client, board, kind):
        writer, second = board
        page = pages.draft(kind, by=writer, **({"lead": "Một câu."} if kind is SubjectPage else {}))
        address = f"{PLACE}{page.slug}/"
        assert client.get(address).status_code == 404
        with pytest.raises(Refusal, match="Bạn đã viết hoặc sửa phiên bản này"):
            statements.publish(page, by=writer)
        assert client.get(address).status_code == 404
        page = statements.publish(page, by=second)
        assert page.url == address
        assert client.get(address).status_code == 200

    def test_withdrawn(self, client, board, kind):
        writer, _second = board
        page = pages.public(board, kind, **({"lead": "Một câu."} if kind is SubjectPage else {}))
        publishing.withdraw(pk=page.pk, user=writer, reason="Sai thông tin.")
        assert client.get(page.url).status_code == 410
        assert page.url not in links(read(client))

    def test_written_by_the_board_alone(self, client, board, kind):
        place = IntroductionPage.objects.get()
        address = f"/admin/pages/add/about/{kind._meta.model_name}/{place.pk}/"
        unit = factories.UnitFactory()
        others = [factories.contributor_of(unit), factories.leader_of(unit)]
        roles = ("Quản trị", "Kế toán", "Thường trực Ban Biên tập", "Người xem báo cáo")
        others += [factories.UserFactory(groups=[name]) for name in roles]
        for somebody in others:
            client.force_login(somebody)
            assert client.get(address).status_code in (302, 403, 404), somebody
        client.force_login(board[0])
        form = soup_of(client.get(address))
        assert form.select_one('[name="title"]').get("value", "") == kind.TITLE


def test_one_page_of_each(client, board):
    pages.leaders(board)
    place = IntroductionPage.objects.get()
    client.force_login(board[0])
    assert client.get(f"/admin/pages/add/about/leaderspage/{place.pk}/").status_code in (302, 403)
    assert LeadersPage.objects.count() == 1


class TestWay:
    def test_head_and_foot_lead_there_once_something_is_public(self, client, board):
        pages.draft(LeadersPage, by=board[0])
        cache.clear()
        assert PLACE not in links(read(client, "/"))
        pages.subject(board)
        front = read(client, "/")
        assert PLACE in links(front.header) and PLACE in links(front.select_one(".foot__links"))
        assert [link["href"] for link in front.select("a") if link.get_text() == "Giới thiệu"] == [PLACE] * 3

    def test_another_address_that_was_entered_stays(self, client, board):
        AgencyDetails.objects.update(introduction=OLD)
        pages.subject(board)
        front = read(client, "/")
        assert PLACE not in links(front) and OLD in links(front)

    def test_site_maps_and_search(self, client, board):
        page = pages.subject(
            board, title="Tháp Pô Sah Inư", subject="monuments", lead="Nhóm tháp Chăm trên đồi Bà Nài."
        )
        assert PLACE in links(read(client, "/so-do-trang/").main)
        told = client.get("/sitemap.xml").content.decode()
        assert f"{PLACE}<" in told and f"{page.url}<" in told
        assert page.url in links(read(client, "/tim-kiem/?q=doi ba nai").main)

    def test_the_way_back(self, client, board):
        page = pages.subject(board)
        assert links(read(client, page.url).select_one(".trail"))[:2] == ["/", PLACE]


def test_the_table_of_coverage_reads_it(board):
    def line():
        rules = all_rules()
        table = make_coverage(ReportingPeriod.current(rules=rules))
        return next(line for line in table.lines if line.category.slug == "gioi-thieu")

    before = line()
    pages.subject(board)
    after = line()
    assert (before.fed.number, after.fed.number) == (0, 1)


def test_num_queries(client, board):
    def queries():
        client.get(PLACE)
        cache.clear()
        with CaptureQueriesContext(connection) as counted:
            client.get(PLACE)
        return len(counted)

    pages.subject(board)
    few = queries()
    for number in range(12):
        pages.subject(board, title=f"Chuyên đề {number}", subject="other")
    assert queries() == few
