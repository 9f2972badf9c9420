"""Tables of open data: what one is, whichever app has its rows, and how an app offers one.

Nothing is in them that a reader does not find on the public pages.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from wagtail import hooks

# A function without arguments that returns the Datasets that an app offers now, in their order.
HOOK = "open_data_tables"
PAGE_SIZE = 100
PAGE = "trang"
STRING, NUMBER, MOMENT, DAY, ADDRESS, TEXTS = "string", "integer", "date-time", "date", "uri", "array"


@dataclass(frozen=True)
class Column:
    """A column: its name in JSON and in the first line of the CSV, its type, what it holds, whether it may be empty.

    Names are Vietnamese, for people open the tables too.
    """

    name: str
    type: str
    about: Promise
    may_be_empty: bool = False


class Dataset:
    """A table: `slug` in its addresses, `title` and `about` in words, `columns`, and its rows a page at a time."""

    slug: str
    title: Promise
    about: Promise
    columns: tuple

    def page(self, request):
        """(rows, what the address of the next page has behind that of the first, or None) that `request` asks for."""
        raise NotImplementedError

    def addresses(self):
        """{format: path} of the table."""
        return {name: reverse("open_data:table", args=[self.slug, name]) for name in ("json", "csv")}

    @property
    def schema_address(self):
        return reverse("open_data:schema", args=[self.slug])


def offered():
    """{slug: Dataset} of all tables that there are now."""
    return {table.slug: table for tables in hooks.get_hooks(HOOK) for table in tables()}


def numbered(rows, request):
    """(the rows of the page that `request` asks for, what is behind the address of the next) by its number."""
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get(PAGE))
    return page.object_list, f"?{PAGE}={page.next_page_number()}" if page.has_next() else None


def keyed(keys):
    """(keys of the page that `keys`, a queryset of them, begins with, what is behind the address of the next).

    The next one begins behind the last key of this one: what is published meanwhile moves no row to another page.
    """
    found = list(keys[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return shown, f"?truoc={shown[-1]}" if len(found) > PAGE_SIZE else None


def told(moment):
    """`moment` (aware) with the zone here, as ISO 8601 has it."""
    return localtime(moment).isoformat(timespec="seconds")


def told_day(day):
    """`day` (a date, or None) as ISO 8601 has it."""
    return day.isoformat() if day else None
