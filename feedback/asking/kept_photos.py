"""Photos that came with a form which was not taken: a browser does not send them again, so they wait here."""

from typing import NamedTuple

from django.core import signing
from django.db import transaction

from feedback.handling.keeping import delete_photos
from feedback.models import QuestionPhoto
from feedback.shield.rates import DAY
from submissions.screens.posted_numbers import posted_number

SALT = "feedback.kept_photos"
LONGEST_NAME = 80


class KeptPhoto(NamedTuple):
    """The key of a QuestionPhoto that waits, and how its sender called the file, to tell it from the others."""

    pk: int
    name: str


def kept(text):
    """The KeptPhotos that a form has in hand, from its hidden field `text` (str)."""
    try:
        return [KeptPhoto(*one) for one in signing.loads(text, salt=SALT, max_age=DAY)]
    except signing.BadSignature:
        return []


def in_hand(photos):
    """What `kept` reads again: signed, so that nobody takes another form's photos."""
    return signing.dumps(photos, salt=SALT) if photos else ""


def keep(photos):
    """The KeptPhotos of `photos` (ContentFiles), stored apart from what the public fetches."""
    return [KeptPhoto(QuestionPhoto.objects.create(file=photo).pk, shortened(photo.name)) for photo in photos]


def shortened(name):
    """The end of a long `name`: telephones number their photos there."""
    return name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"


@transaction.atomic
def without(photos, *, dropped):
    """Those of `photos` (KeptPhotos) that stay when the form takes away `dropped` (keys as text); these are deleted.

    One that a question has got meanwhile is no longer the form's to take away.
    """
    gone = {posted_number(key) for key in dropped} & {photo.pk for photo in photos}
    delete_photos(QuestionPhoto.objects.select_for_update().filter(pk__in=gone, question=None))
    return [photo for photo in photos if photo.pk not in gone]
