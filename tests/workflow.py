"""Drivers through the chain, so that a test reads as the story. They go the way of the screens' own code."""

from django.utils import timezone

from submissions.chain import decisions, submitting
from submissions.models import NewsPage, User
from submissions.rights import positions


def fresh(page):
    """`page` as the database has it now."""
    return NewsPage.objects.get(pk=page.pk)


def again(user):
    """`user` without what was cached for an earlier request."""
    return User.objects.get(pk=user.pk)


def edit(page, user, *, title):
    """A new version by `user`, as a save in the editor makes it."""
    version = fresh(page).get_latest_revision_as_object()
    version.title = title
    version.save_revision(user=user)
    return fresh(page)


def overwrite(page, *, title):
    """The latest revision with other words under the same id, as an autosave leaves it."""
    revision = page.get_latest_revision()
    revision.content["title"] = title
    revision.created_at = timezone.now()
    revision.save()
    return fresh(page)


def submit(page, user):
    """The unit sends the piece in, or in again."""
    page = fresh(page)
    submitting.submit(pk=page.pk, user=again(user), position=positions.reading_position(page))
    return fresh(page)


def decide(page, user, action, comment=""):
    page = fresh(page)
    position = positions.reading_position(page)
    decisions.decide(pk=page.pk, user=again(user), action=action, comment=comment, position=position)
    return fresh(page)


def approve_as(page, user, comment=""):
    return decide(page, user, "approve", comment)


def send_back_as(page, user, reason="Bổ sung thời gian, địa điểm."):
    return decide(page, user, "reject", reason)


def publish_through_chain(page, *, contributor, leader, editor):
    """Submit, approve, publish: the piece is live at the end."""
    submit(page, contributor)
    approve_as(page, leader)
    return approve_as(page, editor)
