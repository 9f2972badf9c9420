"""Published questions: the list with its search, the page as data, and that what is kept is renewed."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.handling import publishing
from feedback.models import PublicQuestion
from home.page_cache.version import current
from tests.feedback.stories import ASKED, SENDER, People, do, now
from tests.plugins.told import told
from tests.soup import soup_of

pytestmark = pytest.mark.django_db
LIST = "/hoi-dap/"


@told
def town():
    people = People()
    return people, people.published(), people.prepared()


@pytest.fixture
def public(town):
    return PublicQuestion.objects.get(question=town[1])


def titles(client, query=""):
    return [title.get_text() for title in soup_of(client.get(LIST + query)).select(".questions h2")]


def test_only_what_is_published_is_read_and_nothing_of_its_sender(client, town, public):
    assert titles(client) == ["Đèn đường"]
    text = "".join(client.get(address).content.decode() for address in (LIST, public.get_absolute_url()))
    assert "Đội đã thay bóng đèn." in text
    assert not [word for word in (ASKED["text"], ASKED["subject"], *SENDER.values()) if word in text]
    prepared = PublicQuestion.objects.get(question=town[2])
    assert client.get(prepared.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=den duong", 1),
        ("?q=ĐỘI thay", 1),
        ("?q=khong co", 0),
        ("?don-vi=x", 1),
        ("?don-vi=999999", 0),
        ("?trang=99&q=den", 1),
    ],
)
def test_it_is_found_by_words_without_marks_and_by_unit(client, town, query, found):
    assert len(titles(client, query)) == found


@pytest.mark.parametrize(("typed", "told"), [("den duong", "1 câu hỏi"), ("ĐỘI thay", "1 câu hỏi"), ("bão lụt", None)])
def test_the_search_of_the_site_says_how_many_there_are_and_leads_there(client, town, typed, told):
    found = soup_of(client.get("/tim-kiem/", {"q": typed})).select('main a[href^="/hoi-dap/?q="]')
    assert [told in link.parent.get_text() for link in found] == ([True] if told else [])
    assert [len(titles(client, link["href"].removeprefix(LIST))) for link in found] == ([1] if told else [])


def test_they_stand_in_the_site_map_while_they_are_public(client, town, public):
    def addresses():
        return client.get("/sitemap.xml").content.decode()

    address = f"{public.get_absolute_url()}</loc><lastmod>{public.published_at:%Y}"
    assert address in addresses()
    prepared = PublicQuestion.objects.get(question=town[2])
    assert f"{prepared.get_absolute_url()}</loc>" not in addresses()
    do(publishing.withdraw, public.question, town[0].desk)
    assert address not in addresses()


def test_what_was_withdrawn_is_gone_and_what_is_kept_is_renewed(
    client, town, public, django_capture_on_commit_callbacks
):
    people, question, prepared = town
    for verb, one in ((publishing.withdraw, question), (publishing.publish, prepared)):
        before = current()
        with django_capture_on_commit_callbacks(execute=True):
            do(verb, one, people.desk2)
        assert current() != before
    assert client.get(public.get_absolute_url()).status_code == 404
    assert now(question).steps.last().action == "withdrawn"


def test_pages_are_kept_and_those_with_a_code_or_a_form_are_not(client, town, public, settings):
    settings.PAGE_CACHE_SECONDS = 60
    for address in (LIST, public.get_absolute_url()):
        assert "s-maxage" in client.get(address)["Cache-Control"]
    for address in ("/hoi-dap/gui/", "/hoi-dap/tra-cuu/", "/gop-y-trang/?trang=/"):
        assert "no-store" in Client().get(address)["Cache-Control"]


def test_it_is_told_as_data(client, public):
    PublicQuestion.objects.filter(pk=public.pk).update(text="Đèn </script><b> ở hẻm")
    scripts = soup_of(client.get(public.get_absolute_url())).select("script[type='application/ld+json']")
    told = next(data for script in scripts if (data := json.loads(script.string)).get("@type") == "QAPage")
    question = told["mainEntity"]
    assert question["text"] == "Đèn </script><b> ở hẻm"
    assert question["acceptedAnswer"]["text"] == "Đội đã thay bóng đèn."
    assert question["acceptedAnswer"]["author"]["name"] == "UBND phường Phú Thủy"


def test_num_queries(client, town):
    people = town[0]
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _number in range(3):
        people.published()
    with CaptureQueriesContext(connection) as many:
        assert len(titles(client)) == 4
    assert len(many) == len(few)
