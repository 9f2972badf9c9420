"""By what a mailbox is found again: its address itself lies encrypted, and cannot be searched."""

from django.utils.crypto import salted_hmac

from submissions.accounts.mailboxes import mailbox_counted


def digest_of(address):
    """Of a mail address (str), 64 signs; with the site's key, so that a stolen database answers no list of addresses.

    Capitals make no other mailbox: no server that people use tells them apart.
    """
    return salted_hmac("subscriptions.address", address.strip().casefold(), algorithm="sha256").hexdigest()


def mailbox_digest(address):
    """As `digest_of`, the same for all addresses that providers deliver to one mailbox."""
    return digest_of(mailbox_counted(address))
