"""What somebody confirmed or was told when deciding, kept in Wagtail's log with who, when and what it said."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

# The days of a table were not over; rates were proposals; a list paid what today's pieces would make otherwise.
UNFINISHED = "royalties.confirm_unfinished"
PROPOSED = "royalties.confirm_proposed"
AS_APPROVED = "royalties.confirm_as_approved"
# Who approved was told that the paper pays them, too.
PAID_ONESELF = "royalties.paid_oneself"
CONFIRMED = (UNFINISHED, PROPOSED, AS_APPROVED, PAID_ONESELF)


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed what when deciding, as it was said to them."""

    action: str
    person: str
    moment: datetime.datetime
    said: str
    # The check sum of what it was about, where that may change.
    about: str

    @property
    def words(self):
        if self.action == PAID_ONESELF:
            return self.said
        return _("%(person)s confirmed: %(said)s") % {"person": self.person, "said": self.said}


def keep(instance, action, *, user, said, about=""):
    """Keep that `user` confirmed what `said` (str) says about the table or list `instance`, in the open transaction."""
    log(instance=instance, action=action, user=user, data={"person": str(user), "said": said, "about": about})


def confirmations_of(instance):
    """The Confirmations about `instance` (a table or list), the oldest first; one query."""
    entries = ModelLogEntry.objects.for_instance(instance).filter(action__in=CONFIRMED).order_by("timestamp", "pk")
    return [
        Confirmation(entry.action, entry.data["person"], entry.timestamp, entry.data["said"], entry.data["about"])
        for entry in entries
    ]
