"""The photos of the quick form: rows that were posted, and files that came along with them."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from submissions.models import NewsImage
from submissions.screens.posted_numbers import posted_number
from submissions.uploads.receiving import form_for, told_by
from vietnamese.old_fonts.legacy import as_unicode
from vietnamese.text import normalise

FILES = "photos"
# The size in the form's list, as its template names it.
SHOWN = "max-320x240"
VALUES = ("caption", "alt", "credit")


@dataclass
class PhotoRow:
    """A photo of the form: its key, what is said of it, and the NewsImage (None where it is gone)."""

    pk: int
    caption: str = ""
    alt: str = ""
    credit: str = ""
    # Whether the parents of children in it have agreed; None: as it is stored.
    children: bool | None = None
    image: NewsImage | None = None
    errors: list = field(default_factory=list)

    @property
    def values(self):
        """As the body stores them."""
        return {"image": self.pk, "caption": self.caption, "credit": self.credit, "alt": self.alt}


def stored_rows(photos):
    """The PhotoRows of `photos` (raw values of a body)."""
    return [PhotoRow(photo["image"], **{name: photo.get(name) or "" for name in VALUES}) for photo in photos]


def posted_rows(data):
    """The PhotoRows in `data` (a QueryDict), in the order of their hidden fields, each photo once."""
    numbers = dict.fromkeys(filter(None, map(posted_number, data.getlist("photo"))))
    return [
        PhotoRow(pk, **{name: tidy(data.get(f"{name}-{pk}", "")) for name in VALUES}, children=f"children-{pk}" in data)
        for pk in numbers
    ]


def tidy(text):
    return normalise(as_unicode(text.replace("\r\n", "\n"))).strip()


def with_images(rows):
    """`rows` with their NewsImages and the small size of each: two queries."""
    images = NewsImage.objects.prefetch_renditions(SHOWN).in_bulk([row.pk for row in rows])
    for row in rows:
        row.image = images.get(row.pk)
        if row.children is None and row.image is not None:
            row.children = row.image.children_agreed
    return rows


def note_consent(rows, *, unit):
    """Note on the photos of `unit` what was ticked in `rows`; a held photo stays as it is."""
    own = NewsImage.objects.filter(collection=unit.collection_id, is_held=False)
    for agreed in (True, False):
        told = [row.pk for row in rows if row.children is agreed]
        own.filter(pk__in=told).exclude(children_agreed=agreed).update(children_agreed=agreed)


def moved(rows, *, data):
    """`rows` after the button that was pressed in a row: "photo-up", "photo-down", "photo-remove" with its number."""
    rows = list(rows)
    for name, step in (("photo-up", -1), ("photo-down", 1), ("photo-remove", None)):
        place = next((place for place, row in enumerate(rows) if str(row.pk) == data.get(name)), None)
        if place is None:
            continue
        row = rows.pop(place)
        if step is not None:
            rows.insert(max(place + step, 0), row)
    return rows


def stored_photos(files, *, unit, user):
    """(photos, sentences): the NewsImages of `files` (uploads) in the collection of `unit`, and why some are none.

    The same file sent again, by a double tap or because the line broke, is the photo that it has become.
    """
    photos, sentences = [], []
    for file in files:
        form = form_for(file, unit=unit, user=user)
        if form.is_valid():
            photos.append(stored_once(form, unit=unit, user=user))
        else:
            sentences.append(_("“%(name)s”: %(problem)s") % {"name": file.name, "problem": told_by(form)})
    return photos, sentences


def delete_unsaved(photos):
    """Delete the files of those of `photos` (NewsImages as stored_photos gave them) whose rows a rollback took away."""
    names = {photo.file.name: photo.file.storage for photo in photos}
    for name in set(NewsImage.objects.filter(file__in=names).values_list("file", flat=True)):
        del names[name]
    for name, storage in names.items():
        storage.delete(name)


@transaction.atomic
def stored_once(form, *, unit, user):
    """The photo of a valid `form`: the one that `user` has sent before where the picture is the same."""
    Collection.objects.select_for_update().get(pk=unit.collection_id)
    form.instance.file = form.cleaned_data["file"]
    form.instance._set_file_hash()
    same = NewsImage.objects.filter(
        collection=unit.collection, uploaded_by_user=user, file_hash=form.instance.file_hash
    ).first()
    return same or form.save()
