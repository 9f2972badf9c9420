"""Redis is away: pages, log-in and lock-out go on, and what was changed meanwhile is not forgotten when it is back."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from site_cms.cache import PAUSE
from submissions.models import NewsImage
from tests import factories

from .redis_server import RedisServer, away, caches, later

LOGIN = "/admin/login/"


@pytest.fixture
def without_redis(settings):
    settings.CACHES = away()


@pytest.mark.django_db
@pytest.mark.usefixtures("without_redis")
def test_the_public_site_goes_on(client):
    unit = factories.UnitFactory()
    piece = factories.published(unit, image=factories.photo(unit))
    assert client.get("/").status_code == 200
    page = client.get(piece.url)
    assert page.status_code == 200
    assert piece.title in page.content.decode()
    assert NewsImage.objects.get().renditions.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("without_redis")
def test_people_stay_logged_in_and_log_in(client):
    editor = factories.UserFactory(username="hoa", groups=["Biên tập viên"])
    sent = client.post(LOGIN, {"username": "hoa", "password": factories.PASSWORD})
    assert sent.status_code == 302
    assert client.get("/admin/").context["user"] == editor


@pytest.mark.django_db
@pytest.mark.usefixtures("without_redis")
def test_the_lock_out_does_not_open(client, settings):
    """It counts in the database: a cache that forgets cannot let anybody guess on."""
    settings.AXES_ENABLED = True
    factories.UserFactory(username="hoa", groups=["Biên tập viên"])
    guesses = [client.post(LOGIN, {"username": "hoa", "password": "sai"}).status_code for _ in range(5)]
    assert guesses == [200, 200, 200, 200, 429]
    assert client.post(LOGIN, {"username": "hoa", "password": factories.PASSWORD}).status_code == 429


@pytest.mark.django_db
@pytest.mark.usefixtures("without_redis")
def test_links_for_a_password_are_counted_all_the_same(client, settings):
    factories.UserFactory(username="hoa", email="hoa@phanthiet.example")
    for _ in range(settings.PASSWORD_LINKS_PER_HOUR + 2):
        client.post("/admin/password_reset/", {"email": "hoa@phanthiet.example"})
    assert Email.objects.count() == settings.PASSWORD_LINKS_PER_HOUR


def test_sessions_lie_in_the_database(settings):
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def test_it_answers_like_an_empty_cache(without_redis, caplog):
    assert cache.get("a", "nothing") == "nothing"
    cache.set("a", 1)
    cache.set_many({"a": 1})
    assert cache.add("a", 1) is False
    assert cache.touch("a") is False
    assert cache.delete("a") is False
    assert cache.get_many(["a"]) == {}
    assert cache.get_or_set("a", lambda: 3) == 3
    assert "a" not in cache
    cache.delete_many(["a"])
    assert not cache.clear()
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
    # Said once, and not with each question.
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "pages go on without it" in caplog.text


def test_while_it_is_away_it_is_not_asked_again_and_again(without_redis, monkeypatch):
    cache.get("a")
    asked = []
    monkeypatch.setattr("redis.connection.Connection.connect", lambda self: asked.append(self))
    cache.get("a")
    cache.set("a", 1)
    assert asked == []


def test_after_a_missed_deletion_it_is_emptied_before_it_is_read(without_redis, monkeypatch):
    cache.delete("a")
    later(monkeypatch, PAUSE + 1)
    asked = []
    monkeypatch.setattr("redis.Redis.flushdb", lambda self: asked.append("emptied"))
    monkeypatch.setattr("redis.Redis.get", lambda self, key: asked.append("read"))
    cache.get("a")
    cache.get("a")
    assert asked == ["emptied", "read", "read"]


@pytest.mark.slow
@pytest.mark.sqlite
class TestARedisThatComesAndGoes:
    @pytest.fixture
    def redis(self, tmp_path, settings):
        with RedisServer(tmp_path) as server:
            settings.CACHES = caches(server.port)
            yield server

    def test_it_is_used_again_when_it_is_back(self, redis, monkeypatch, caplog):
        cache.set("a", 1)
        redis.stop()
        assert cache.get("a") is None
        redis.start()
        assert cache.get("a") is None, "not asked within the pause"
        later(monkeypatch, PAUSE + 1)
        assert cache.get("a") == 1
        assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]

    def test_a_restart_between_two_questions_is_not_noticed(self, redis, caplog):
        cache.set("a", 1)
        redis.stop()
        redis.start()
        assert cache.get("a") == 1
        assert caplog.records == []

    def test_what_could_not_be_taken_out_is_not_there_afterwards(self, redis, monkeypatch):
        cache.set("site_root_paths", "old")
        redis.stop()
        cache.delete("site_root_paths")
        redis.start()
        later(monkeypatch, PAUSE + 1)
        assert cache.get("site_root_paths") is None


@pytest.mark.django_db
def test_the_front_page_costs_little_more_without_it(client, settings):
    unit = factories.UnitFactory()
    factories.published(unit, image=factories.photo(unit))
    client.get("/")
    with CaptureQueriesContext(connection) as with_cache:
        client.get("/")
    settings.CACHES = away()
    with CaptureQueriesContext(connection) as without:
        client.get("/")
    assert len(without) - len(with_cache) <= 10
