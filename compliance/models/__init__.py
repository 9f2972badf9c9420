"""Rows: rules and minimums, what is closed, reminders, scores."""

from .closed import ClosedItem, ClosedPeriod, ClosedRow, Sealed
from .days_off import DayOff
from .due import DueJob, DueRun
from .objections import ScoreObjection
from .papers import PeriodRemarks, ReportTemplate
from .quotas import Exemption, Quota
from .reminders import Reminder, ReminderPlan
from .rules import ReportingRule
from .scores import ScoreScheme
from .shown import PublicSupply, UnitComparison

__all__ = [
    "ClosedItem",
    "ClosedPeriod",
    "ClosedRow",
    "DayOff",
    "DueJob",
    "DueRun",
    "Exemption",
    "PeriodRemarks",
    "PublicSupply",
    "Quota",
    "Reminder",
    "ReminderPlan",
    "ReportTemplate",
    "ReportingRule",
    "ScoreObjection",
    "ScoreScheme",
    "Sealed",
    "UnitComparison",
]
