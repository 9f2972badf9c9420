"""A site that keeps its pages, read by several web processes."""

import pytest
from django.core.cache.backends.locmem import LocMemCache

from home.page_cache import store
from home.page_cache.version import renew


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
