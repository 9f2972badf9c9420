"""Where a photo, or one that looks the same, was used before, as far as the person may be told of it."""

from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from submissions.body.blocks import image_ids
from submissions.kept.due_work import is_store_away
from submissions.models import NewsImage, NewsPage
from submissions.rights import rights
from submissions.uploads.likeness import is_near, likeness_of
from vietnamese.dates import day_of, screen_date

# How many places are told: the point is that there is one.
TOLD = 3


def look_at(image):
    """Note what `image` (a NewsImage) looks like, and return it (int; 0 for nothing in particular)."""
    try:
        with image.open_file() as file:
            image.likeness = likeness_of(file)
    except (OSError, ValueError, SyntaxError) as error:
        if is_store_away(error):
            raise
        image.likeness = 0
    NewsImage.objects.filter(pk=image.pk).update(likeness=image.likeness)
    return image.likeness


def look_at_new(*, most):
    """Look at up to `most` photos that nobody has looked at; returns how many there were."""
    waiting = list(NewsImage.objects.filter(likeness=None).order_by("-pk")[:most])
    for image in waiting:
        look_at(image)
    return len(waiting)


def same_photos(image):
    """The keys of the photos that look like `image`, itself among them."""
    likeness = look_at(image) if image.likeness is None else image.likeness
    known = NewsImage.objects.exclude(likeness=None).exclude(likeness=0).values_list("pk", "likeness")
    return {image.pk} | {pk for pk, other in known.iterator() if is_near(likeness, other)}


def used_before(user, image):
    """Sentences (str), the newest piece first, of where `image` or one like it stands, as far as `user` may be told."""
    same = same_photos(image)
    references = ReferenceIndex.get_references_to_in_bulk(NewsImage.objects.filter(pk__in=same))
    pieces = NewsPage.objects.filter(pk__in={int(key) for key in references.values_list("object_id", flat=True)})
    public = set(pieces.live().public().values_list("pk", flat=True))
    told = []
    for piece in pieces.order_by("-first_published_at", "-pk"):
        if piece.pk in public and same & set(image_ids(piece.body)):
            day = screen_date(day_of(piece.published_at))
            told.append(_("used before in “%(title)s”, published on %(day)s") % {"title": piece.title, "day": day})
        elif rights.user_reads_newest(user, piece):
            told.append(_("used before in “%(title)s”, not published") % {"title": piece.get_admin_display_title()})
    return told[:TOLD]
