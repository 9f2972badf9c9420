"""The index follows the pages: what goes live is entered, what changes entered anew, what citizens may not read leaves.

Only rows of live pages are read, never a revision: nothing of a newer draft can be found.
"""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from home.search.entry import SearchEntry, place
from home.search.words import words_of
from submissions.body.findable import FindablePage, found_otherwise
from submissions.models import Unit, UnitContact, UnitKind, UnitLeader, UnitPage

logger = logging.getLogger(__name__)

BATCH = 200
# What saving a draft writes into the row of the page; nothing of it is public.
OF_A_DRAFT = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def connect():
    """Connect ours; called once, when this app is ready."""
    post_save.connect(on_saved, dispatch_uid="home.search.saved")
    post_delete.connect(on_leader_gone, sender=UnitLeader, dispatch_uid="home.search.leader_gone")
    found_otherwise.connect(on_found_otherwise, dispatch_uid="home.search.found_otherwise")
    post_page_move.connect(on_moved, dispatch_uid="home.search.moved")
    for signal in (post_save, post_delete):
        signal.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="home.search.restricted")


def on_saved(sender, instance, created, raw, update_fields, **kwargs):
    if raw:
        return
    if isinstance(instance, Page):
        if not (created and not instance.live) and not (update_fields and OF_A_DRAFT.issuperset(update_fields)):
            # What is saved in part may be a draft in memory: its other columns are read as they are stored.
            enter_or_tell(type(instance)._base_manager.get(pk=instance.pk) if update_fields else instance)
    elif isinstance(instance, Unit) and instance.page_id is not None:
        enter_or_tell(instance.page)
    elif isinstance(instance, UnitContact):
        enter_or_tell(instance.unit.page)
    elif isinstance(instance, UnitLeader):
        enter_or_tell(instance.contact.unit.page)
    elif isinstance(instance, UnitKind):
        for page in UnitPage.objects.filter(unit__kind=instance):
            enter_or_tell(page)


def on_leader_gone(sender, instance, **kwargs):
    enter_or_tell(instance.contact.unit.page)


def enter_or_tell(page):
    """`enter`, which may not keep a decision from being stored: `manage.py rebuild_search` enters what it missed."""
    try:
        with transaction.atomic():
            enter(page)
    except Exception:
        logger.exception("Page %s is not entered in the index of the search", page.pk)


def on_found_otherwise(sender, page, **kwargs):
    enter_or_tell(page)


def on_moved(sender, instance, **kwargs):
    enter_branch(instance)


def on_restricted(sender, instance, origin=None, **kwargs):
    """`origin` is what somebody deleted: a restriction, and not the page with all that belongs to it."""
    if origin is None or getattr(origin, "model", type(origin)) is PageViewRestriction:
        enter_branch(instance.page)


def enter(page):
    """Bring the index up to date about `page`, whatever happened to it."""
    page = page.specific
    entry = entry_of(page) if page.live and not page.get_view_restrictions().exists() else None
    SearchEntry.objects.filter(page=page.pk).exclude(pk=entry and entry.pk).delete()
    if entry:
        write([entry])


def enter_branch(page):
    """Bring the index up to date about `page` and all below it."""
    with transaction.atomic():
        enter_anew(Page.objects.filter(path__startswith=page.path))


def rebuild():
    """Make the whole index anew, while people search and decide; gives the number of entries."""
    enter_anew(Page.objects.all())
    return SearchEntry.objects.count()


def enter_anew(pages):
    """Take `pages` (a queryset of Page) out of the index, and enter what is public of them, BATCH at a time."""
    keys = list(pages.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        batch = keys[first : first + BATCH]
        with transaction.atomic():
            # Before the entries, as every decision takes them: else the two would wait for each other.
            list(Page.objects.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk").only("pk"))
            SearchEntry.objects.filter(page__in=batch).delete()
            write([entry for model in findable_models() for entry in entries_of(model.objects.filter(pk__in=batch))])


def entries_of(pages):
    """The entries of those of `pages` (a queryset of a findable type) that are public."""
    model = pages.model
    public = pages.live().public().select_related(*model.FINDABLE_SELECT).prefetch_related(*model.FINDABLE_PREFETCH)
    return list(filter(None, map(entry_of, public)))


def write(entries):
    columns = [field.name for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    SearchEntry.objects.bulk_create(entries, update_conflicts=True, update_fields=columns, unique_fields=["id"])


def entry_of(page):
    """The entry of `page` (of its own type), not saved; None for one of which nothing is found."""
    found = page.findable() if isinstance(page, FindablePage) else None
    if found is None:
        return None
    return SearchEntry(
        id=place(found.published_at, page.pk),
        page_id=page.pk,
        kind=found.kind,
        unit_id=found.unit_id,
        category_id=found.category_id,
        title=page.title,
        text=found.text,
        words=words_of(page.title, found.text),
    )


def findable_models(base=FindablePage):
    """The page types that are found: every subclass of FindablePage with a table."""
    for model in base.__subclasses__():
        if not model._meta.abstract:
            yield model
        yield from findable_models(model)
