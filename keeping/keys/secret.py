"""The mark of the SECRET_KEY: written once, compared at the start, at restoring and by each `verify_…` command."""

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from keeping.models import SecretMark


def digest_of_secret():
    """What the mark of today's SECRET_KEY says (str)."""
    return salted_hmac("keeping.keys.secret", "mark", algorithm="sha256").hexdigest()


def write_first_mark(**kwargs):
    """After `migrate`: a site that has no mark yet gets that of today's key."""
    if not SecretMark.objects.exists():
        accept()


def accept():
    """From now on today's SECRET_KEY is the right one."""
    SecretMark.objects.create(digest=digest_of_secret())


def is_another():
    """Whether the SECRET_KEY is not the one that the newest mark was written with."""
    mark = SecretMark.objects.first()
    return mark is not None and mark.digest != digest_of_secret()


def what_to_do():
    """What whoever keeps the server does when it is another (str)."""
    return _(
        "SECRET_KEY is not the one that this site had: everybody is logged out, links in mails that were sent no "
        "longer open, and subscribers are not found by their address. Restore the old value; if it is lost for good, "
        "run “python manage.py accept_secret_key”."
    )
