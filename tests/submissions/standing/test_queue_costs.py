"""The queue is read from what waits, not from the archive: which indexes the database takes for each heap."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow, WorkflowState

from submissions.models import NewsPage
from submissions.standing import queues
from submissions.standing.page_indexes import INDEXES

pytestmark = pytest.mark.django_db

NEWER_THAN_LIVE = next(iter(INDEXES))


def kinds():
    return {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "content_type": ContentType.objects.get_for_model(NewsPage),
    }


def ways(statuses):
    """A way through the chain with each of `statuses`, of pieces that need not be there."""
    workflow, of_news = Workflow.objects.get(), kinds()
    return WorkflowState.objects.bulk_create(
        WorkflowState(object_id=str(number), workflow=workflow, status=status, **of_news)
        for number, status in enumerate(statuses, start=1_000_000)
    )


def versions(number):
    """So many versions for which nothing is planned, of pieces that need not be there."""
    values = {"content": {}, "created_at": timezone.now()} | kinds()
    Revision.objects.bulk_create(
        Revision(object_id=str(place), **values) for place in range(1_000_000, 1_000_000 + number)
    )


@pytest.fixture
def plan():
    """A function: how the database reads a queryset (str), where the ways of a thousand pieces are over."""
    ways(["approved"] * 1_000)
    versions(1_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            # Of the few pieces of a test it would read all, whatever indexes there are.
            cursor.execute("SET LOCAL enable_seqscan = off")
    return lambda pieces: pieces.explain()


@pytest.mark.parametrize(
    "heap, index",
    [
        ("da-tra-lai", "unique_in_progress_workflow"),
        ("san-sang", "news_counting"),
        ("ban-sua", NEWER_THAN_LIVE),
        ("hen-gio", "revision_planned"),
    ],
)
def test_a_heap_is_read_by_the_index_that_has_no_archive(plan, heap, index):
    assert index in plan(queues.HEAPS[heap][1]().order_by().values("pk"))


def test_what_is_under_way_is_what_wagtail_calls_active():
    """The condition is written out for the index: it takes no state more or less than Wagtail does."""
    ways([status for status, _words in WorkflowState.STATUS_CHOICES])
    active = set(WorkflowState.objects.active().values_list("pk", flat=True))
    assert len(active) == 2
    assert set(queues.active_states().values_list("pk", flat=True)) == active
