"""The short cut to a live piece in tests/factories.py: it leaves what the chain leaves."""

import datetime

from django.utils import timezone
from wagtail.models import Page

from submissions.body.content import as_measured, content_digest
from submissions.models import NewsImage, NewsPage
from tests import factories, workflow

# Its own in each piece: where it lies, and when it was written.
OWN = {"id", "page_ptr_id", "path", "slug", "url_path", "translation_key", "latest_revision_created_at"}
REVISIONS = ("latest_revision_id", "live_revision_id", "cleared_revision_id")


def columns(page):
    """The columns of `page`, among them the digest of its content; of a revision only whether it is the newest."""
    row = {name: value for name, value in NewsPage.objects.values().get(pk=page.pk).items() if name not in OWN}
    newest = page.revisions.order_by("pk").last().pk
    body = [as_measured(block) for block in page.body.raw_data]
    return row | {name: row[name] == newest for name in REVISIONS} | {"body": body}


def test_a_piece_of_the_factory_is_as_the_chain_leaves_it(newsroom, ward):
    contributor, leader = newsroom.people_of(ward)
    photo = factories.photo(ward)
    piece = factories.news(ward, owner=contributor, image=photo)
    told = workflow.publish_through_chain(piece, contributor=contributor, leader=leader, editor=newsroom.editor)
    moments = ("first_published_at", "published_at", "last_published_at", "sent_at")
    assert all(getattr(told, name) for name in moments)
    day_before = timezone.now() - datetime.timedelta(days=1)
    NewsPage.objects.filter(pk=told.pk).update(**dict.fromkeys(moments, day_before))
    made = factories.published(ward, owner=contributor, image=photo, at=day_before)
    made.authors.create(name=str(contributor), share=100)  # whom the chain names where nobody is named
    made.save()
    assert columns(made) == columns(workflow.fresh(told))
    assert made.cleared_digest


def test_its_photo_is_the_boards_too(ward):
    photo = factories.photo(ward)
    factories.published(ward, image=photo)
    assert NewsImage.objects.values_list("is_held", "reached_board").get(pk=photo.pk) == (True, True)


def content(page):
    """What its only revision holds, but for what is its own."""
    [revision] = page.revisions.all()
    version = revision.as_object()
    held = {name: getattr(version, name) for name in ("title", "lead", "category_id", "first_published_at", "live")}
    return held | {"digest": content_digest(version), "named": revision.object_str, "by": revision.user_id}


def test_pieces_written_as_rows_are_as_the_factory_makes_them(newsroom, ward):
    contributor, _leader = newsroom.people_of(ward)
    alike = {"owner": contributor, "image": factories.photo(ward)}
    day_before = timezone.now() - datetime.timedelta(days=1)
    first = factories.published(ward, title="Tin đầu", **alike)
    rows = factories.published_like(first, [{"title": f"Tin {number}", "at": day_before} for number in range(2)])
    alone = [factories.published(ward, title=f"Tin {number}", at=day_before, **alike) for number in range(2)]
    for row, one in zip(rows, alone, strict=True):
        assert columns(row) == columns(one)
        assert content(row) == content(one)
    assert not any(Page.find_problems())
    assert len({page.get_url() for page in (first, *rows, *alone)}) == 5
