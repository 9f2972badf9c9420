"""The index follows the pages: what goes live is entered, what changes entered anew, what citizens may not read leaves.

Only rows of live pages are read, never a revision: nothing of a newer draft can be found.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from home.search.entry import SearchEntry, place
from home.search.words import words_of
from submissions.body.findable import FindablePage
from submissions.models import Unit

BATCH = 200
# What saving a draft writes into the row of the page; nothing of it is public.
OF_A_DRAFT = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def connect():
    """Connect ours; called once, when this app is ready."""
    post_save.connect(on_saved, dispatch_uid="home.search.saved")
    post_page_move.connect(on_moved, dispatch_uid="home.search.moved")
    for signal in (post_save, post_delete):
        signal.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="home.search.restricted")


def on_saved(sender, instance, created, raw, update_fields, **kwargs):
    if raw:
        return
    if isinstance(instance, Page):
        if not (created and not instance.live) and not (update_fields and OF_A_DRAFT.issuperset(update_fields)):
            enter(instance)
    elif isinstance(instance, Unit) and instance.page_id is not None:
        enter(instance.page)


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
    branch = Page.objects.filter(path__startswith=page.path)
    with transaction.atomic():
        SearchEntry.objects.filter(page__in=branch).delete()
        for model in findable_models():
            enter_new(model.objects.filter(path__startswith=page.path))


def rebuild():
    """Make the whole index anew, at once for who searches; gives the number of entries."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        for model in findable_models():
            enter_new(model.objects.all())
        return SearchEntry.objects.count()


def enter_new(pages):
    """Enter those of `pages` (a queryset of a findable type) that are public and have no entry."""
    model, entries = pages.model, []
    public = pages.live().public().select_related(*model.FINDABLE_SELECT).prefetch_related(*model.FINDABLE_PREFETCH)
    for page in public.order_by("path").iterator(chunk_size=BATCH):
        if entry := entry_of(page):
            entries.append(entry)
        if len(entries) == BATCH:
            write(entries)
            entries.clear()
    write(entries)


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
