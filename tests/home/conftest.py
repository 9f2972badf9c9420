"""A small city with live pieces, as a citizen meets it."""

import datetime

import pytest
from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

from home.page_cache import store
from home.page_cache.version import renew
from submissions.chain import decisions
from tests import factories, workflow
from tests.soup import soup_of

# Where the site says that it is, which no test asks for by this name.
SITE = settings.WAGTAILADMIN_BASE_URL


class Newsroom:
    """A unit's two people and an editor, with live pieces of any unit."""

    def __init__(self):
        self.editor = factories.editor()
        self.people = {}
        self.moment = timezone.now() - datetime.timedelta(days=1)

    def people_of(self, unit):
        if unit.pk not in self.people:
            self.people[unit.pk] = (factories.contributor_of(unit), factories.leader_of(unit))
        return self.people[unit.pk]

    def publish(self, unit, *, at=None, photo=False, **fields):
        """A live piece of `unit`, one minute younger than the one before unless `at` (aware) says when."""
        contributor, _leader = self.people_of(unit)
        if photo:
            fields["image"] = factories.photo(unit, file=factories.picture_file(size=(1500, 1000)))
        self.moment += datetime.timedelta(minutes=1)
        return factories.published(unit, owner=contributor, at=at or self.moment, **fields)

    def take_down(self, piece):
        decisions.take_down(pk=piece.pk, user=workflow.again(self.editor), reason="Sai số liệu.")

    def unseen(self, unit):
        """Titles that no citizen may meet: a draft, a piece at the board, one taken down, an unapproved new title."""
        contributor, leader = self.people_of(unit)
        factories.news(unit, owner=contributor, title="Bản nháp kín")
        waiting = factories.news(unit, owner=contributor, title="Đang chờ biên tập")
        workflow.submit(waiting, contributor)
        workflow.approve_as(waiting, leader)
        self.take_down(self.publish(unit, title="Bài đã gỡ"))
        live = self.publish(unit, title="Tiêu đề đã duyệt")
        live.title = "Tiêu đề mới chưa duyệt"
        live.save_revision(user=contributor)
        return ["Bản nháp kín", "Đang chờ biên tập", "Bài đã gỡ", "Tiêu đề mới chưa duyệt"]


@pytest.fixture(scope="module")
def newsroom_told(tell):
    return tell(Newsroom)


@pytest.fixture
def newsroom(db, newsroom_told):
    return newsroom_told()


@pytest.fixture(scope="module")
def ward_told(tell):
    return tell(lambda: factories.UnitFactory(name="UBND phường Phú Thủy", slug="phuong-phu-thuy"))


@pytest.fixture
def ward(db, ward_told):
    return ward_told()


@pytest.fixture
def read(client):
    """`read(address)` gives the page as a citizen's browser gets it, parsed; fails when it is not served."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200, f"{response.status_code} {address}"
        return soup_of(response)

    return read


@pytest.fixture
def process(monkeypatch):
    """`process("một")` makes the following requests ones of that web process, with a memory of its own."""

    def become(name):
        monkeypatch.setattr(store, "caches", {"pages": LocMemCache(f"process-{name}", {})})

    return become


@pytest.fixture
def keeping(settings, process, db, monkeypatch):
    """Pages are kept, and none is yet; what waits for the commit of a request is done, as if a test committed."""
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(store, "on_commit", lambda effect, **_options: effect())
    process("first")
    renew()
