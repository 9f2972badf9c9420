"""Who began and who ended, by day: the changes of persons behind the register."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from submissions.models import UnitMembership
from submissions.officers.appointing import document_in_words
from submissions.officers.columns import HEADINGS, OfficerColumn
from vietnamese.dates import screen_date

COLUMNS = (
    OfficerColumn("day", _("Day"), 10),
    OfficerColumn("what", _("Change of person"), 16),
    OfficerColumn("unit", HEADINGS["unit"], 24),
    OfficerColumn("full_name", HEADINGS["full_name"], 18),
    OfficerColumn("post", HEADINGS["post"], 18),
    OfficerColumn("document", HEADINGS["document"], 14),
)
BEGAN = {
    UnitMembership.Role.CONTRIBUTOR: _("Put in charge"),
    UnitMembership.Role.LEADER: _("Became leader of the unit"),
}
ENDED = {
    UnitMembership.Role.CONTRIBUTOR: _("No longer in charge"),
    UnitMembership.Role.LEADER: _("No longer leader of the unit"),
}


@dataclass(frozen=True)
class Change:
    """A person who began or ended on a day."""

    on: datetime.date
    began: bool
    membership: UnitMembership

    @property
    def day(self):
        return screen_date(self.on)

    @property
    def what(self):
        return str((BEGAN if self.began else ENDED)[self.membership.role])

    @property
    def unit(self):
        return self.membership.unit.name

    @property
    def full_name(self):
        return str(self.membership.user)

    @property
    def post(self):
        return self.membership.post

    @property
    def document(self):
        return document_in_words(self.membership.document_number, self.membership.document_date) if self.began else ""


def changes_of(register):
    """The Changes up to the day of `register`, of the units and roles that it lists, newest first."""
    found = [
        Change(on=day, began=began, membership=membership)
        for unit in register.all_units
        for membership in unit.people
        if register.lists(membership)
        for day, began in ((membership.valid_from, True), (membership.valid_to, False))
        if day and day <= register.day
    ]
    return sorted(found, key=lambda change: change.on, reverse=True)
