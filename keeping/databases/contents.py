"""What stands in a database, table by table, and the files that its rows name; asked of a given connection."""

from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.db import models

# Who is logged in: the key in a row opens the site to whoever reads it, so that a backup has none of them; what was
# ended since does not begin again either.
LEFT_EMPTY = frozenset({"django_session", "usersessions_usersession"})


def counts(connection):
    """{table: number of its rows}, of those that a backup holds."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables(connection, cursor) - LEFT_EMPTY):
            cursor.execute(f"SELECT COUNT(*) FROM {quote(table)}")
            [found[table]] = cursor.fetchone()
    return found


def tables(connection, cursor):
    """Names of the tables (set of str), views left out."""
    return {table.name for table in connection.introspection.get_table_list(cursor) if table.type in ("t", "p")}


def migrations(connection):
    """{app: [names of its migrations that the database has had]}; {} for an empty database."""
    with connection.cursor() as cursor:
        if "django_migrations" not in tables(connection, cursor):
            return {}
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        found = {}
        for app, name in cursor.fetchall():
            found.setdefault(app, []).append(name)
    return found


def places():
    """{"media" or "private": the storage} of what people upload."""
    return {"media": default_storage, "private": storages["private"]}


def named_files(connection, kinds=models.FileField):
    """Files that rows name, as "private/…" or "media/…" (set of str); only by fields of `kinds`."""
    label_of = {storage.location: label for label, storage in places().items()}
    quote = connection.ops.quote_name
    found = set()
    with connection.cursor() as cursor:
        present = tables(connection, cursor)
        for field in _file_fields(kinds):
            label = label_of.get(getattr(field.storage, "location", None))
            table, column = field.model._meta.db_table, field.column
            if label is None or table not in present:
                continue
            cursor.execute(f"SELECT DISTINCT {quote(column)} FROM {quote(table)} WHERE {quote(column)} <> ''")
            found.update(f"{label}/{name}" for (name,) in cursor.fetchall())
    return found


def _file_fields(kinds):
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_fields if isinstance(field, kinds))
