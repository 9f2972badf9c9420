"""Where the mailbox is and who reads it, as the environment says."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class Account:
    """Where the mailbox is, and who reads it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @classmethod
    def of(cls, url):
        """From `imaps://user:password@host:993/INBOX`; ImproperlyConfigured, without the password, where it is none."""
        try:
            parts = urlsplit(url)
            account = cls(
                scheme=parts.scheme,
                host=parts.hostname or "",
                port=parts.port or PORTS.get(parts.scheme, 0),
                user=unquote(parts.username or ""),
                password=unquote(parts.password or ""),
                folder=unquote(parts.path.strip("/")) or "INBOX",
            )
        except ValueError as error:
            raise ImproperlyConfigured("IMAP_URL is no address such as imaps://user:password@host/INBOX.") from error
        if account.scheme not in PORTS or not (account.host and account.user and account.password):
            raise ImproperlyConfigured("IMAP_URL must be like imaps://user:password@host/INBOX.")
        return account
