"""BASE_URL is the only source of the site's address: Wagtail's own row follows it."""

import pytest
from django.core.management import call_command
from wagtail.models import Site

from home.finding.site_address import keep_site_address
from home.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("base", "row", "address"),
    [
        ("https://phanthiet.example", ("phanthiet.example", 443), "https://phanthiet.example/"),
        ("http://127.0.0.1:8765", ("127.0.0.1", 8765), "http://127.0.0.1:8765/"),
        ("http://phanthiet.example", ("phanthiet.example", 80), "http://phanthiet.example/"),
    ],
)
def test_what_wagtail_says_of_itself(settings, base, row, address):
    home = HomePage.objects.get()
    assert home.full_url
    settings.WAGTAILADMIN_BASE_URL = base
    keep_site_address()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == row
    # Not what it was in the cache before.
    assert HomePage.objects.get().full_url == address


def test_after_each_migrate(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://phuong-mui-ne.example"
    Site.objects.update(site_name="UBND phường Mũi Né")
    call_command("migrate", verbosity=0)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.site_name) == ("phuong-mui-ne.example", "UBND phường Mũi Né")


def test_nothing_is_written_where_it_is_so_already(django_assert_num_queries):
    keep_site_address()
    with django_assert_num_queries(1):
        keep_site_address()
