"""What happened to the pieces of a closed period afterwards: shown beside its figures, which stay as they are.

Nothing is kept for it. Wagtail's log says who did what, when and why, and its versions what a correction changed; the
closed item says what was true before.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from compliance.counting.pieces import shows_photo
from compliance.models import ClosedItem
from submissions.models import Category, NewsPage

TAKEN_DOWN = "submissions.take_down"
DUPLICATE = "submissions.mark_duplicate"
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
# For how long before the closing something may have begun that ended after it.
UNDER_WAY = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Amendment:
    """One later event; `item` is the ClosedItem that it is about, with its row and its piece."""

    when: datetime.datetime
    item: ClosedItem
    what: str
    who: str
    why: str = ""

    @property
    def title(self):
        """The title under which the piece was closed, while the public may read it; else ""."""
        return self.item.title if self.item.piece.is_live else ""


def amendments_of(closed, *, units=None):
    """The Amendments of a ClosedPeriod in order of time, of all units or those in the list `units`.

    Two queries, and one more where pieces were corrected.
    """
    items = ClosedItem.objects.filter(row__period=closed, is_published=True)
    if units is not None:
        items = items.filter(row__unit__in=[unit.pk for unit in units])
    entries = PageLogEntry.objects.filter(
        timestamp__gt=closed.closed_at - UNDER_WAY,
        action__in=(TAKEN_DOWN, DUPLICATE, *PUBLISHED),
        page__in=items.values("piece"),
    )
    by_piece = defaultdict(list)
    for entry in entries.select_related("user", "revision").order_by("timestamp", "pk"):
        by_piece[entry.page_id].append(entry)
    touched = items.filter(piece__in=by_piece.keys()).select_related("row", "piece").order_by("row__place", "place")
    categories = _categories(by_piece)
    found = []
    for item in touched.defer("piece__body"):
        events = [(entry, _content(entry, categories=categories)) for entry in by_piece[item.piece_id]]
        found += _of_item(item, _unseen(item, events, closed=closed))
    return sorted(found, key=lambda amendment: amendment.when)


def _categories(by_piece):
    """{key of a category: its title}; not asked for where nothing was published again."""
    corrected = any(entry.action in PUBLISHED for entries in by_piece.values() for entry in entries)
    return dict(Category.objects.values_list("pk", "title")) if corrected else {}


def _unseen(item, events, *, closed):
    """Those of the `events` (pairs of a log entry and its Content, in order of time) that the figures do not know of.

    An entry of a moment before the closing may belong to a transaction that ended after the figures were read. Of
    these, what leaves the piece as the item has it was seen, with all before it.
    """
    early = [event for event in events if event[0].timestamp <= closed.closed_at]
    seen = max((number for number, event in enumerate(early, 1) if _was_seen(item, *event)), default=0)
    return events[seen:]


def _was_seen(item, entry, content):
    if entry.action == DUPLICATE:
        # A piece that counted was no duplicate; of another, the figures do not say.
        return not (item.is_counted and entry.data.get("duplicate_of"))
    if entry.action == TAKEN_DOWN:
        return not item.is_live
    return item.is_live and not (content and list(_differences(_closed_content(item), content)))


def _of_item(item, events):
    is_live, before = item.is_live, _closed_content(item)
    for entry, content in events:
        if entry.action == DUPLICATE:
            yield _told(entry, item, _duplicate_words(entry))
        elif entry.action == TAKEN_DOWN:
            is_live = False
            yield _told(entry, item, _("Taken down"), why=entry.data.get("comment", ""))
        else:
            if not is_live:
                is_live = True
                yield _told(entry, item, _("Put up again"))
            if content:
                yield from (_told(entry, item, what) for what in _differences(before, content))
                before = content


def _duplicate_words(entry):
    return _("Marked as a duplicate") if entry.data.get("duplicate_of") else _("No longer marked as a duplicate")


@dataclass(frozen=True)
class Content:
    """What of a version counts or is shown in the figures; None where the closed item does not say."""

    has_photo: bool
    genre: str
    is_reprinted: bool | None
    category: str | None


def _closed_content(item):
    return Content(
        has_photo=item.has_photo,
        genre=item.genre,
        is_reprinted=False if item.is_counted else None,
        category=item.category,
    )


def _content(entry, *, categories):
    """The Content of the version that `entry` published; None where it published none, or none that is still kept."""
    if entry.action not in PUBLISHED or entry.revision is None:
        return None
    version = entry.revision.content
    return Content(
        has_photo=shows_photo(version),
        genre=version["genre"],
        is_reprinted=version["origin"] == NewsPage.Origin.REPRINTED,
        category=categories.get(version["category"]),
    )


def _differences(before, after):
    """What a correction by the board has made of what counts, in words."""
    if after.has_photo != before.has_photo:
        yield _("Photo added") if after.has_photo else _("Photo taken out")
    if after.genre != before.genre:
        genres = {"before": NewsPage.Genre(before.genre).label, "after": NewsPage.Genre(after.genre).label}
        yield _("Genre changed from %(before)s to %(after)s") % genres
    if before.is_reprinted is not None and after.is_reprinted != before.is_reprinted:
        yield (
            _("Marked as reprinted from another press body")
            if after.is_reprinted
            else _("No longer marked as reprinted from another press body")
        )
    if before.category and after.category and after.category != before.category:
        titles = {"before": before.category, "after": after.category}
        yield _("Category changed from “%(before)s” to “%(after)s”") % titles


def _told(entry, item, what, *, why=""):
    return Amendment(when=entry.timestamp, item=item, what=what, who=str(entry.user or ""), why=why)
