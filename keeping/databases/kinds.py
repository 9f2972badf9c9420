"""Which of the two kinds of database the site has."""

from django.db import connection

from keeping.databases import postgres, sqlite


def kind():
    """The module (`sqlite` or `postgres`) for the site's database: snapshot, is_empty, clear, put_back, empty_place."""
    return {"sqlite": sqlite, "postgresql": postgres}[connection.vendor]
