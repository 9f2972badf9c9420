"""A backup that is killed, finds no room or no passphrase leaves nothing that looks whole; no secret is in one."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site_settings
from django.core.management import CommandError, load_command_class
from django.db import connection

from compliance.due.sole_run import sole_on_machine
from keeping.archive import manifest as manifests
from keeping.archive.place import UNFINISHED, Archive
from keeping.backing_up import about
from keeping.databases import postgres
from keeping.databases.elsewhere import pointed_at
from keeping.records.records import BACKUP, last
from tests.faults.room import room_for
from tests.keeping.site import command
from tests.mailserver import unused_port
from tests.scaffold.test_compose import documented

# Killed as by `kill -9`, between two files.
KILLED = """
import os, signal, sys
import django; django.setup()
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from keeping.archive.place import Archive
from keeping.databases.elsewhere import pointed_at
database, folder, archive = sys.argv[1:]
for alias, name in (("default", "media"), ("private", "private")):
    storages[alias].location = f"{folder}/{name}"
taken, take = [], Archive.take
def take_two(archive, source, *, through):
    if len(taken) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    taken.append(source)
    return take(archive, source, through=through)
Archive.take = take_two
with pointed_at(database):
    call_command("backup", archive, without_key=True)
"""


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def test_the_next_run_takes_away_what_a_killed_one_left(site, archive):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, site.database, site.folder, archive.folder],
        cwd=site_settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "site_cms.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(list(archive.folder.glob(f"{UNFINISHED}*"))) == 1
    assert archive.names() == []
    with pytest.raises(CommandError, match="Không có bản sao lưu nào"):
        command("restore", archive.folder, check=True)
    command("backup", archive.folder, without_key=True)
    assert list(archive.folder.glob(f"{UNFINISHED}*")) == []
    assert len(archive.names()) == 1


def test_a_full_disk_is_told_and_earlier_backups_stay(site, archive):
    with time_machine.travel("2026-11-29 02:00:00+07:00", tick=True):
        command("backup", archive.folder, without_key=True)
    before = sorted(path for path in archive.folder.rglob("*"))
    with room_for(100_000), pytest.raises(CommandError, match="đã đầy") as refused:
        command("backup", archive.folder, without_key=True)
    assert sorted(path for path in archive.folder.rglob("*")) == before
    assert last(BACKUP).problems == [str(refused.value)]


def test_a_full_disk_in_the_middle_of_the_files_leaves_none_by_half(site, archive):
    big = Path(site.folder, "private", "lon.bin")
    big.write_bytes(os.urandom(40_000_000))
    try:
        with room_for(39_000_000), pytest.raises(CommandError, match="đã đầy"):
            command("backup", archive.folder, without_key=True)
    finally:
        big.unlink()
    assert archive.names() == []
    assert list(archive.folder.glob(f"{UNFINISHED}*")) == []
    assert max(path.stat().st_size for path in archive.files.glob("??/*")) < 39_000_000


def test_a_file_that_the_database_names_and_nobody_has_is_told(site, archive):
    path = Path(site.document.file.path)
    content = path.read_bytes()
    path.unlink()
    try:
        said = command("backup", archive.folder, without_key=True)
    finally:
        path.write_bytes(content)
    assert f"private/{site.document.file.name}" in said
    assert manifests.read(archive.chosen())["missing"] == [f"private/{site.document.file.name}"]


def test_a_database_that_is_away_is_told(site, archive, tmp_path):
    """A file in a folder that is gone; a server at a port where none is."""
    on_server = connection.vendor == "postgresql"
    with pointed_at("city_gone" if on_server else tmp_path / "gone" / "city") as there:
        if on_server:
            there.settings_dict["PORT"] = str(unused_port())
        with pytest.raises(CommandError, match=r"Cơ sở dữ liệu không trả lời: .*(unable to open|refused)") as refused:
            command("backup", archive.folder, without_key=True)
    assert last(BACKUP).problems == [str(refused.value)]
    assert archive.names() == []


def test_a_program_of_postgresql_that_says_nothing_is_told_by_how_it_ended(monkeypatch):
    monkeypatch.setattr(postgres, "where", lambda database="": {})
    with pytest.raises(postgres.ArchiveError, match="SIGKILL"):
        postgres.run("sh", "-c", "kill -9 $$")
    with pytest.raises(postgres.ArchiveError, match="3"):
        postgres.run("sh", "-c", "exit 3")


def test_two_at_once_stand_back(site, archive):
    with sole_on_machine(site.folder / "backup.lock"), pytest.raises(CommandError, match="đang chạy"):
        command("backup", archive.folder, without_key=True)
    assert not archive.folder.exists()


def test_a_backup_among_the_files_is_refused(site):
    with pytest.raises(CommandError, match="nằm trong các tệp của chính trang"):
        command("backup", site.folder / "private" / "sao-luu", without_key=True)


def test_without_folder_or_passphrase_it_says_what_to_name(site, archive, monkeypatch):
    with pytest.raises(CommandError, match="BACKUP_FOLDER"):
        command("backup", "")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="--without-key"):
        command("backup", archive.folder)
    assert not archive.folder.exists()


def test_a_machine_without_the_programs_of_postgresql_is_told_which(monkeypatch):
    monkeypatch.setattr(postgres, "where", lambda database="": {"PATH": ""})
    with pytest.raises(postgres.ArchiveError, match="không có pg_dump"):
        postgres.run("pg_dump", "--version")


def test_no_secret_is_in_a_backup(site, archive, monkeypatch):
    for name in about.SECRET:
        monkeypatch.setenv(name, f"bi-mat-{name}")
    monkeypatch.setenv("EMAIL_HOST", "mail.example")
    command("backup", archive.folder, without_key=True)
    text = (archive.chosen() / "manifest.json").read_text(encoding="utf-8")
    assert "bi-mat" not in text
    kept = manifests.read(archive.chosen())["settings"]
    assert kept["EMAIL_HOST"] == "mail.example"
    assert kept["SECRET_KEY"] is True


def test_every_variable_is_known_as_secret_or_not():
    """A new one has to be looked at: is there anything in it by which somebody could come in?"""
    assert set(documented()) == {*about.WITH_VALUE, *about.SECRET} - {"DJANGO_SETTINGS_MODULE"}


def test_the_versions_are_of_this_program():
    told = about.versions()
    assert re.fullmatch(r"[0-9a-f]{12}", told["commit"])
    assert told["changes"] == "Unreleased"
    assert told["django"].startswith("5.2")


@pytest.mark.parametrize("name", ["backup", "restore", "doctor"])
def test_who_asks_for_help_reads_it(name, capsys):
    with pytest.raises(SystemExit):
        load_command_class("keeping", name).run_from_argv(["manage.py", name, "--help"])
    assert "trang" in capsys.readouterr().out
