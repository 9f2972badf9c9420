"""What a demo city says, without the keys that a database gives: two cities of one day compare equal."""

import hashlib

from post_office.models import Email
from wagtail.models import PageLogEntry, Revision, TaskState

from submissions.body.blocks import image_ids
from submissions.body.content import as_measured
from submissions.models import NewsImage, NewsPage, Unit, UnitMembership, User
from submissions.rights.stages import stage_of


def snapshot():
    """The city as a dict of sorted lists."""
    return {
        "units": list(Unit.objects.values_list("slug", "name", "email", "valid_from", "valid_to")),
        "people": sorted(User.objects.values_list("username", "first_name", "last_name", "is_demo", "date_joined")),
        "memberships": sorted(map(repr, memberships())),
        "pieces": [piece(page) for page in NewsPage.objects.order_by("pk")],
        "photos": sorted(map(photo, NewsImage.objects.all())),
        "mails": sorted(map(repr, mails())),
    }


def memberships():
    return UnitMembership.objects.values_list(
        "user__username", "unit__slug", "role", "post", "telephone", "document_number", "document_date", "valid_from"
    )


def mails():
    return Email.objects.values_list("to", "subject", "created", "last_updated", "status")


def piece(page):
    titles = dict(NewsImage.objects.filter(pk__in=image_ids(page.body)).values_list("pk", "title"))
    text = repr([as_measured(block) for block in page.body.raw_data])
    for key, title in titles.items():
        text = text.replace(f"'image': {key}", f"'image': {title!r}")
    columns = ("first_published_at", "last_published_at", "published_at", "sent_at", "latest_revision_created_at")
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("pk")
    return {
        "title": page.title,
        "slug": page.slug,
        "fields": [page.lead, page.genre, page.category.slug, page.event_date, page.origin, page.programme],
        "stage": str(stage_of(page)),
        "authors": [author.name for author in page.authors.all()],
        "duplicate_of": page.duplicate_of and page.duplicate_of.title,
        "times": [getattr(page, column) for column in columns],
        "text": text,
        "steps": list(states.values_list("status", "started_at", "finished_at", "comment", "finished_by__username")),
        "revisions": list(
            Revision.objects.filter(object_id=str(page.pk), base_content_type=page.get_base_content_type())
            .order_by("pk")
            .values_list("created_at", "user__username", "approved_go_live_at")
        ),
        "log": sorted(
            PageLogEntry.objects.filter(page=page.pk).values_list("timestamp", "action", "user__username"), key=repr
        ),
    }


def photo(image):
    with image.file.open("rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return (image.title, str(image.created_at), image.uploaded_by_user.username, digest)
