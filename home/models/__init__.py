"""Rows and pages of the public face: the front page, what head and foot say about the agency."""

from home.page_cache.version import PublicVersion
from home.search.entry import SearchEntry

from .agency import AgencyDetails
from .alerts import AlertPage, AlertsPage
from .home_page import HomePage

__all__ = ["AgencyDetails", "AlertPage", "AlertsPage", "HomePage", "PublicVersion", "SearchEntry"]
