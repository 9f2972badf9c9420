"""The lists of statements: what waits for whom, and many published as they were shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library.models import DocumentPage
from submissions.statements import measure
from tests import factories
from tests.plugins.told import told
from tests.soup import soup_of
from tests.statements import change, document, fresh

pytestmark = pytest.mark.django_db


@told
def writer():
    return factories.editor()


@told
def second():
    return factories.editor()


@told
def draft(writer):
    return document(by=writer)


def test_the_administrators_lists_name_no_draft(client, draft):
    client.force_login(factories.UserFactory(groups=["Quản trị"]))
    page = client.get(reverse("wagtailadmin_explore", args=[draft.get_parent().pk]))
    assert draft.title not in page.content.decode()


def test_the_list_and_its_queries(client, draft, writer, second):
    client.force_login(second)
    address = reverse("statements:index")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        page = soup_of(client.get(address))
    assert "Cần đọc và đăng" in page.get_text()
    for number in range(5):
        document(by=writer, number=f"{number}/BC-UBND")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)
    client.force_login(writer)
    page = soup_of(client.get(address))
    assert "Cần đọc và đăng" not in page.get_text()
    assert len(page.select(".tb-row")) == 6
    assert client.get(address, {"xem": "da-go", "q": "không có"}).status_code == 200


def test_the_first_page_says_how_many_wait(client, draft, writer, second):
    client.force_login(second)
    assert "1 văn bản, thông tin chờ người thứ hai duyệt" in client.get("/admin/").content.decode()
    client.force_login(writer)
    assert "chờ người thứ hai duyệt" not in client.get("/admin/").content.decode()


def test_many_are_published_as_they_were_shown_or_none(client, draft, writer, second):
    other = document(by=writer, number="38/KH-UBND", extract="Phòng, chống dịch")
    own = document(by=second, number="39/KH-UBND")
    client.force_login(second)
    chosen = {"chon": [draft.pk, other.pk, own.pk, "²", ""]}
    shown = client.get(reverse("statements:read_many"), chosen)
    assert "Phòng, chống dịch" in shown.content.decode()
    assert own.title not in shown.content.decode()
    form = {f"position-{line['page'].pk}": line["position"] for line in shown.context["lines"]}
    form["chon"] = [line["page"].pk for line in shown.context["lines"]]
    change(other, by=writer, extract="Chưa ai đọc")
    address = reverse("statements:publish_many")
    said = client.post(address, form, follow=True).content.decode()
    assert "38/KH-UBND" in said
    assert not DocumentPage.objects.live().exists()
    client.post(address, form | {f"position-{other.pk}": measure.position(fresh(other))})
    assert DocumentPage.objects.live().count() == 2
    # One's own among them, nothing, what is no statement.
    for more in ({"chon": [own.pk], f"position-{own.pk}": measure.position(own)}, {}, {"chon": ["x"]}, {"chon": ["1"]}):
        client.post(address, more)
    assert DocumentPage.objects.live().count() == 2
