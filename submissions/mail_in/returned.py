"""Mails that came back to another app's addresses in the mailbox: they are that app's, and no unit's."""

from wagtail import hooks

# A function of the mail (bytes) that says whether it is the app's own; then the app has dealt with it.
HOOK = "take_returned_mail"


def is_taken(raw):
    """Whether an app took the mail `raw` (bytes)."""
    return any(take(raw) for take in hooks.get_hooks(HOOK))
