"""The photos of a piece in the sizes that the public will see, drawn after it was published."""

import logging
from pathlib import PurePosixPath

from django.db.models import prefetch_related_objects
from django.dispatch import Signal
from wagtail.images import get_image_model

from submissions.body.blocks import photos_of
from submissions.body.piece_files import is_shown
from submissions.media import pictures

logger = logging.getLogger(__name__)

# Whole in the article, cut to 3:2 in lists and as the lead.
FIRST = [pictures.SIZES[size].specs[0] for size in ("article", "card")]
# Sent when photos of a live piece (`piece`; None for several) have been drawn or taken away: pages made before differ.
photos_drawn = Signal()


def draw_first(piece):
    """Draw of the cover of `piece` (a NewsPage) what article and lists cannot do without: one file for each.

    For after the commit, while the editor waits: a photo that cannot be drawn is logged, the worker tries it again.
    """
    page = type(piece).objects.live().filter(pk=piece.pk).select_related("cover").first()
    if page is not None and page.cover is not None:
        is_drawn(page.cover, FIRST)


def make_ready(piece):
    """Draw all that is missing of the photos of `piece` (a NewsPage) as it is live by now.

    Returns how many photos (int) could not be drawn: that is logged, and the others do not suffer.
    """
    page = type(piece).objects.live().filter(pk=piece.pk).first()
    photos = {photo.pk: photo for photo in photos_of(page.body)} if page else {}
    if not photos:
        return 0
    drawn = [
        is_drawn(photo, specs_of(pictures.SIZES if photo.pk == page.cover_id else ["article"]))
        for photo in photos.values()
    ]
    photos_drawn.send(type(piece), piece=page)
    return drawn.count(False)


def take_away(piece):
    """Delete the public sizes of the photos of `piece`, taken down, but of those that another live page shows.

    Their addresses stood in pages, feeds and shared links. They are drawn again when it is published again.
    """
    take_away_unshown(photos_of(piece.body))


def take_away_unshown(photos):
    """Delete the public sizes of those of `photos` that no live page shows."""
    for photo in photos:
        if not is_shown(photo):
            for rendition in photo.renditions.filter(filter_spec__in=specs_of(pictures.NAMED)):
                rendition.delete()


def is_drawn(photo, specs):
    """Draw what is missing of `specs` of `photo`; returns whether all of them are there."""
    try:
        return bool(photo.get_renditions(*specs))
    except Exception:
        logger.exception("Photo %s cannot be drawn", photo.pk)
        return False


def share_photo(page):
    """The rendition that other sites show beside a link to `page`, or None without a photo or before it was drawn.

    Comes first in an article, so it also fetches the renditions of all its photos, by one query.
    """
    photos = list(photos_of(page.body))
    prefetch_related_objects(photos, pictures.prefetched_renditions("renditions", "article", "share"))
    return pictures.drawn(photos[0], size="share") if photos else None


def specs_of(sizes):
    """The filter specs of `sizes` (names in pictures.NAMED), each once."""
    return list({spec: None for size in sizes for spec in pictures.NAMED[size].specs})


def drop_stale():
    """Delete the renditions that were drawn of a file which their photo no longer has; returns how many.

    None is kept since `NewsImage.drop_if_exchanged`; a site that is older may have some, which would be shown for ever.
    """
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    stale = [one for one in renditions.iterator(chunk_size=500) if not is_drawn_of(one.image, one)]
    for rendition in stale:
        rendition.delete()
    if stale:
        photos_drawn.send(type(stale[0]), piece=None)
    return len(stale)


def is_drawn_of(image, rendition):
    """Whether `rendition` bears the name of the file of `image`, which no two photos share.

    Wagtail cuts a long name off, and a storage puts letters behind one that is taken.
    """
    name, drawn = PurePosixPath(image.file.name).stem, PurePosixPath(rendition.file.name).name.partition(".")[0]
    return name.startswith(drawn) or drawn.startswith(name)
