"""Production refuses to start when something that it needs is missing, and says what."""

import re
import sys

import pytest

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
