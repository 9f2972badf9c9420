"""Who opens a mailbox: one person, or several who share it."""

import unicodedata

from submissions.models import Unit, User


def mailbox_name(email):
    """`email` (str) in the form in which two writings of one mailbox are the same: also what is behind a plus."""
    name, _at, host = unicodedata.normalize("NFKC", email).casefold().strip().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def mailbox_counted(email):
    """As `mailbox_name` without dots, which providers ignore that many use: for how often one is written to alone."""
    name, at, host = mailbox_name(email).rpartition("@")
    return name.replace(".", "") + at + host


def is_own_mailbox(email, user):
    """Whether nobody but `user` opens the mailbox `email` (str), which is the one of the account.

    Accounts that are not in use count: their people may still have the password of the mailbox. A unit's own mailbox
    is opened by whoever is on duty.
    """
    mailbox = mailbox_name(email)
    of_units = Unit.objects.exclude(email="").values_list("email", flat=True)
    if mailbox in map(mailbox_name, of_units):
        return False
    if mailbox != mailbox_name(user.email):
        return False
    people = User.objects.exclude(email="").values_list("pk", "email")
    return [pk for pk, address in people if mailbox_name(address) == mailbox] == [user.pk]
