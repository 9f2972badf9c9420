"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from site_cms.prepared import refuse_unprepared

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_cms.settings.production")

application = get_wsgi_application()
refuse_unprepared()
