"""What of the news' own rows stands in the list of changes: units, people, settings."""

from django.contrib.auth.models import Group

from submissions.models import (
    ApprovalRules,
    Category,
    DecisionsByMail,
    Decree,
    DecreePoint,
    Letterhead,
    Locality,
    PhotoRules,
    RegisterDeadline,
    Unit,
    UnitContact,
    UnitKind,
    UnitMembership,
    User,
)
from submissions.upkeep.changes import PEOPLE, SETTINGS, UNITS, family


def of_the_news():
    return [
        family(UNITS, Unit, UnitContact),
        family(PEOPLE, User, UnitMembership, Group),
        family(SETTINGS, ApprovalRules, DecisionsByMail, Letterhead, Locality, PhotoRules, RegisterDeadline),
        family(SETTINGS, UnitKind, Category, Decree, DecreePoint),
    ]
