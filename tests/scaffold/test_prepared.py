"""A site in production refuses to start half made, and names the command that makes the rest."""

import contextlib
import os
import sqlite3
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from scripts import compile_messages
from site_cms import checks, prepared

from .processes import PRODUCTION, clean_environment, run
from .test_compile_messages import CATALOGUE

COMPILE = "Hãy chạy: python scripts/compile_messages.py (docs/deployment.md)."
COLLECT = "Hãy chạy: python manage.py collectstatic --noinput (docs/deployment.md)."


@pytest.fixture
def site(tmp_path, settings):
    """A site in `tmp_path` with one catalogue and one static file of its own, of which nothing is made yet."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.REFUSE_UNPREPARED = True
    write(tmp_path / "locale/vi/LC_MESSAGES/django.po", CATALOGUE)
    write(tmp_path / "static/site.css", "body {}")
    return tmp_path


def write(path, text, *, later=0):
    """Write a file as if `later` seconds from now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    moment = path.stat().st_mtime + later
    os.utime(path, (moment, moment))


def compile_in(site):
    assert compile_messages.main(["--root", str(site), "--quiet"]) == 0


def collect():
    call_command("collectstatic", interactive=False, verbosity=0)


def said():
    return [error.msg for error in checks.check_prepared(None)]


def test_what_was_never_made_is_named_with_its_command(site):
    messages, static = said()
    assert messages == f"Chưa biên dịch các câu tiếng Việt (locale/vi/LC_MESSAGES/django.po). {COMPILE}"
    assert static == f"Chưa gom tệp tĩnh: không có staticfiles.json trong {site}/collected. {COLLECT}"
    with pytest.raises(ImproperlyConfigured) as refused:
        prepared.refuse_unprepared()
    assert str(refused.value) == f"{messages} {static}"


def test_the_commands_mend_it(site):
    compile_in(site)
    assert len(said()) == 1
    collect()
    assert said() == []
    prepared.refuse_unprepared()


def test_what_an_update_changed_is_told_at_the_start(site):
    compile_in(site)
    collect()
    write(site / "locale/vi/LC_MESSAGES/django.po", CATALOGUE, later=5)
    write(site / "static/site.css", "body { color: red }", later=5)
    messages, static = said()
    assert messages == (
        f"Các câu tiếng Việt đã đổi sau lần biên dịch trước (locale/vi/LC_MESSAGES/django.po). {COMPILE}"
    )
    assert static == f"Tệp tĩnh đã đổi sau lần gom trước (1 tệp, ví dụ site.css). {COLLECT}"
    # A process that a running web server replaces while the update is being installed goes on.
    prepared.refuse_unprepared()


def test_a_file_that_came_with_an_update_is_told_whatever_its_age(site):
    collect()
    write(site / "static/new.css", "", later=-1000)
    assert "ví dụ new.css" in said()[-1]


def test_compiling_mends_it_whatever_the_clock_says(site):
    """The file may come from a machine whose clock is ahead."""
    write(site / "locale/vi/LC_MESSAGES/django.po", CATALOGUE, later=5000)
    compile_in(site)
    collect()
    assert said() == []


def test_development_needs_neither(site, settings):
    settings.REFUSE_UNPREPARED = False
    assert said() == []
    prepared.refuse_unprepared()


@pytest.mark.slow
@pytest.mark.sqlite
class TestEveryWayToStart:
    @pytest.mark.parametrize(
        "command",
        [
            ("-c", "import site_cms.wsgi"),
            ("scripts/worker.py",),
            ("manage.py", "run_due"),
            ("manage.py", "migrate"),
            ("manage.py", "load_units", "units.csv"),
            ("manage.py", "check", "--deploy"),
        ],
        ids=lambda command: command[-1],
    )
    def test_refuses(self, tmp_path, command):
        database = tmp_path / "db.sqlite3"
        environment = clean_environment(**PRODUCTION | {"DATABASE_URL": f"sqlite:///{database}", "VAR_DIR": tmp_path})
        result = run(sys.executable, *command, environment=environment)
        assert result.returncode != 0
        assert COLLECT in result.stderr
        with contextlib.closing(sqlite3.connect(database)) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
