"""Rows and pages of the public face: the front page, what head and foot say about the agency."""

from home.page_cache.version import PublicVersion
from home.search.entry import SearchEntry

from .agency import AgencyDetails
from .home_page import HomePage

__all__ = ["AgencyDetails", "HomePage", "PublicVersion", "SearchEntry"]
