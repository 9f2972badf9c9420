"""A pytest plugin for a process of its own: its tests read the database of a site that is there, and write nothing.

    VAR_DIR=… DJANGO_SETTINGS_MODULE=site_cms.settings.dev python -m pytest -p no:django -p tests.plugins.of_a_site FILE

Without pytest-django, which would make a test database.
"""

import django
from django.db.backends.signals import connection_created

django.setup()


def refuse_writing(connection, **kwargs):
    connection.cursor().execute("PRAGMA query_only = ON")


connection_created.connect(refuse_writing)
