"""What happens to a statement: a second person publishes just what they read; one person withdraws at once.

Every function takes the page's row first, acts once, and raises Refusal with a sentence when it must not be done.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.fields import StreamField
from wagtail.models import Page

from submissions.body.piece_files import hold
from submissions.editor import completeness
from submissions.rights.reasons import PublicReason, require_reason
from submissions.screens.refusals import AlreadyDone, Refusal

from . import measure, rules
from .records import StatementHand, StatementRecord
from .statement import Statement


def locked_statement(pk):
    """The statement `pk` as it is now, its row held until the transaction ends."""
    page = Page.objects.select_for_update(of=("self",)).get(pk=pk).specific
    if not isinstance(page, Statement):
        raise Page.DoesNotExist
    return page


@transaction.atomic
def publish(*, pk, user, position):
    """Publish the newest version of the statement `pk`, which `user` has read as `position` (measure.position)."""
    page = locked_statement(pk)
    if page.live and not page.has_unpublished_changes:
        raise AlreadyDone(who_published(page))
    if (why := rules.why_not_publish(user, page)) is not None:
        raise Refusal(why)
    keep_files(page)
    measure.require_position(page, position)
    revision = page.get_latest_revision()
    text = revision.as_object()
    require_complete(text)
    hold(measure.files_of(text))
    hands = StatementHand.objects.filter(page=page.pk).select_related("person").order_by("pk")
    StatementRecord.objects.create(
        at=timezone.now(),
        page_id=page.pk,
        kind=StatementRecord.Kind.PUBLISHED,
        revision_key=revision.pk,
        digest=measure.content_digest(text),
        prepared_by=[[hand.person_id, str(hand.person)] for hand in hands],
        person=user,
        person_name=str(user),
    )
    hands.delete()
    revision.publish(user=user, skip_permission_checks=True)


@transaction.atomic
def publish_many(*, positions, user):
    """Publish all statements of `positions` ({key: position}), or none; what is refused says which one it is."""
    for pk, position in sorted(positions.items()):
        try:
            publish(pk=pk, user=user, position=position)
        except Refusal as refusal:
            title = Page.objects.get(pk=pk).draft_title
            raise Refusal(
                _("Nothing has been published. “%(title)s”: %(why)s") % {"title": title, "why": refusal.sentence}
            ) from refusal


def keep_files(page):
    """Keep the rows of the files of the newest version of `page` until the transaction ends: none is swapped now."""
    for files in measure.files_of(page.get_latest_revision_as_object()):
        list(files.select_for_update(no_key=True))


@transaction.atomic
def withdraw(*, pk, user, reason, public_reason=PublicReason.UNSAID):
    """Take the statement `pk` off the public site at once; readers are told `public_reason` at its address."""
    page = locked_statement(pk)
    if not rules.user_can_withdraw_statement(user, page):
        raise Refusal(_("This cannot be withdrawn by you now."))
    reason = require_reason(reason)
    if public_reason not in PublicReason:
        raise Refusal(_("Please choose what readers are told. Nothing has been decided yet."))
    StatementRecord.objects.create(
        at=timezone.now(),
        page_id=page.pk,
        kind=StatementRecord.Kind.WITHDRAWN,
        revision_key=page.live_revision_id,
        person=user,
        person_name=str(user),
        reason=reason,
        public_reason=public_reason,
    )
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)


def require_complete(text):
    """Raise Refusal with why `text` is not complete."""
    if sentence := why_incomplete(text):
        raise Refusal(sentence)


def why_incomplete(text):
    """What `text` (a Statement as its version holds it) lacks, as a sentence, or "": drafts may lack anything."""
    lacking = complaints(text) + text.lacks() + unfinished_parts(text)
    for relation in get_all_child_relations(text):
        for row in getattr(text, relation.get_accessor_name()).all():
            lacking += complaints(row, exclude=[relation.field.name])
    return _("Not published yet. %(what)s") % {"what": " ".join(lacking)} if lacking else ""


def unfinished_parts(text):
    """What the parts of `text`'s streams lack, as sentences with their places: Django itself looks into none."""
    streams = [getattr(text, field.name) for field in text._meta.fields if isinstance(field, StreamField)]
    return [sentence for stream in streams for _part, sentence in completeness.unfinished_parts(stream)]


def complaints(row, **options):
    """What Django finds wrong with `row`, as sentences that name the field."""
    try:
        row.full_clean(**options)
    except ValidationError as error:
        named = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        labels = {field.name: capfirst(field.verbose_name) for field in row._meta.fields}
        return [
            f"{labels[name]}: {' '.join(said)}" if name in labels else " ".join(said) for name, said in named.items()
        ]
    return []


def who_published(page):
    """That `page` is public already, and by whom (a sentence)."""
    last = page.statement_records.last()
    if last is None:
        return _("This version is public already.")
    return _("%(person)s published this version already.") % {"person": last.person_name}
