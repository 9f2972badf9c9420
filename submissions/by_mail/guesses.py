"""Links that there are none of are counted by address: twenty, then none for ten minutes (docs/by-mail.md).

Apart from wrong passwords: guessing links locks nobody's log-in, and an office whose log-in is locked opens its links.
"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.accounts.lockout import client_address
from submissions.models import LinkGuess
from submissions.screens.refusals import Refusal

WITHIN = datetime.timedelta(minutes=10)


class TooManyGuesses(Refusal):
    """From this address came too many links that are none."""


def require_few(request):
    """Raise TooManyGuesses when too many came from the address of `request` within the last minutes."""
    lately = LinkGuess.objects.filter(address=_address(request), made_at__gt=timezone.now() - WITHIN)
    if lately.count() >= settings.AXES_FAILURE_LIMIT_PER_ADDRESS:
        raise TooManyGuesses(
            _("Too many links that do not exist were opened from here. Please try again in ten minutes.")
        )


def count(request):
    """Count the link of `request`, which is none; what was counted before and is over is forgotten."""
    LinkGuess.objects.filter(made_at__lte=timezone.now() - WITHIN).delete()
    LinkGuess.objects.create(address=_address(request))


def _address(request):
    return client_address(request) or ""
