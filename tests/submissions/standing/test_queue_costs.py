"""The queue is read from what waits, not from the archive: which indexes the database takes for each heap."""

import re

import pytest
from django.db import connection
from wagtail.models import WorkflowState

from submissions.standing import queues
from submissions.standing.page_indexes import INDEXES

pytestmark = pytest.mark.django_db

UNDER_WAY, NOT_PUBLIC_YET = "unique_in_progress_workflow", "news_not_public_yet"
NEWER_THAN_LIVE, BY_NEWEST_VERSION = INDEXES


@pytest.fixture
def plan():
    """A function: how the database reads a queryset (str), where it may read no table from end to end."""
    if connection.vendor == "postgresql":
        # Of the few rows of a test it would read all, whatever indexes there are.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return lambda pieces: pieces.explain()


@pytest.mark.parametrize(
    "heap, index",
    [
        ("cho-bien-tap", UNDER_WAY),
        ("da-tra-lai", UNDER_WAY),
        ("san-sang", NOT_PUBLIC_YET),
        ("ban-sua", NEWER_THAN_LIVE),
    ],
)
def test_a_heap_is_read_by_the_index_that_has_no_archive(plan, heap, index):
    read = plan(queues.HEAPS[heap][1]().order_by().values("pk"))
    assert index in read
    assert "SCAN wagtailcore_workflowstate" not in read


def test_a_list_by_the_newest_change_is_read_from_its_end(plan):
    received = queues.seen_by_board().order_by("-latest_revision_created_at", "-pk").values("pk")[:20]
    read = plan(received)
    assert BY_NEWEST_VERSION in read
    assert "TEMP B-TREE" not in read and "Sort" not in read.replace("Incremental Sort", "")


def test_what_is_under_way_is_what_wagtail_calls_active():
    """The condition is written out for the index: it names no state more or less than Wagtail does."""
    (condition,) = WorkflowState.objects.active().query.where.children
    assert set(condition.rhs) == set(re.findall("'([a-z_]+)'", queues.UnderWay.template))
