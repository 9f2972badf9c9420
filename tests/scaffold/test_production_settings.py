"""Production refuses to start when something that it needs is missing, and says what."""

import re
import stat
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from site_cms import checks
from site_cms.settings import base

from .processes import PRODUCTION, ROOT, clean_environment, run

REQUIRED = sorted(PRODUCTION.keys() - {"DJANGO_SETTINGS_MODULE"})
LOAD = (sys.executable, "-c", "import site_cms.settings.production")


def test_starts_with_everything():
    result = run(*LOAD, environment=clean_environment(**PRODUCTION))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("value", [None, "  "])
@pytest.mark.parametrize("name", REQUIRED)
def test_refuses_without(name, value):
    result = run(*LOAD, environment=clean_environment(**{**PRODUCTION, name: value}))
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: Thiếu biến môi trường {name}: ")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("không phải khóa", "khóa thứ 1"),
        (f"{PRODUCTION['PERSONAL_DATA_KEY']},c2hvcnQ=", "khóa thứ 2"),
        (" , ", "không có khóa nào"),
    ],
)
def test_refuses_a_key_that_is_none(keys, said):
    result = run(*LOAD, environment=clean_environment(**PRODUCTION | {"PERSONAL_DATA_KEY": keys}))
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: Biến môi trường PERSONAL_DATA_KEY sai: ")
    assert said in last
    assert not [key for key in keys.split(",") if key.strip() and key in result.stderr]


def test_what_the_settings_require_is_what_is_tested():
    source = (ROOT / "site_cms" / "settings" / "production.py").read_text(encoding="utf-8")
    assert sorted(re.findall(r'required\("(\w+)"', source)) == REQUIRED


def test_a_slash_at_the_end_of_the_address_is_none_in_links():
    load = f"{LOAD[-1]}; print(site_cms.settings.production.WAGTAILADMIN_BASE_URL)"
    environment = clean_environment(**PRODUCTION | {"BASE_URL": "https://phanthiet.example/"})
    assert run(*LOAD[:2], load, environment=environment).stdout == "https://phanthiet.example\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [({}, "False True"), ({"EMAIL_USE_SSL": "1"}, "True False"), ({"EMAIL_USE_TLS": "0"}, "False False")],
)
def test_mails_go_encrypted_in_one_way_and_what_is_stored_outlives_a_power_cut(asked, told):
    load = (
        "from site_cms.settings import production as p; "
        "print(p.EMAIL_USE_SSL, p.EMAIL_USE_TLS, p.FILES_SYNCED, p.DATABASES['default']['OPTIONS']['init_command'])"
    )
    said = run(*LOAD[:2], load, environment=clean_environment(**PRODUCTION | asked)).stdout
    assert said.startswith(f"{told} True ")
    assert "synchronous=FULL" in said


@pytest.mark.parametrize(
    ("address", "hosts", "said"),
    [
        ("https://phanthiet.example", ["phanthiet.example"], []),
        ("https://www.phanthiet.example:8443", [".phanthiet.example"], []),
        ("https://phan-thiet.example", ["phanthiet.example"], ["phan-thiet.example"]),
        ("phanthiet.example", ["phanthiet.example"], ["''"]),
    ],
)
def test_links_in_mails_lead_to_a_host_that_the_site_answers_to(settings, address, hosts, said):
    settings.WAGTAILADMIN_BASE_URL, settings.ALLOWED_HOSTS = address, hosts
    found = [error.msg for error in checks.check_address(None)]
    assert len(found) == len(said)
    assert all(words in sentence and "ALLOWED_HOSTS" in sentence for words, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("cache", "processes", "warned"),
    [("", None, True), ("", "3", True), ("", "1", False), ("redis://127.0.0.1:6379/0", None, False)],
)
def test_several_processes_without_a_common_cache_are_warned_of(settings, monkeypatch, cache, processes, warned):
    settings.CACHE_URL = cache
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    if processes:
        monkeypatch.setenv("WEB_CONCURRENCY", processes)
    assert [warning.id for warning in checks.check_shared_cache(None)] == ["site_cms.W001"] * warned


def test_what_is_private_on_the_disk_is_for_the_site_alone(settings, tmp_path):
    """The proxy's account may read what lies beside it."""
    settings.STORAGES = settings.STORAGES | {
        "private": {**base.STORAGES["private"], "OPTIONS": base.STORAGES["private"]["OPTIONS"] | {"location": tmp_path}}
    }
    name = storages["private"].save("documents/letter.pdf", ContentFile(b"%PDF"))
    assert stat.S_IMODE((tmp_path / "documents").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
