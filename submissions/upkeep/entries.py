"""Who logged in, from which address and when: the rows that django-axes writes (docs/safety.md)."""

from axes.models import AccessLog
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from submissions.models import User


def entries(*, user=None, address="", since=None, until=None):
    """The AccessLogs, the newest first: of `user` (a User), from `address` (text), from day to day, where given."""
    found = AccessLog.objects.order_by("-attempt_time", "-pk")
    if user is not None:
        found = found.filter(username=user.get_username())
    if address:
        found = found.filter(ip_address=address)
    if since is not None:
        found = found.filter(attempt_time__date__gte=since)
    if until is not None:
        found = found.filter(attempt_time__date__lte=until)
    return found


def with_names(logs):
    """[(AccessLog, the person's name)] of the AccessLogs `logs`: the user name of who is no account any more."""
    logs = list(logs)
    people = {
        user.get_username(): str(user) for user in User.objects.filter(username__in={one.username for one in logs})
    }
    return [(one, people.get(one.username, one.username)) for one in logs]


def address_of(log):
    """The address that `log` came from, in words where it is not known."""
    return log.ip_address or _("unknown")


def headings():
    return [pgettext("log", "When"), _("Who"), _("User name"), _("From the address"), _("Logged out")]
