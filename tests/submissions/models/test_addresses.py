"""The address of a piece: made from its title on the server, for nobody to type, and never by the editor's script."""

import unicodedata

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from submissions.models import Category, NewsPage
from tests.browserform import form_of, stream
from tests.factories import contributor_of, news
from tests.workflow import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(unit):
    return contributor_of(unit)


def browser(user):
    client = Client()
    client.force_login(again(user))
    return client


def write(unit, writer, *, title, **extra):
    """A new piece as the editor's form posts it; the slug (str) that it got."""
    address = reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page.pk])
    client = browser(writer)
    form = form_of(client.get(address)) | {
        "title": title,
        "lead": "Sáng nay, phường ra quân.",
        "category": Category.objects.get(slug="tin-tuc-su-kien").pk,
        **stream("body", [("text", rich_text("<p>Nội dung.</p>"))]),
        **extra,
    }
    assert client.post(address, form).status_code == 302
    return NewsPage.objects.latest("pk").slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đài Truyền thanh Phan Thiết", "dai-truyen-thanh-phan-thiet"),
        (unicodedata.normalize("NFD", "Phường Đức Nghĩa"), "phuong-duc-nghia"),
        ("PHÚ THUỶ: 1.500 người “ra quân”!", "phu-thuy-1-500-nguoi-ra-quan"),
        ("你好", "muc"),
    ],
)
def test_address_of_a_new_piece(unit, writer, title, slug):
    assert write(unit, writer, title=title) == slug


def test_an_address_is_not_typed(unit, writer):
    page = news(unit, owner=writer)
    for address in (
        reverse("wagtailadmin_pages:add", args=["submissions", "newspage", unit.page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        response = browser(writer).get(address)
        assert "slug" not in form_of(response)
        assert "w-slug" not in response.content.decode()
    assert write(unit, writer, title="Mũi Né", slug="djai-truyn-thanh") == "mui-ne"


def test_the_same_title_gets_a_number_and_a_new_title_a_new_address(unit, writer):
    assert write(unit, writer, title="Mũi Né") == "mui-ne"
    assert write(unit, writer, title="Mui Ne") == "mui-ne-2"
    page = NewsPage.objects.latest("pk")
    client, address = browser(writer), reverse("wagtailadmin_pages:edit", args=[page.pk])
    body = stream("body", [("text", rich_text("<p>Nội dung.</p>"))])
    client.post(address, form_of(client.get(address)) | {"title": "Hàm Tiến", **body})
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().slug == "ham-tien"
