"""Rows and pages of the introduction: leaders, organisation, map, subjects, and the page that they hang below."""

from .leaders import Leader, LeadersPage
from .organisation import OrganisationPage, UnitDuty
from .place import IntroductionPage
from .subject import SubjectPage
from .ward_map import MapCell, WardMapPage

__all__ = [
    "IntroductionPage",
    "Leader",
    "LeadersPage",
    "MapCell",
    "OrganisationPage",
    "SubjectPage",
    "UnitDuty",
    "WardMapPage",
]
