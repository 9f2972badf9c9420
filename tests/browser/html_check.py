"""The Nu Html Checker reads a page of each public template: no error. Run by `make check-html`, which hands it vnu.jar.

No part of the suites: it needs Java and 30 MB from npm, and templates change seldom.
"""

import os
import subprocess

import pytest
from django.test import Client

from submissions.models import Category
from tests.browser.city import make_city
from tests.browser.test_public_supply import SUPPLY, show_supply


@pytest.mark.django_db
def test_no_page_has_an_error(tmp_path):
    addresses = make_city() | {"section": f"/tin-tuc/chuyen-muc/{Category.objects.first().slug}/"}
    show_supply()
    addresses["supply"] = SUPPLY
    for name, address in addresses.items():
        (tmp_path / f"{name}.html").write_bytes(Client().get(address).content)
    command = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--asciiquotes", *tmp_path.glob("*.html")]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stderr.replace(f"file:{tmp_path}/", "").splitlines() == []
    assert found.returncode == 0
