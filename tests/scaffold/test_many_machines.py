"""A site on several machines: web servers and a worker that share a database, Redis and a store, and no disk."""

import contextlib
import http.client
import json
import re
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile

from site_cms.object_store import ObjectStore
from tests.submissions.uploads import tus

from .processes import PRODUCTION, ROOT, clean_environment, free_port, run
from .redis_server import RedisServer
from .s3_server import S3Server
from .test_fresh_everywhere import HEADERS, Web

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

PHOTO = re.compile(rb'https?://127\.0\.0\.1[^\s",]+/media/images/[^\s",]+')


class Machine:
    """The process of tests/scaffold/machine.py, with a folder of its own."""

    def __init__(self, environment, folder):
        folder.mkdir()
        self.folder = folder
        self.environment = environment | {"VAR_DIR": str(folder)}
        command = [sys.executable, "-m", "tests.scaffold.machine"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **pipes)

    def do(self, name, *given):
        print(json.dumps([name, *given]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, f"ended at {name}"
        return json.loads(line)

    def manage(self, *command, **more):
        done = run(sys.executable, "manage.py", *command, environment=self.environment | more, timeout=300)
        return done.returncode, done.stdout + done.stderr

    def files(self):
        """What lies below its own folders of files."""
        return [path for name in ("media", "private") for path in (self.folder / name).rglob("*") if path.is_file()]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.kill()
        self.process.communicate()


def get(address, **headers):
    """(status, headers, content) of `address`, whole."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    connection.request("GET", parts.path, headers=headers)
    response = connection.getresponse()
    try:
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_what_one_has_taken_in_the_others_show_and_lose_nothing(migrated_copy, tmp_path, settings):
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(S3Server())
        (tmp_path / "redis").mkdir()
        redis = stack.enter_context(RedisServer(tmp_path / "redis"))
        shutil.copyfile(migrated_copy, tmp_path / "db.sqlite3")
        url = server.new_bucket(settings)
        bucket = settings.OBJECT_STORE.bucket
        values = PRODUCTION | {
            "DJANGO_SETTINGS_MODULE": "tests.scaffold.site_that_keeps",
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            "CACHE_URL": f"redis://127.0.0.1:{redis.port}/0",
            "OBJECT_STORE_URL": url,
            "MEDIA_ADDRESS": f"{server.address}/{bucket}/media/",
        }
        environment = clean_environment(**values)
        first, second, worker = (
            stack.enter_context(Machine(environment, tmp_path / name)) for name in ("first", "second", "worker")
        )
        webs = [stack.enter_context(Web(machine.environment)) for machine in (first, second)]

        # Published on one; the worker of another draws the other sizes; both web servers show the same page.
        city = first.do("tell")
        assert worker.do("draw", city["piece"]) > 3
        pages = [get(f"http://127.0.0.1:{web.port}{city['address']}", **HEADERS) for web in webs]
        assert [status for status, _headers, _page in pages] == [200, 200]
        photos, same = (set(PHOTO.findall(page)) for _status, _headers, page in pages)
        assert photos and photos == same
        for photo in photos:
            status, headers, content = get(photo.decode())
            assert (status, headers["Content-Type"][:6]) == (200, "image/")
            assert content
        assert server.address in pages[1][1]["Content-Security-Policy"]
        [original, *_others] = second.do("originals")
        assert get(f"{server.address}/{bucket}/private/{original}")[0] == 403

        # A photo whose parts arrive at different machines.
        content = tmp_path / "anh.jpg"
        content.write_bytes(tus.photo_bytes())
        size, me = content.stat().st_size, city["user"]
        address = first.do("begin", me, city["unit"], str(content))
        assert second.do("part", me, address, str(content), 0, 20_000) == 204
        assert first.do("part", me, address, str(content), 20_000, size) == 204
        photo = second.do("finish", me, address)["pk"]
        assert first.do("original", photo) == second.do("original", photo) == worker.do("original", photo)
        assert first.do("original", photo)[1:] == [900, 600]

        # Nothing of it lies on a disk of theirs.
        assert first.files() == second.files() == worker.files() == []

        # A backup reads what is new, and proves itself.
        archive = ("--without-key", str(tmp_path / "archive"))
        code, said = worker.manage("backup", *archive)
        assert code == 0, said
        code, said = worker.manage("backup", *archive)
        assert code == 0 and "trong đó 0 tệp mới" in said, said
        nowhere = {"OBJECT_STORE_URL": f"http://khoa:bi-mat@127.0.0.1:{free_port()}/trang"}
        code, said = second.manage("restore", "--check", archive[-1], **nowhere)
        assert code == 0, said

        # What is removed is gone for all; what no row names is named.
        stray = ObjectStore(location="private").save("bo-lai.pdf", ContentFile(b"1"))
        code, said = first.manage("leftovers")
        assert code == 0 and f"private/{stray}" in said and said.count("private/") == 1, said
        kept = first.do("original", photo)
        name = second.do("remove", photo)
        assert name not in worker.do("originals")
        assert not ObjectStore(location="private").exists(name)

        # All is lost; it comes back into another store and another database.
        elsewhere = server.new_bucket(settings)
        lost = {"OBJECT_STORE_URL": elsewhere, "DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3"}
        code, said = second.manage("restore", "--no-input", archive[-1], **lost)
        assert code == 0, said
        third = stack.enter_context(Machine(environment | lost, tmp_path / "third"))
        assert third.do("original", photo) == kept
        assert third.files() == second.files() == []
