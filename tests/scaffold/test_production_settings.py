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


def test_what_the_settings_require_is_what_is_tested():
    source = (ROOT / "site_cms" / "settings" / "production.py").read_text(encoding="utf-8")
    assert sorted(re.findall(r'required\("(\w+)"', source)) == REQUIRED
