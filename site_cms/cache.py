"""Redis as a cache that may be away: what it does not answer was not in it (docs/deployment.md, "Without Redis").

Nothing that has to be right lies in the cache: sessions, failed log-ins and the number of password links lie in the
database. So a page without Redis is a page that reads a little more from the database.
"""

import functools
import logging
import time

import redis
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

# A Redis that hangs may cost a page this many seconds, and the pages of the next while nothing.
PATIENCE = 1
PAUSE = 10


class Outage:
    """What all threads of this process know of one Redis: until when it is not asked, whether a write was missed."""

    until = None
    missed_a_write = False


@functools.cache
def outage_of(servers):
    """The Outage of `servers` (tuple of str); Django makes a client for each thread."""
    return Outage()


class OpenRedisClient(RedisCacheClient):
    """Asks Redis; answers like an empty cache while that is away, and asks again after PAUSE seconds.

    A process that could not write or delete something empties the cache when it is back: what it still holds may be of
    before.
    """

    def __init__(self, servers, **options):
        # One more attempt at once: a connection kept from before a restart of Redis is dead, the next one is not.
        patient = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "retry": Retry(NoBackoff(), 1)}
        super().__init__(servers, **(patient | options))
        self._outage = outage_of(tuple(servers))

    def _ask(self, method, *arguments, otherwise, writes):
        outage = self._outage
        if outage.until is not None and time.monotonic() < outage.until:
            outage.missed_a_write |= writes
            return otherwise
        try:
            if outage.missed_a_write:
                super().clear()
                outage.missed_a_write = False
            answer = method(*arguments)
        except redis.RedisError as error:
            if outage.until is None:
                logger.error("The cache does not answer, pages go on without it: %s", error)
            outage.until = time.monotonic() + PAUSE
            outage.missed_a_write |= writes
            return otherwise
        if outage.until is not None:
            logger.warning("The cache answers again.")
            outage.until = None
        return answer

    def answers(self):
        """Whether Redis answers now (bool), asked whatever was found before."""
        try:
            return bool(self.get_client().ping())
        except redis.RedisError:
            return False

    def add(self, key, value, timeout):
        return self._ask(super().add, key, value, timeout, otherwise=False, writes=True)

    def get(self, key, default):
        return self._ask(super().get, key, default, otherwise=default, writes=False)

    def set(self, key, value, timeout):
        return self._ask(super().set, key, value, timeout, otherwise=None, writes=True)

    def touch(self, key, timeout):
        return self._ask(super().touch, key, timeout, otherwise=False, writes=True)

    def delete(self, key):
        return self._ask(super().delete, key, otherwise=False, writes=True)

    def get_many(self, keys):
        return self._ask(super().get_many, keys, otherwise={}, writes=False)

    def has_key(self, key):
        return self._ask(super().has_key, key, otherwise=False, writes=False)

    def incr(self, key, delta):
        value = self._ask(super().incr, key, delta, otherwise=None, writes=True)
        if value is None:
            raise ValueError(f"Key {key!r} not found.")
        return value

    def set_many(self, data, timeout):
        return self._ask(super().set_many, data, timeout, otherwise=None, writes=True)

    def delete_many(self, keys):
        return self._ask(super().delete_many, keys, otherwise=None, writes=True)

    def clear(self):
        return self._ask(super().clear, otherwise=False, writes=True)


class OpenRedisCache(RedisCache):
    """Django's Redis cache, which goes on without Redis."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = OpenRedisClient

    def answers(self):
        """Whether Redis answers now (bool)."""
        return self._cache.answers()
