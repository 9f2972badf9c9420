"""What of the news' own rows stands in the list of changes: units, people, settings."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from submissions.models import (
    ApprovalRules,
    DecisionsByMail,
    Letterhead,
    PhotoRules,
    RegisterDeadline,
    Unit,
    UnitMembership,
    User,
)
from submissions.upkeep.changes import Family

UNITS, PEOPLE, SETTINGS, RATES = "don-vi", "nhan-su", "cai-dat", "muc-chi"
LABELS = {
    UNITS: _("units"),
    PEOPLE: _("people and accounts"),
    SETTINGS: _("settings, minimums and periods"),
    RATES: _("rates of royalties"),
}


def family(key, *models):
    return Family(key, LABELS[key], models)


def of_the_news():
    return [
        family(UNITS, Unit),
        family(PEOPLE, User, UnitMembership, Group),
        family(SETTINGS, ApprovalRules, DecisionsByMail, Letterhead, PhotoRules, RegisterDeadline),
    ]
