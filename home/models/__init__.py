"""Rows and pages of the public face: the front page, what head and foot say about the agency."""

from .agency import AgencyDetails
from .home_page import HomePage

__all__ = ["AgencyDetails", "HomePage"]
