"""Photos that came with a form which was not taken: a browser does not send them again, so they wait here."""

from django.core import signing

from feedback.models import QuestionPhoto
from feedback.shield.rates import DAY

SALT = "feedback.photos"


def kept(text):
    """The keys of the QuestionPhotos that a form has in hand, from its hidden field `text` (str)."""
    try:
        return signing.loads(text, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return []


def in_hand(keys):
    """What `kept` reads again: signed, so that nobody takes another form's photos."""
    return signing.dumps(keys, salt=SALT) if keys else ""


def keep(photos):
    """The keys of `photos` (ContentFiles), stored apart from what the public fetches."""
    return [QuestionPhoto.objects.create(file=photo).pk for photo in photos]
