"""Pieces of earlier periods as they stand in the tables: live, approved and published, without the steps on the way."""

from collections import defaultdict
from functools import partial

from wagtail.log_actions import LogContext, log

from home.demo.invented.calendar import moment_of
from home.demo.invented.stories import pieces_of
from home.demo.writing import body_of, fields_of
from home.demo.year.plan import earlier_stories
from submissions.kept.clock import standing_at
from submissions.models import Category, NewsAuthor, NewsPage, UnitPage


def tell_year(units, *, residents, gallery, as_of):
    """Enter the pieces of the year before the story; their photos are those that the story has hung already."""
    categories = {one.slug: one for one in Category.objects.all()}
    pictures = Pictures(units)
    for story in earlier_stories(units, as_of=as_of):
        people = residents.by_unit.get(story.unit.slug)
        if people is None:
            continue
        image = pictures.of(story) if story.fate.has_photo else None
        enter(
            story,
            author=people[story.author],
            editor=residents.by_username[story.editor],
            category=categories[story.piece.category],
            photo=partial(gallery.block, image) if image else None,
        )


def enter(story, *, author, editor, category, photo):
    """One piece, with the columns that the chain leaves (tests/home/demo/test_year.py)."""
    minutes = {name: minute for minute, name in story.steps}
    published = moment_of(minutes["publish"])
    with standing_at(published), LogContext(user=editor):
        page = NewsPage(
            owner=author,
            live=True,
            first_published_at=published,
            last_published_at=published,
            category=category,
            body=body_of(story, flawed=False, photo=photo),
            authors=[NewsAuthor(name=str(author))],
            **fields_of(story, flawed=False),
        )
        UnitPage.objects.get(pk=story.unit.page_id).add_child(instance=page)
        revision = page.save_revision(user=author, clean=False)
        log(instance=page, action="wagtail.publish", user=editor, revision=revision)
    NewsPage.objects.filter(pk=page.pk).update(
        live_revision=revision,
        cleared_revision_id=revision.pk,
        has_unpublished_changes=False,
        sent_at=moment_of(minutes["approve"]),
    )


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
