"""How wrong passwords are counted: five for a user name, twenty for an address, within ten minutes (docs/safety.md)."""

import ipaddress
import unicodedata

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from submissions.accounts import known_browsers

# Attackers own whole IPv6 networks; what a provider gives to one customer counts as one address.
IPV6_CUSTOMER_PREFIX = 64
# Of a user name as it is typed; the longest there are have 150. Ten thousand marks take a second to be put in order.
LONGEST_NAME = 600


class LockoutHandler(AxesDatabaseHandler):
    """axes' own handler, with a limit of its own for the address: an office shares one."""

    def get_failures(self, request, credentials=None):
        """Failures (int) in the measure of AXES_FAILURE_LIMIT, whichever of user name and address is nearer to it.

        AXES_LOCKOUT_PARAMETERS gives the two lists of attempts in this order. A browser in which the person logged in
        before is counted by itself: neither strangers nor the neighbours in the office shut its owner out.
        """
        by_username, by_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        if is_known(counted_name(request, credentials)):
            return by_username
        return max(by_username, by_address * settings.AXES_FAILURE_LIMIT // settings.AXES_FAILURE_LIMIT_PER_ADDRESS)

    def reset_user_attempts(self, request, credentials=None):
        """Forget the failures of the user name that logged in; return their number.

        axes would forget those of the address as well, and whoever has one account could try for ever.
        """
        by_username = self.filter_user_attempts(request, credentials)[0]
        return by_username.delete()[0]


def counted_name(request, credentials=None):
    """The name (str, or None) under which attempts are counted: neither case nor encoding evades it.

    In a browser that the person is known by, with the word of that browser behind it.
    """
    name = (credentials or request.POST).get("username")
    if name is None:
        return None
    name = plain_name(name)
    word = known_browsers.marks_in(request).get(name)
    return f"{name}{known_browsers.BETWEEN}{word}" if word else name


def plain_name(name):
    """The user name `name` (str) in the one form in which it is counted, for whichever browser."""
    name = unicodedata.normalize("NFKC", name[:LONGEST_NAME]).casefold().strip()[:150]
    return name.replace(known_browsers.BETWEEN, "¦")


def is_known(counted):
    """Whether `counted` (of `counted_name`) is counted for one known browser."""
    return counted is not None and known_browsers.BETWEEN in counted


def name_in(counted):
    """The user name (str) that `counted` is about."""
    return counted.partition(known_browsers.BETWEEN)[0]


def client_address(request):
    """The address (str, or None) that attempts are counted by, behind settings.PROXY_COUNT proxies of ours.

    Each proxy appends the address that it was called from, so only the last PROXY_COUNT entries of
    X-Forwarded-For are theirs; what stands before them is whatever the client wrote.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = forwarded[-min(settings.PROXY_COUNT, len(forwarded))].strip() or address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if ip.version == 4:
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((int(ip), IPV6_CUSTOMER_PREFIX), strict=False).network_address)


def locked_out(request, original_response=None, credentials=None):
    """The page that says until when log-in is refused; the same for a name that exists and one that does not."""
    cool_off = get_cool_off(request)
    name, address = counted_name(request, credentials), request.axes_ip_address
    counted = Q(username=name) if is_known(name) else Q(username=name) | Q(ip_address=address)
    latest = AccessAttempt.objects.filter(counted).order_by("-attempt_time").first()
    until = (latest.attempt_time if latest else timezone.now()) + cool_off
    response = render(
        request, "submissions/accounts/locked_out.html", {"until": until, "cool_off": cool_off}, status=429
    )
    response["Retry-After"] = max(1, int((until - timezone.now()).total_seconds()))
    return response
