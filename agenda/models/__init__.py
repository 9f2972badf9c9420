"""Weeks of the leaders' work, and the page that they hang below."""

from .place import AgendaPage
from .week import Appointment, WeekPage

__all__ = ["AgendaPage", "Appointment", "WeekPage"]
