"""The sizes in which the public sees photos: each is said once, for drawing, for prefetching and for the browser."""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Filter, ResponsiveImage, SourceImageIOError
from wagtail.images.shortcuts import get_renditions_or_not_found


@dataclass(frozen=True)
class PictureSize:
    """Wagtail's filter specs, the first for browsers without `srcset`, and the `sizes` that the browser chooses by."""

    specs: tuple[str, ...]
    sizes: str

    @cached_property
    def filters(self):
        """Made once: Wagtail reads a spec anew for each Filter."""
        return [Filter(spec) for spec in self.specs]


# WebP by WAGTAILIMAGES_FORMAT_CONVERSIONS. 3:2 in lists, as the cameras of phones and offices have it; whole
# in an article. The largest is what a phone with a dense screen takes, and keeps an article under 250 kB.
SIZES = {
    "card": PictureSize(
        ("fill-480x320|webpquality-70", "fill-240x160|webpquality-70"),
        "(min-width: 60rem) 18rem, (min-width: 40rem) 45vw, 7.5rem",
    ),
    "lead": PictureSize(
        ("fill-720x480|webpquality-74", "fill-480x320|webpquality-70", "fill-1200x800|webpquality-70"),
        "(min-width: 76rem) 47rem, (min-width: 60rem) 62vw, 100vw",
    ),
    "article": PictureSize(
        ("max-800x1000|webpquality-74", "max-480x640|webpquality-74", "max-1200x1200|webpquality-70"),
        "(min-width: 46rem) 43rem, 100vw",
    ),
    # What other sites and feeds show beside a link, cut round what the photo is about; not all of them take WebP.
    "share": PictureSize(("fill-1200x630|format-jpeg|jpegquality-80",), "1200px"),
}

# SIZES are those of the first photo of a piece; these are shown elsewhere.
# Of a person, upright, cut round the face.
UPRIGHT = ("fill-240x320|webpquality-74", "fill-480x640|webpquality-70")
NAMED = SIZES | {
    "portrait": PictureSize(UPRIGHT, "10rem"),
    # The same files, on the page of the unit: nothing is drawn for it.
    "small-portrait": PictureSize(UPRIGHT, "5.25rem"),
}

# No size above is larger, either way: photos are decoded no larger than they need for it.
LARGEST = 1200


def responsive(image, *, size, alt, eager=False):
    """An `<img>` (a ResponsiveImage) of `image` (a NewsImage) in one of NAMED, with width, height and `srcset`.

    It has what was drawn: the reader waits for the first size where there is none yet, and never for the others.
    `eager` is for the one photo that a page opens with; all others load when they come near.
    """
    chosen = NAMED[size]
    found = image.find_existing_renditions(*chosen.filters)
    renditions = {one.spec: found[one] for one in chosen.filters if one in found}
    renditions = renditions or get_renditions_or_not_found(image, chosen.specs[:1])
    # A photo smaller than the larger sizes gives the same file again: one of each width is enough.
    by_width = {rendition.width: rendition for rendition in reversed(renditions.values())}
    distinct = {spec: r for spec, r in renditions.items() if by_width[r.width] is r}
    attributes = {"alt": alt, "decoding": "async"}
    if len(distinct) > 1:
        attributes["sizes"] = chosen.sizes  # HTML has it beside `srcset` only
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    return ResponsiveImage(distinct, attributes)


@contextmanager
def not_found_where_not_drawn():
    """A size that there is no room to write is to Wagtail as a photo whose file is gone: the page opens without it."""
    try:
        yield
    except OSError as error:
        raise SourceImageIOError(str(error)) from error


def drawn(image, *, size):
    """The first rendition of `image` in one of NAMED, or None where it was not drawn yet: nothing is drawn for it.

    Looks among the renditions that were prefetched.
    """
    wanted = NAMED[size].filters[0]
    return image.find_existing_renditions(wanted).get(wanted)


def is_whole(image, size):
    """Whether all that `image` is shown by in `size` (a name in NAMED) has been drawn; without either nothing lacks."""
    if image is None or not size:
        return True
    wanted = NAMED[size].filters
    return len(image.find_existing_renditions(*wanted)) == len(wanted)


def prefetched_renditions(lookup, *sizes):
    """A Prefetch along `lookup` ("renditions", "cover__renditions") of those of `sizes` (names in NAMED)."""
    specs = [spec for size in sizes for spec in NAMED[size].specs]
    found = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    return Prefetch(lookup, queryset=found, to_attr="prefetched_renditions")
