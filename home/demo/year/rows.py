"""Pieces of earlier periods as they stand in the tables: live, approved and published, without the steps on the way.

They are written as rows, for some hundred of them would take longer than all of the story.
"""

import uuid
from collections import defaultdict
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page, PageLogEntry, Revision

from home.demo.invented.calendar import moment_of
from home.demo.invented.stories import pieces_of
from home.demo.writing import body_of, fields_of
from home.demo.year.plan import earlier_stories
from home.search.indexing import enter_anew
from submissions.body.content import content_digest
from submissions.models import Category, NewsAuthor, NewsPage, UnitPage
from vietnamese.slugs import unique_slug

LONGEST_SLUG = 100


def tell_year(units, *, residents, gallery, as_of):
    """Enter the pieces of the year before the story; their photos are those that the story has hung already."""
    categories = {one.slug: one for one in Category.objects.all()}
    pictures = Pictures(units)
    told = defaultdict(list)
    for story in earlier_stories(units, as_of=as_of):
        if story.unit.slug in residents.by_unit:
            told[story.unit].append(story)
    for unit, stories in told.items():
        shelf = Shelf(unit)
        for story in stories:
            image = pictures.of(story) if story.fate.has_photo else None
            shelf.add(
                story,
                author=residents.by_unit[unit.slug][story.author],
                editor=residents.by_username[story.editor],
                category=categories[story.piece.category],
                image=image,
                photo=partial(gallery.block, image) if image else None,
            )
        shelf.enter()


class Shelf:
    """The pieces of one unit, to be entered below its page together."""

    def __init__(self, unit):
        self.unit = unit
        self.page = UnitPage.objects.get(pk=unit.page_id)
        self.slugs = set(self.page.get_children().values_list("slug", flat=True))
        self.kind = ContentType.objects.get_for_model(NewsPage)
        self.pieces, self.by = [], []

    def add(self, story, *, author, editor, category, image, photo):
        """One piece, with the columns that the chain leaves (tests/home/demo/test_year.py)."""
        minutes = {name: minute for minute, name in story.steps}
        published = moment_of(minutes["publish"])
        page = NewsPage(
            owner=author,
            live=True,
            first_published_at=published,
            last_published_at=published,
            published_at=published,
            latest_revision_created_at=published,
            sent_at=moment_of(minutes["approve"]),
            is_live=True,
            unit=self.unit,
            category=category,
            content_type=self.kind,
            locale_id=self.page.locale_id,
            translation_key=uuid.uuid4(),
            body=body_of(story, flawed=False, photo=photo),
            has_photo=image is not None,
            cover=image,
            authors=[NewsAuthor(name=str(author), share=100, sort_order=0)],
            **fields_of(story, flawed=False),
        )
        page.draft_title = page.title
        page.slug = unique_slug(page.title, taken=self.slugs.__contains__, max_length=LONGEST_SLUG)
        self.slugs.add(page.slug)
        number = self.page.numchild + len(self.pieces) + 1
        page.depth, page.path = self.page.depth + 1, Page._get_path(self.page.path, self.page.depth + 1, number)
        page.set_url_path(self.page)
        page.cleared_digest = content_digest(page)
        self.pieces.append(page)
        self.by.append(editor)

    def enter(self):
        """Write the pieces that were added: pages, revisions, authors, entries of the log, and the search."""
        bases = Page.objects.bulk_create(Page(**columns(page, Page)) for page in self.pieces)
        for page, base in zip(self.pieces, bases, strict=True):
            page.pk = page.id = page.page_ptr_id = base.pk
        revisions = Revision.objects.bulk_create(map(self.revision_of, self.pieces))
        for page, base, revision in zip(self.pieces, bases, revisions, strict=True):
            page.cleared_revision_id = revision.pk
            for row in (page, base):
                row.latest_revision_id = row.live_revision_id = revision.pk
            # The row of its own table alone.
            page.save_base(raw=True)
        Page.objects.bulk_update(bases, ["latest_revision", "live_revision"])
        NewsAuthor.objects.bulk_create(
            NewsAuthor(page=page, name=author.name, share=author.share, sort_order=author.sort_order)
            for page in self.pieces
            for author in page.authors.all()
        )
        PageLogEntry.objects.bulk_create(map(self.entry_of, self.pieces, self.by, revisions))
        Page.objects.filter(pk=self.page.pk).update(numchild=F("numchild") + len(self.pieces))
        enter_anew(Page.objects.filter(pk__in=[page.pk for page in self.pieces]))

    def revision_of(self, page):
        """The one version of `page`, which was approved and is live."""
        return Revision(
            content_type=self.kind,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=str(page.pk),
            object_str=page.title,
            user=page.owner,
            created_at=page.published_at,
            content=page.serializable_data(),
        )

    def entry_of(self, page, editor, revision):
        """That `editor` published `revision` of `page`, as the history shows it."""
        return PageLogEntry(
            content_type=self.kind,
            page_id=page.pk,
            label=page.title,
            action="wagtail.publish",
            timestamp=page.published_at,
            uuid=uuid.uuid4(),
            user=editor,
            revision=revision,
            content_changed=True,
        )


def columns(row, model):
    return {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}


class Pictures:
    """The photos of the live pieces, by what they show: a unit's own first, then those of the others in turns."""

    def __init__(self, units):
        scenes = {piece.caption.rstrip("."): piece.scene for unit in units for piece in pieces_of(unit)}
        self.found, self.used = defaultdict(list), defaultdict(int)
        live = NewsPage.objects.live().filter(cover__isnull=False).order_by("pk").select_related("cover")
        for page in live:
            if scene := scenes.get(page.cover.title):
                self.found[scene].append((page.unit_id, page.cover))

    def of(self, story):
        """The photo (a NewsImage) for `story`, None where the story has hung none of its scene."""
        shots = self.found[story.piece.scene]
        own = [shot for unit, shot in shots if unit == story.unit.pk]
        chosen = own or [shot for _unit, shot in shots]
        self.used[story.piece.scene] += 1
        return chosen[self.used[story.piece.scene] % len(chosen)] if chosen else None
