"""What a page type says of itself so that citizens find it: the search of the public site reads its subclasses."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# Sent with `page` (a live FindablePage) of which something else is found now, though nothing of its row has changed.
found_otherwise = Signal()


class Kind(models.TextChoices):
    """What a hit is, in the words of a reader who filters by it."""

    NEWS = "tin-bai", _("News")
    ANNOUNCEMENT = "thong-bao", _("Announcements")
    DOCUMENT = "van-ban", _("Official documents")
    UNIT = "co-quan", _("Agencies and units")
    PLANNING = "ke-hoach-du-an", _("Plans, projects, statistics")
    CONSULTATION = "lay-y-kien", _("Drafts for opinions")
    PAGE = "trang", _("Pages")


@dataclass(frozen=True)
class Findable:
    """What is found of a page beside its title: its text, and what it is filtered by.

    `published_at` is None for what does not grow old, as a unit's page: it stands before everything that does, so its
    text is to be short.
    """

    kind: Kind
    text: str = ""
    published_at: datetime.datetime | None = None
    unit_id: int | None = None
    category_id: int | None = None


class FindablePage(Page):
    """A page that citizens find while it is live and open to everybody."""

    # Relations that `findable` reads, for who reads many pages.
    FINDABLE_SELECT = ()
    FINDABLE_PREFETCH = ()

    class Meta:
        abstract = True

    def findable(self):
        """What is found of the page as it stands (a Findable), None for nothing."""
        raise NotImplementedError
