"""A Redis that is away, and a real one that a test stops and starts."""

import subprocess
import time

from .processes import free_port


def away():
    """The setting CACHES of a site whose Redis refuses every connection."""
    return caches(free_port())


def caches(port):
    """The setting CACHES of a site with a Redis at `port`, as site_cms/settings/base.py makes it of CACHE_URL."""
    return {"default": {"BACKEND": "site_cms.cache.OpenRedisCache", "LOCATION": f"redis://127.0.0.1:{port}/0"}}


class RedisServer:
    """A Redis of this test's own, used as a context manager; `stop` and `start` as often as wanted."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--save", "60 1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in self.process.stdout:
            if "Ready to accept connections" in line:
                return
        raise AssertionError("redis-server did not start")

    def stop(self):
        """End it as an administrator does: what it holds is kept on disk, and there again after `start`."""
        self.process.terminate()
        self.process.wait(timeout=20)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exception):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def later(monkeypatch, seconds):
    """Let the clock that pauses are measured by stand `seconds` later than it is."""
    now = time.monotonic
    monkeypatch.setattr("site_cms.cache.time.monotonic", lambda: now() + seconds)
