"""What is kept for anonymous readers, what they are told about it, and who is never given it."""

import datetime
import re
import time

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.urls import reverse

from home.page_cache import middleware, store
from home.page_cache.version import PublicVersion, renew
from site_cms.cache import OpenRedisCache
from tests import factories
from tests.soup import soup_of

pytestmark = pytest.mark.usefixtures("keeping")


@pytest.fixture
def piece(newsroom, ward):
    return newsroom.publish(ward, title="Ra quân dọn bãi biển", photo=True)


def costs(client, address, django_assert_max_num_queries, **headers):
    with django_assert_max_num_queries(100) as statements:
        response = client.get(address, **headers)
    return response, len(statements)


def told_readers(response):
    """The headers that a proxy hands on."""
    return {name: value for name, value in response.items() if name != "X-Accel-Expires"}


class TestWhoReadsNext:
    @pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/tin-tuc/phuong-phu-thuy/"])
    def test_costs_one_statement(self, client, piece, address, django_assert_max_num_queries):
        first, dear = costs(client, address, django_assert_max_num_queries)
        second, cheap = costs(client, address, django_assert_max_num_queries)
        assert (first.status_code, second.content, cheap) == (200, first.content, 1)
        assert dear > 5
        assert told_readers(second) == told_readers(first)

    def test_is_told_that_nothing_changed(self, client, piece):
        first = client.get(piece.url)
        assert client.get(piece.url, headers={"if-none-match": first["ETag"]}).status_code == 304
        # As a proxy that compresses hands it on.
        again = client.get(piece.url, headers={"if-none-match": f"W/{first['ETag']}"})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(piece.url, headers={"if-none-match": '"another"'}).content == first.content

    def test_a_page_that_is_not_kept_is_compared_too(self, client, piece, settings):
        settings.PAGE_CACHE_SECONDS = 0
        first = client.get(piece.url)
        assert client.get(piece.url, headers={"if-none-match": first["ETag"]}).status_code == 304

    def test_asks_again_each_time_and_a_proxy_each_second(self, client, piece):
        response = client.get(piece.url)
        said = set(re.split(r",\s*", response["Cache-Control"]))
        assert (said, response["Vary"]) == ({"public", "max-age=0", "s-maxage=1"}, "Cookie")

    def test_nginx_keeps_it_no_longer_than_the_second_that_has_begun(self, client, piece, time_machine):
        time_machine.move_to(datetime.datetime(2026, 11, 27, 2, 0, 0, 900_000, tzinfo=datetime.UTC), tick=False)
        until = f"@{int(time.time())}"
        first = client.get(piece.url)
        again = client.get(piece.url, headers={"if-none-match": first["ETag"]})
        assert [one["X-Accel-Expires"] for one in (first, client.get(piece.url), again)] == [until] * 3

    def test_head_is_answered_from_what_is_kept(self, client, piece, django_assert_num_queries):
        kept = client.get(piece.url)
        with django_assert_num_queries(1):
            response = client.head(piece.url)
        assert (response.status_code, response["ETag"], response.content) == (200, kept["ETag"], b"")

    def test_what_others_add_to_an_address_is_the_same_page(self, client, piece, django_assert_num_queries):
        kept = client.get(piece.url)
        with django_assert_num_queries(1):
            assert client.get(piece.url, {"fbclid": "x1", "utm_source": "zalo"}).content == kept.content


class TestBeforeAllOthers:
    """What is kept is answered before any other middleware: it says what those would."""

    def test_over_plain_http_the_reader_is_led_on(self, client, piece, settings):
        settings.SECURE_SSL_REDIRECT = True
        kept = client.get(piece.url, secure=True)
        assert kept["X-Frame-Options"] and kept["X-Content-Type-Options"] == "nosniff"
        assert told_readers(client.get(piece.url, secure=True)) == told_readers(kept)
        assert client.get(piece.url).status_code == 301

    def test_under_another_name_nobody_is_answered(self, client, piece, settings):
        client.get(piece.url)
        settings.ALLOWED_HOSTS = ["phanthiet.example"]
        assert client.get(piece.url, headers={"host": "khac.example"}).status_code == 400


class TestNeverKept:
    def test_for_somebody_who_is_logged_in(self, client, newsroom, piece, django_assert_max_num_queries):
        client.get("/")
        client.force_login(newsroom.editor)
        for _time in range(2):
            response, statements = costs(client, "/", django_assert_max_num_queries)
            assert response["Cache-Control"] == "private, no-cache"
            assert statements > 5

    def test_with_a_question(self, client, piece, django_assert_max_num_queries):
        """However somebody counts up what they ask for, nothing more is kept."""
        client.get("/tin-tuc/")
        kept = dict(store.caches["pages"]._cache)
        for asked in ("a=1", "page=1", "page=", f"truoc={piece.pk}", "thang=1&nam=2026", "fbclid=x&a=1"):
            response = client.get(f"/tin-tuc/?{asked}")
            assert response["ETag"]
        assert dict(store.caches["pages"]._cache) == kept
        _again, statements = costs(client, f"/tin-tuc/?truoc={piece.pk}", django_assert_max_num_queries)
        assert statements > 5

    def test_an_address_that_leads_nowhere_yet(self, client, newsroom, ward):
        draft = factories.news(ward, owner=newsroom.people_of(ward)[0], title="Sắp đăng")
        assert client.get(draft.url).status_code == 404
        draft.get_latest_revision().publish(skip_permission_checks=True)
        renew()
        assert "Sắp đăng" in client.get(draft.url).text

    def test_a_preview(self, client, newsroom, ward, piece):
        live = client.get(piece.url).text
        piece.title = "Tiêu đề chưa duyệt"
        piece.save_revision(user=newsroom.people_of(ward)[0], clean=False)
        client.force_login(newsroom.people_of(ward)[0])
        shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[piece.pk]))
        assert "Tiêu đề chưa duyệt" in shown.text
        client.logout()
        assert client.get(piece.url).text == live

    def test_the_back_office_and_what_tells_how_the_site_is(self, client, django_assert_num_queries):
        for address in ("/admin/login/", "/healthz"):
            assert "s-maxage" not in client.get(address).get("Cache-Control", "")
        with django_assert_num_queries(0):
            assert client.get("/healthz").status_code == 200


class TestKeptMenu:
    def test_for_those_who_get_no_kept_pages(self, client, newsroom, piece, django_assert_max_num_queries):
        client.force_login(newsroom.editor)
        client.get("/tin-tuc/")
        renew()
        first, dear = costs(client, "/tin-tuc/", django_assert_max_num_queries)
        second, cheap = costs(client, "/tin-tuc/", django_assert_max_num_queries)
        # Sections and their law, units, places of statements, recordings, alerts, agency, the place, what others show,
        # the site and its front page.
        assert (second.content, cheap) == (first.content, dear - 11)
        links = soup_of(second).select(".menu__panel a")
        assert [link["href"] for link in links if link.text == piece.unit.name] == [piece.unit.page.url]

    def test_off_means_that_nothing_is_kept(self, client, piece, settings, django_assert_max_num_queries):
        settings.PAGE_CACHE_SECONDS = 0
        client.get("/tin-tuc/")
        _first, before = costs(client, "/tin-tuc/", django_assert_max_num_queries)
        _second, after = costs(client, "/tin-tuc/", django_assert_max_num_queries)
        assert before == after

    def test_the_section_that_is_read_is_marked(self, client, newsroom, piece):
        client.force_login(newsroom.editor)
        address = f"/tin-tuc/chuyen-muc/{piece.category.slug}/"
        for _time in range(2):
            marked = soup_of(client.get(f"{address}?thang=1&nam=2999")).select("[aria-current=page][href*=chuyen-muc]")
            assert {link["href"] for link in marked} == {address}


class TestGoesOn:
    def test_without_the_cache(self, client, piece, monkeypatch):
        nobody_there = OpenRedisCache("redis://127.0.0.1:1/0", {})
        monkeypatch.setattr(store, "caches", {"pages": nobody_there})
        assert [client.get("/").status_code for _time in range(2)] == [200, 200]

    @pytest.mark.parametrize("is_known", [True, False])
    def test_with_the_database_away_for_a_moment_headers_are_those_of_all(self, client, piece, monkeypatch, is_known):
        """What cannot be looked up before Django's own steps is met behind them."""

        def away(*args):
            raise OperationalError

        for look in ("found_for", "know_site"):
            monkeypatch.setattr(middleware, look, away)
        if is_known:
            client.force_login(factories.editor())
        answer = client.get(piece.url)
        assert answer.status_code == 200
        assert "Content-Security-Policy" in answer

    def test_a_host_that_is_not_ours_is_refused_with_the_headers_of_all(self, client, piece, settings):
        settings.ALLOWED_HOSTS = ["testserver"]
        answer = client.get(piece.url, headers={"host": "xau.example"})
        assert answer.status_code == 400
        assert "Content-Security-Policy" in answer

    def test_without_a_version(self, client, piece, django_assert_max_num_queries):
        PublicVersion.objects.all().delete()
        for _time in range(2):
            response, statements = costs(client, "/", django_assert_max_num_queries)
            assert (response.status_code, statements > 5) == (200, True)
        renew()
        assert PublicVersion.objects.count() == 1

    def test_with_caches_of_their_own_names(self):
        assert caches["pages"] is not caches["default"]
