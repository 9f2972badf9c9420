"""Indexes on Wagtail's tables of pages and versions, for what no column of ours says: made after each migration.

Not by a migration of ours: on SQLite one of Wagtail's that remakes its table would take them away.
"""

from django.db import connections
from django.db.models.signals import post_migrate

INDEXES = {
    # Which live pieces have a newer version: a handful, whatever the archive holds.
    "page_newer_than_live": "wagtailcore_page (id) WHERE live AND has_unpublished_changes",
    # Lists by the newest change read their page from its end.
    "page_by_newest_version": "wagtailcore_page (latest_revision_created_at, id)",
    # What is planned for a set time: a handful, whatever number of versions the archive holds.
    "revision_planned": "wagtailcore_revision (base_content_type_id, object_id) WHERE approved_go_live_at IS NOT NULL",
}


def connect(app):
    """Called once, when `app` (the AppConfig) is ready."""
    post_migrate.connect(make, sender=app, dispatch_uid="submissions.standing.page_indexes")


def make(app_config, *, using, **kwargs):
    """Make those that are missing; none while there is no table yet."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if "wagtailcore_page" in connection.introspection.table_names(cursor):
            for name, columns in INDEXES.items():
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
