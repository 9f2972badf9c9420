"""Who gets the table, its exports and the lists behind its numbers: both roles, allowed and refused."""

import csv
import io

import pytest
from django.urls import reverse

from submissions.chain import decisions
from tests import factories
from tests.compliance.stories import Newsroom, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]

READERS = [
    "Người xem báo cáo",
    "Thường trực Ban Biên tập",
    "Trưởng Ban Biên tập",
    "Biên tập viên",
    "Kế toán",
    "Quản trị",
]
URLS = ["compliance:report", "compliance:xlsx", "compliance:csv"]


def addresses(unit):
    list_address = f"{reverse('compliance:pieces')}?column=published&unit={unit.pk}"
    return [*(reverse(name) for name in URLS), list_address]


@pytest.fixture(scope="module")
def other_told(tell):
    return tell(lambda: Newsroom(name="UBND phường Hàm Tiến"))


@pytest.fixture
def other(other_told):
    return other_told()


@pytest.fixture(scope="module")
def published_told(tell, ward_told):
    return tell(lambda: ward_told().published(when=at("2026-11-10 08:00:00"), title="Phú Thủy ra quân"))


@pytest.fixture
def published(published_told):
    return published_told()


@pytest.mark.parametrize("group", READERS)
def test_readers_of_reports_get_every_form_of_all_units(client, published, ward, other, group):
    client.force_login(factories.UserFactory(groups=[group]))
    for address in addresses(ward.unit):
        assert client.get(address).status_code == 200, address
    table = client.get(reverse("compliance:report")).content.decode()
    assert ward.unit.name in table
    assert other.unit.name in table


@pytest.mark.parametrize("role", ["contributor", "leader"])
def test_people_of_a_unit_get_their_own_row_and_no_other(client, published, ward, other, role):
    other.published(when=at("2026-11-10 08:00:00"))
    client.force_login(getattr(ward, role))
    table = client.get(reverse("compliance:report")).content.decode()
    assert ward.unit.name in table
    assert other.unit.name not in table
    exported = client.get(reverse("compliance:csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(exported), delimiter=";"))[1:]
    assert [line[1] for line in lines] == [ward.unit.name]
    assert client.get(addresses(ward.unit)[-1]).status_code == 200
    assert client.get(addresses(other.unit)[-1]).status_code == 404


def test_no_list_over_more_than_the_own_unit(client, published, ward, other):
    client.force_login(other.contributor)
    for query in ("column=published", "column=published&block=II"):
        assert client.get(f"{reverse('compliance:pieces')}?{query}").status_code == 404


@pytest.mark.parametrize("who", ["nobody's member", "former member", "deactivated official"])
def test_anybody_else_is_refused_everywhere(client, published, ward, who):
    if who == "former member":
        user = ward.contributor
        user.memberships.update(valid_to="2026-11-20")
    else:
        groups = READERS[:1] if who == "deactivated official" else []
        user = factories.UserFactory(is_active=not groups, groups=groups)
    client.force_login(user)
    for address in addresses(ward.unit):
        response = client.get(address)
        assert response.status_code == 302, address
        assert "Phú Thủy ra quân" not in response.content.decode()


def test_an_account_with_admin_access_alone_is_refused(client, published, ward):
    group = factories.Group.objects.get(name="Người xem báo cáo")
    group.permissions.remove(*group.permissions.filter(codename="view_reports"))
    client.force_login(factories.UserFactory(groups=[group.name]))
    for address in addresses(ward.unit):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home")), address


def test_anonymous_is_sent_to_the_log_in(client, published, ward):
    for address in addresses(ward.unit):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("wagtailadmin_login")), address


def test_the_menu_offers_the_table_to_those_who_may_see_it(client, ward, official):
    link = reverse("compliance:report")
    for user, offered in ((official, True), (ward.contributor, True), (ward.editor, True)):
        client.force_login(user)
        assert (link in client.get(reverse("wagtailadmin_home")).content.decode()) is offered


class TestTitles:
    """What an official reads in a list: titles of what is public, and of nothing else."""

    @pytest.fixture
    def lists(self, client):
        def read(user, column):
            client.force_login(user)
            return client.get(f"{reverse('compliance:pieces')}?column={column}").content.decode()

        return read

    def test_a_published_piece_is_a_link_to_the_public_page(self, lists, official, published, other):
        page = lists(official, "published")
        assert f'<a href="{published.get_url()}">Phú Thủy ra quân</a>' in page
        assert reverse("submissions:piece", args=[published.pk]) not in page

    def test_what_waits_or_was_taken_down_has_no_title_for_an_official(self, lists, official, published, ward, other):
        ward.send(ward.write(title="Bản thảo kín"), when=at("2026-11-12 08:00:00"))
        decisions.take_down(pk=published.pk, user=ward.editor, reason="Sai số liệu.")
        page = lists(official, "sent")
        assert "Bản thảo kín" not in page
        assert "Phú Thủy ra quân" not in page
        assert "(chưa đăng)" in page
        assert "(đã gỡ)" in page

    def test_a_unit_draft_over_a_live_piece_shows_the_live_title(self, lists, official, published, ward, other):
        published.title = "Tiêu đề đơn vị muốn đổi"
        published.save_revision(user=ward.contributor)
        page = lists(official, "published")
        assert "Tiêu đề đơn vị muốn đổi" not in page
        assert "Phú Thủy ra quân" in page

    def test_the_board_reads_the_title_and_opens_the_piece(self, lists, ward, other):
        page = ward.send(ward.write(title="Đang chờ biên tập"), when=at("2026-11-12 08:00:00"))
        shown = lists(ward.editor, "waiting")
        assert "Đang chờ biên tập" in shown
        assert reverse("submissions:piece", args=[page.pk]) in shown
