"""The site's address is BASE_URL's everywhere: Wagtail asks a row of its own for it, which is kept in line here."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def keep_site_address(**kwargs):
    """Give the default Site host and port of BASE_URL; called after each `migrate`, and by `make run`.

    Its other columns are the administrator's. Without it “view live” leads to http://localhost/.
    """
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    wanted = {"hostname": base.hostname or "localhost", "port": base.port or PORTS.get(base.scheme, 80)}
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and wanted != {"hostname": site.hostname, "port": site.port}:
        # A save, which drops what Wagtail keeps of the sites in the cache.
        site.hostname, site.port = wanted["hostname"], wanted["port"]
        site.save()
