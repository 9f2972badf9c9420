"""The database of the tests: whatever ran before, each finds the data of the migrations."""

import pytest
from wagtail.models import Page, Site

from compliance.models import Quota
from submissions.models import Category


def has_the_data_of_the_migrations():
    return all(model.objects.exists() for model in (Site, Page, Category, Quota))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_that_is_emptied_afterwards():
    assert has_the_data_of_the_migrations()


def test_the_next_one_finds_the_data_again(django_db_setup, django_db_blocker):
    """Without a mark it runs after the one above; a worker that takes over tests of others finds the same."""
    with django_db_blocker.unblock():
        assert has_the_data_of_the_migrations()
