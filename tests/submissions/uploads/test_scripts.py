"""What the quick form's page asks of a telephone with a bad line: few bytes of script of ours."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests import factories
from tests.soup import soup_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db
MOST = 30_000


def test_our_scripts_are_small(client, unit):
    page = log_in(client, factories.contributor_of(unit)).get(reverse("submissions:quick_add", args=[unit.pk]))
    addresses = [tag["src"] for tag in soup_of(page).select("script[src]")]
    ours = [address.removeprefix("/static/") for address in addresses if address.startswith("/static/submissions/")]
    assert "submissions/uploads/uploads.js" in ours
    assert "submissions/screens/kept.js" in ours
    size = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in ours)
    assert size <= MOST
