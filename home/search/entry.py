"""The index of the search: a row for each page that citizens may find, as it is live."""

import datetime

from django.db import models

from submissions.body.findable import Kind
from submissions.models import Category, Unit

BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Seconds since the beginning before the number of the page: 16 million pages, and seconds until 2136.
PAGE_BITS = 24
DATELESS = 2**32 - 1


def place(published_at, page_id=0):
    """The number by which a page stands among others, newest first by descending numbers, as lists of news have it.

    `published_at` (aware) counts by the second, the page's own number settles the rest. None, of what does not grow
    old, comes before every date.
    """
    if page_id >> PAGE_BITS:
        raise ValueError(f"page {page_id} has no place among {2**PAGE_BITS}")
    if published_at is None:
        return DATELESS << PAGE_BITS | page_id
    return max(int((published_at - BEGINNING).total_seconds()), 0) << PAGE_BITS | page_id


def moment(number):
    """When the page at the place `number` was published (aware), None for one that does not grow old."""
    seconds = number >> PAGE_BITS
    return None if seconds == DATELESS else BEGINNING + datetime.timedelta(seconds=seconds)


class SearchEntry(models.Model):
    """What is found of one live page that everybody may read.

    The key is its place in the order of hits (`place`), so that both databases read the newest first off their index.
    They keep that index themselves, from the column `words` (home/migrations/0010_search_index.py).
    """

    id = models.BigIntegerField(primary_key=True)
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="search_entry")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.CharField(max_length=255)
    text = models.TextField()
    words = models.TextField()

    class Meta:
        default_permissions = ()
        # What is asked of each hit, without its text.
        indexes = [models.Index(fields=["id", "unit", "category", "kind"], name="search_facts")]

    def __str__(self):
        return self.title

    @property
    def published_at(self):
        return moment(self.id)
