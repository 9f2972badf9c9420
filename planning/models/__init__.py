"""Pages of projects, tenders, plans and statistics, and the four places that they hang below."""

from .places import PlansPage, ProjectsPage, StatisticsIndexPage, TendersPage
from .plans import PlanFile, PlanPage
from .projects import ProjectFile, ProjectPage
from .publication import Publication
from .statistics import StatisticsFile, StatisticsPage
from .tenders import TenderFile, TenderPage

__all__ = [
    "PlanFile",
    "PlanPage",
    "PlansPage",
    "ProjectFile",
    "ProjectPage",
    "ProjectsPage",
    "Publication",
    "StatisticsFile",
    "StatisticsIndexPage",
    "StatisticsPage",
    "TenderFile",
    "TenderPage",
    "TendersPage",
]
