"""Which pieces there are to hear, and under which programmes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from submissions.models import NewsPage
from submissions.models.listing import newest
from vietnamese.collation import collation_key
from vietnamese.slugs import slugify

# What a card with a recording shows; the rest of a piece stays in the database.
SHOWN = (
    *("title", "slug", "url_path", "lead", "published_at", "last_published_at", "programme", "broadcast_date", "unit"),
    *("unit__name", "recording__title", "recording__file", "recording__file_size"),
)
TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4"}


@dataclass(frozen=True)
class Programme:
    """A programme of the radio: how it is called, its address, and how pieces spell its name."""

    name: str
    slug: str
    spellings: tuple = ()

    @property
    def address(self):
        return reverse("listening:programme", args=[self.slug])


def heard():
    """Keys of the live pieces with a recording, as `newest`."""
    return newest().filter(recording__isnull=False)


def programmes():
    """The Programmes of what there is to hear, by name; names that differ in their marks or capitals are one."""
    names = heard().exclude(programme="").order_by("programme").values_list("programme", flat=True).distinct()
    by_slug = {}
    for name in names:
        by_slug.setdefault(slugify(name), []).append(name)
    found = [Programme(spellings[0], slug, tuple(spellings)) for slug, spellings in by_slug.items() if slug]
    return sorted(found, key=lambda programme: collation_key(programme.name))


def programme_or_404(slug):
    """The Programme at the address `slug`; Http404 when nothing of it is to be heard."""
    for programme in programmes():
        if programme.slug == slug:
            return programme
    raise Http404


def of_programme(programme):
    """Keys of what there is to hear of `programme` (a Programme; None: of all), as `newest`."""
    return heard().filter(programme__in=programme.spellings) if programme else heard()


def shown(keys: list | QuerySet):
    """The live pieces of `keys` in this order with their recordings, by one query."""
    pieces = NewsPage.objects.live().filter(pk__in=list(keys), recording__isnull=False).order_by()
    found = {piece.pk: piece for piece in pieces.select_related("unit", "recording").only(*SHOWN)}
    return [found[key] for key in keys if key in found]


def media_type(document):
    """The media type of the recording `document` (a NewsDocument), as podcasts and players name it (str)."""
    return TYPES.get(document.file_extension.lower(), "application/octet-stream")
