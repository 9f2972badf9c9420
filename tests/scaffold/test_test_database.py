"""The database of the tests: whatever ran before, each finds the data of the migrations."""

import ast
from pathlib import Path

import pytest
from wagtail.models import Page, Site

from compliance.models import Quota
from submissions.models import Category
from tests.plugins import migrated


def has_the_data_of_the_migrations():
    return all(model.objects.exists() for model in (Site, Page, Category, Quota))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_that_is_emptied_afterwards():
    assert has_the_data_of_the_migrations()


def test_the_next_one_finds_the_data_again(django_db_setup, django_db_blocker):
    """Without a mark it runs after the one above; a worker that takes over tests of others finds the same."""
    with django_db_blocker.unblock():
        assert has_the_data_of_the_migrations()


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("submissions/migrations/0004_categories.py", True),
        ("royalties/models/rates.py", True),
        ("locale/vi/LC_MESSAGES/django.po", True),
        ("submissions/chain/decisions.py", False),
        ("compliance/table/views.py", False),
        ("submissions/templates/submissions/desk/piece.html", False),
    ],
)
def test_a_line_that_reaches_no_migrated_database_finds_the_kept_copy(path, matters):
    assert migrated.matters(Path(path)) is matters


def test_migrations_read_nothing_of_ours_that_the_kept_copy_does_not_go_by():
    read = set()
    for folder in migrated.SOURCES:
        for path in (migrated.ROOT / folder).rglob("migrations/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                read |= {module for module in modules if module.split(".")[0] in migrated.SOURCES}
    assert read
    for module in read:
        parts = module.split(".")
        assert {"models", "migrations"} & set(parts) or f"{parts[-1]}.py" in migrated.FILES, module
