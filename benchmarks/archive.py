"""Pieces as they are after years, for benchmarks of screens: written as rows, thousands in a second or two."""

import datetime
import uuid

from table_of_period import insert_children

RECENT, WORK, BATCH = 300, 20, 2_000


class Archive:
    """Pieces as they are after years: rows of pages, versions, and their ways through the chain.

    `models` are pieces of as many units, like which the others are.
    """

    def __init__(self, models):
        from django.utils import timezone

        self.now = timezone.now()
        self.models = models

    @property
    def size(self):
        """How many lie before this month's."""
        from submissions.models import NewsPage

        return max(NewsPage.objects.filter(live=True).count() - RECENT - len(self.models), 0)

    def recent(self):
        """What went live this month, and what waits at the board."""
        from tests import factories

        self.write(RECENT, first=self.now - datetime.timedelta(minutes=5), step=datetime.timedelta(minutes=1))
        waiting = [factories.news(self.models[0].unit, title=f"Chờ duyệt {n}") for n in range(WORK)]
        self.send(waiting, live=False)

    def grow_to(self, number):
        """The archive ends before this year, so that no table of the year counts it."""
        last = self.now.replace(year=self.now.year - 1, month=1, day=1)
        size = self.size
        self.write(number - size, first=last, step=datetime.timedelta(minutes=7), skip=size)
        analyse()

    def write(self, number, *, first, step, skip=0):
        from django.db import transaction

        for start in range(0, number, BATCH):
            with transaction.atomic():
                numbers = range(skip + start, skip + min(start + BATCH, number))
                for place, model in enumerate(self.models):
                    own = [n for n in numbers if n % len(self.models) == place]
                    pieces = [{"at": first - step * n, "title": f"Ra quân dọn vệ sinh {n}"} for n in own]
                    self.send(pieces_like(model, pieces) if own else [], live=True)

    def send(self, pieces, *, live):
        """The way of each through the chain; of what is not live the step at the board is still open."""
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

        from submissions.models import ClearanceState, NewsPage

        workflow, (leader, board) = Workflow.objects.get(), Task.objects.order_by("workflow_tasks__sort_order")
        kinds = {
            "base_content_type": ContentType.objects.get_for_model(Page),
            "content_type": ContentType.objects.get_for_model(NewsPage),
        }
        status = "approved" if live else "in_progress"
        ways = WorkflowState.objects.bulk_create(
            WorkflowState(object_id=str(piece.pk), workflow=workflow, status=status, **kinds) for piece in pieces
        )
        steps = TaskState.objects.bulk_create(
            TaskState(
                workflow_state=way,
                revision_id=piece.latest_revision_id,
                task=task,
                status="approved" if task == leader else status,
                started_at=self.now,
                content_type=ContentType.objects.get_for_model(ClearanceState),
            )
            for way, piece in zip(ways, pieces, strict=True)
            for task in (leader, board)
        )
        insert_children(ClearanceState, [ClearanceState(taskstate_ptr_id=step.pk) for step in steps])
        if not live:
            for way, step in zip(ways, steps[1::2], strict=True):
                WorkflowState.objects.filter(pk=way.pk).update(current_task_state=step.pk)
            NewsPage.objects.filter(pk__in=[piece.pk for piece in pieces]).update(sent_at=self.now)


def pieces_like(model, pieces):
    """Live pieces beside `model` (of factories.published), one for each of `pieces`: `title`, and `at`.

    As factories.published_like, but for the digest, which stays that of `model`: that takes longest.
    """
    from django.db.models import F
    from wagtail.models import Page, Revision

    from submissions.models import NewsPage

    parent = Page.objects.get(pk=model.get_parent().pk)
    copies = [copy_of(model, parent, parent.numchild + number, **piece) for number, piece in enumerate(pieces, start=1)]
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(copies))
    bases = Page.objects.bulk_create(Page(**values_of(copy, Page)) for copy in copies)
    for copy, base in zip(copies, bases, strict=True):
        copy.pk = copy.page_ptr_id = base.pk
    first = model.latest_revision
    own = values_of(first, Revision) | {"id": None}
    revisions = Revision.objects.bulk_create(
        Revision(**own | {"object_id": str(copy.pk), "object_str": copy.title, "content": content_of(first, copy)})
        for copy in copies
    )
    for copy, revision in zip(copies, revisions, strict=True):
        copy.latest_revision_id = copy.live_revision_id = copy.cleared_revision_id = revision.pk
    insert_children(NewsPage, copies)
    # Both were numbered one after the other.
    apart = revisions[0].pk - bases[0].pk
    new = Page.objects.filter(pk__gte=bases[0].pk, pk__lte=bases[-1].pk)
    new.update(latest_revision=F("pk") + apart, live_revision=F("pk") + apart)
    return copies


def copy_of(model, parent, number, *, title, at):
    from wagtail.models import Page

    from submissions.models import NewsPage

    copy = NewsPage(**values_of(model, NewsPage) | {"id": None, "page_ptr_id": None})
    copy.title = copy.draft_title = title
    copy.path = Page._get_path(parent.path, model.depth, number)
    copy.slug = f"{model.slug}-{number}"
    copy.set_url_path(parent)
    copy.translation_key = uuid.uuid4()
    copy.first_published_at = copy.last_published_at = copy.published_at = copy.sent_at = at
    return copy


def content_of(first, copy):
    """What the version of `copy` holds, as `first` (a Revision) does of the piece that was copied."""
    own = {name: getattr(copy, name) for name in ("pk", "title", "draft_title", "path", "slug", "url_path")}
    moments = dict.fromkeys(("first_published_at", "last_published_at", "published_at"), copy.published_at.isoformat())
    return first.content | own | moments | {"translation_key": str(copy.translation_key)}


def values_of(row, model):
    return {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}


def analyse():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
