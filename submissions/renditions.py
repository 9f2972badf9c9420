"""The photos of a piece in the sizes that the public will see, made when it is published."""

import logging

from submissions import listing, pictures
from submissions.models import NewsPage

logger = logging.getLogger(__name__)


def make_ready(pk):
    """Make the renditions of the live piece `pk`, so that its first reader waits for nothing.

    For after the commit: a photo that cannot be drawn is logged, and neither the others nor the publication suffer.
    """
    page = NewsPage.objects.live().filter(pk=pk).first()
    if page is None:
        return
    for photo in {photo.pk: photo for photo in listing.photos_of(page.body)}.values():
        sizes = pictures.SIZES if photo.pk == page.cover_id else ["article"]
        try:
            photo.get_renditions(*specs_of(sizes))
        except Exception:
            logger.exception("Photo %s of piece %s cannot be drawn", photo.pk, pk)


def specs_of(sizes):
    """The filter specs of `sizes` (names in pictures.SIZES), each once."""
    return list({spec: None for size in sizes for spec in pictures.SIZES[size].specs})
