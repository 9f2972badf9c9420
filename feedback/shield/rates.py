"""How often one address did something lately: counted in the cache, and open when that is away."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from submissions.accounts.lockout import client_address

DAY, HOUR = 24 * 60 * 60, 60 * 60


class Rate:
    """Counts `purpose` for `subject` (str): its key tells nobody which address or mailbox it was."""

    def __init__(self, purpose, subject, *, most, seconds):
        digest = salted_hmac("feedback.rate", f"{purpose} {subject}", algorithm="sha256").hexdigest()
        self.key = f"feedback-{digest}"
        self.counts, self.most, self.seconds = bool(subject), most, seconds

    @classmethod
    def of_address(cls, purpose, request, **limits):
        """By the address that a request comes from, as the lock-out knows it behind our proxies."""
        return cls(purpose, client_address(request) or "", **limits)

    def is_spent(self):
        return self.counts and cache.get(self.key, 0) >= self.most

    def count(self):
        """Once more; without a cache nothing is counted, and nobody hindered."""
        if not self.counts:
            return
        cache.add(self.key, 0, self.seconds)
        try:
            cache.incr(self.key)
        except ValueError:
            return
