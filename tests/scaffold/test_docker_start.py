"""The container's start script, run for real without a container."""

import http.client
import re
import shutil
import signal
import sys

import pytest

from .processes import PRODUCTION, Group, clean_environment, free_port, run

HEADERS = {"Host": PRODUCTION["ALLOWED_HOSTS"], "X-Forwarded-Proto": "https"}
PLAIN = {"Host": PRODUCTION["ALLOWED_HOSTS"]}
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


def settings_below(folder):
    """Return the environment of a production site that keeps everything in `folder` (Path)."""
    values = {**PRODUCTION, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "VAR_DIR": folder}
    values |= {"PORT": free_port(), "BIND": "127.0.0.1", "WEB_CONCURRENCY": 1}
    return clean_environment(**values)


def manage(*arguments, environment):
    """Run a command of manage.py; fail with its words if it fails."""
    result = run(sys.executable, "manage.py", *arguments, environment=environment)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, migrated_copy):
    """Return a folder with a migrated database and collected static files."""
    folder = tmp_path_factory.mktemp("production")
    environment = settings_below(folder)
    shutil.copyfile(migrated_copy, folder / "db.sqlite3")
    manage("collectstatic", "--noinput", "--verbosity", "0", environment=environment)
    return folder


@pytest.fixture
def production(prepared, tmp_path):
    """Return the environment of a site of this test's own."""
    shutil.copytree(prepared, tmp_path / "var")
    return settings_below(tmp_path / "var")


def get(environment, path, headers):
    """Return status, headers and body of `path`, asked as the proxy in front asks."""
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["PORT"]), timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def test_starts_answers_and_ends_cleanly(production):
    with Group("scripts/docker-start.sh", environment=production) as server:
        server.wait_for("Booting worker", seconds=60)
        status, headers, page = get(production, "/admin/login/", HEADERS)
        assert status == 200
        assert headers["Strict-Transport-Security"]
        stylesheet = re.search(r"/static/[\w./-]+\.[0-9a-f]{12}\.css", page)
        assert stylesheet, "hashed static files are referred to"
        status, headers, _ = get(production, stylesheet.group(), HEADERS)
        assert status == 200
        assert "immutable" in headers["Cache-Control"]
        status, headers, _ = get(production, "/admin/login/", PLAIN)
        assert status == 301
        assert headers["Location"] == "https://phanthiet.example/admin/login/"
        assert get(production, "/admin/login/", {**HEADERS, "Host": "other.example"})[0] == 400
        link = "/duyet-qua-thu/?t=khoa-trong-thu"
        assert get(production, link, {**HEADERS, "Referer": f"https://phanthiet.example{link}"})[0] == 410
        link = "/admin/dat-mat-khau/?t=MQ.khoa-mat-khau"
        status, headers, _ = get(production, link, HEADERS)
        assert (status, headers["Location"]) == (302, "/admin/password_reset/confirm/MQ/set-password/")
        health = run(sys.executable, "scripts/docker_health.py", environment=production)
        assert health.returncode == 0, health.stderr
        server.process.send_signal(signal.SIGTERM)
        assert server.wait(seconds=40) == 0
        assert server.is_gone()
        written = "".join(server.output)
        assert "GET /duyet-qua-thu/ " in written and "khoa-trong-thu" not in written
        assert "GET /admin/dat-mat-khau/ " in written and "khoa-mat-khau" not in written
    assert run(sys.executable, "scripts/docker_health.py", environment=production).returncode == 1


def test_refuses_to_start_without_a_secret(production):
    del production["SECRET_KEY"]
    result = run("scripts/docker-start.sh", environment=production)
    assert result.returncode != 0
    assert "Thiếu biến môi trường SECRET_KEY" in result.stderr


def test_refuses_to_start_with_demonstration_accounts(production):
    create = "from submissions.models import User; User.objects.create_user('lanhdao.demo', is_demo=True)"
    manage("shell", "-c", create, environment=production)
    result = run("scripts/docker-start.sh", environment=production)
    assert result.returncode != 0
    assert "lanhdao.demo" in result.stderr
    assert "Booting worker" not in result.stderr


def test_worker_starts_and_ends_cleanly(production):
    with Group(sys.executable, "scripts/worker.py", environment=production) as worker:
        worker.wait_for("worker ready", seconds=60)
        worker.process.send_signal(signal.SIGTERM)
        assert worker.wait(seconds=20) == 0
        assert worker.is_gone()
