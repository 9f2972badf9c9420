"""The photos of a piece in the sizes that the public will see, made when it is published."""

import logging

from django.db.models import prefetch_related_objects

from submissions.body.blocks import photos_of
from submissions.media import pictures

logger = logging.getLogger(__name__)


def make_ready(piece):
    """Make the renditions of `piece` (a NewsPage) as it is live by now, so that its first reader waits for nothing.

    For after the commit: a photo that cannot be drawn is logged, and neither the others nor the publication suffer.
    """
    page = type(piece).objects.live().filter(pk=piece.pk).first()
    if page is None:
        return
    for photo in {photo.pk: photo for photo in photos_of(page.body)}.values():
        sizes = pictures.SIZES if photo.pk == page.cover_id else ["article"]
        try:
            photo.get_renditions(*specs_of(sizes))
        except Exception:
            logger.exception("Photo %s of piece %s cannot be drawn", photo.pk, page.pk)


def share_photo(page):
    """The rendition that other sites show beside a link to `page`, or None without a photo or before it was drawn.

    Comes first in an article, so it also fetches the renditions of all its photos, by one query.
    """
    photos = list(photos_of(page.body))
    prefetch_related_objects(photos, pictures.prefetched_renditions("renditions", "article", "share"))
    return pictures.drawn(photos[0], size="share") if photos else None


def specs_of(sizes):
    """The filter specs of `sizes` (names in pictures.SIZES), each once."""
    return list({spec: None for size in sizes for spec in pictures.SIZES[size].specs})
