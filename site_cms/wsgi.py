"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from site_cms.prepared import refuse_unprepared

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.production")

site = get_wsgi_application()
# By its name: it reads models, which are there only now.
application = import_string("home.page_cache.door.KeptFirst")(site)
refuse_unprepared()
