"""Who is locked out at log-in just now, by wrong passwords: accounts, and addresses of offices; and opening them.

A name that no account bears is not shown: people type passwords into that field.
"""

import datetime
import logging
from dataclasses import dataclass

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from submissions.accounts import known_browsers
from submissions.accounts.account_permissions import user_can_change_account
from submissions.accounts.lockout import name_in
from submissions.models import User
from submissions.screens.refusals import AlreadyDone, Refusal

logger = logging.getLogger(__name__)

OPENED = "submissions.account_opened"


@dataclass(frozen=True)
class Locked:
    """What is locked: an account, or an address (str); how many wrong passwords, and until when."""

    failures: int
    until: datetime.datetime
    account: User | None = None
    address: str = ""


def attempts():
    """The wrong passwords that count just now."""
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - get_cool_off(None))


def locked_by(column, *, limit):
    """[(value, failures, latest)] of what has reached `limit` wrong passwords, by `column` of the attempts."""
    counted = attempts().exclude(**{column: None}).order_by().values(column)
    counted = counted.annotate(failures=Sum("failures_since_start"), latest=Max("attempt_time"))
    return list(counted.filter(failures__gte=limit).values_list(column, "failures", "latest"))


def locked_accounts():
    """[Locked] of the accounts that are locked out, the last one first."""
    found = locked_by("username", limit=settings.AXES_FAILURE_LIMIT)
    # Of several browsers the one that is locked longest.
    found.sort(key=lambda one: one[2])
    names = {name_in(name): (failures, latest) for name, failures, latest in found}
    accounts = {user.username.casefold(): user for user in User.objects.all()} if names else {}
    cool_off = get_cool_off(None)
    locked = [
        Locked(failures, latest + cool_off, account=accounts[name])
        for name, (failures, latest) in names.items()
        if name in accounts
    ]
    return sorted(locked, key=lambda one: one.until, reverse=True)


def locked_addresses():
    """[Locked] of the addresses that are locked out: everybody behind them is."""
    cool_off = get_cool_off(None)
    found = locked_by("ip_address", limit=settings.AXES_FAILURE_LIMIT_PER_ADDRESS)
    return [Locked(failures, latest + cool_off, address=address) for address, failures, latest in found]


def open_account(*, pk, user):
    """Let the account `pk` log in again at once. Raises Refusal."""
    account = User.objects.get(pk=pk)
    if not user_can_change_account(user, account):
        raise Refusal(_("The account of a superuser is opened by a superuser."))
    name = account.username.casefold()
    counted = Q(username=name) | Q(username__startswith=f"{name}{known_browsers.BETWEEN}")
    if not AccessAttempt.objects.filter(counted).delete()[0]:
        raise AlreadyDone(_("This account is not locked any more."))
    log(instance=account, action=OPENED, user=user)


def open_address(*, address, user):
    """Let everybody behind `address` try again at once. Raises AlreadyDone."""
    if not AccessAttempt.objects.filter(ip_address=address).delete()[0]:
        raise AlreadyDone(_("This address is not locked any more."))
    logger.warning("The address %s was opened for log-in by user %s", address, user.pk)
