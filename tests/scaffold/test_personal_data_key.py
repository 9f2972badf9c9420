"""The key for personal data: made by development, printed by a command, never another one in the place of a bad one."""

import stat
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from site_cms.settings import personal_data_key

from .processes import ROOT, clean_environment, run

LOAD = (sys.executable, "-c", "from site_cms.settings.dev import PERSONAL_DATA_KEYS; print(PERSONAL_DATA_KEYS[0])")


def test_development_makes_a_key_beside_its_database_and_keeps_it(tmp_path):
    environment = clean_environment(VAR_DIR=tmp_path / "var")
    first, second = (run(*LOAD, environment=environment).stdout.strip() for _ in range(2))
    assert first == second
    path = tmp_path / "var" / "personal-data.key"
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["personal-data.key"]


def test_the_key_file_is_no_part_of_the_repository():
    assert "var/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    # What the image is built from lets in by name alone.
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[0] == "*"


def test_development_takes_the_key_of_the_environment(tmp_path):
    key = Fernet.generate_key().decode()
    result = run(*LOAD, environment=clean_environment(VAR_DIR=tmp_path, PERSONAL_DATA_KEY=key))
    assert result.stdout.strip() == key
    assert not (tmp_path / "personal-data.key").exists()


def test_whoever_comes_first_makes_the_key_and_all_use_it(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(personal_data_key.key_of_this_machine, [tmp_path] * 40))
    assert keys == {(tmp_path / "personal-data.key").read_text()}


@pytest.mark.parametrize("content", ["", "no key at all", "ghép nối"])
def test_a_broken_file_is_told_and_left_alone(tmp_path, content):
    path = tmp_path / "personal-data.key"
    path.write_text(content)
    with pytest.raises(ImproperlyConfigured, match=r"personal-data\.key"):
        personal_data_key.key_of_this_machine(tmp_path)
    assert path.read_text() == content


def test_the_command_prints_another_key_each_time(tmp_path):
    command = (sys.executable, "manage.py", "make_personal_data_key")
    environment = clean_environment(VAR_DIR=tmp_path)
    printed = [run(*command, environment=environment).stdout.strip() for _ in range(2)]
    assert len(set(printed)) == 2
    assert all(Fernet(key) for key in printed)
