"""What hits may be limited to, by unit, section, kind and time, as the address says it and as the form offers it."""

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from math import inf

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from home.search.entry import DATELESS, PAGE_BITS, moment, place
from home.search.matching import Chosen
from submissions.body.findable import Kind
from submissions.models import Category, NewsPage, Unit
from vietnamese.dates import screen_date, start_of_day, today

UNIT, CATEGORY, KIND, TIME = "don-vi", "chuyen-muc", "loai", "thoi-gian"
PAST_DAYS = {"7": gettext_lazy("The last 7 days"), "30": gettext_lazy("The last 30 days")}
PAST_DAYS["365"] = gettext_lazy("The last 12 months")
# Years to choose from where not every hit was looked at.
YEARS = 5
LAST_DATED = (DATELESS << PAGE_BITS) - 1


@dataclass(frozen=True)
class Choice:
    """One line of a list to choose from: what the address says, what a person reads, how many hits if known."""

    value: str
    label: str
    number: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One list to choose from, by its name in the address; the line for everything is not among its choices."""

    name: str
    label: str
    everything: str
    choices: list[Choice]


class Filters:
    """What the address asks to be limited to; what names nothing that there is limits nothing."""

    def __init__(self, asked):
        """`asked` is the query of the address. Reads the names of all units and sections, a query each."""
        self.units = {slug: (pk, name) for pk, slug, name in Unit.objects.values_list("pk", "slug", "name")}
        self.sections = {slug: (pk, title) for pk, slug, title in sections()}
        self.kinds = {value: (value, label) for value, label in Kind.choices}
        unit, section = asked.get(UNIT), asked.get(CATEGORY)
        kind, time = asked.get(KIND), asked.get(TIME, "")
        first, last = span(time) or (None, None)
        self.values = {
            UNIT: unit if unit in self.units else None,
            CATEGORY: section if section in self.sections else None,
            KIND: kind if kind in Kind else None,
            TIME: time if first is not None else None,
        }
        self.chosen = Chosen(
            unit_id=self.units[unit][0] if self.values[UNIT] else None,
            category_id=self.sections[section][0] if self.values[CATEGORY] else None,
            kind=self.values[KIND],
            first=first,
            last=last,
        )

    @property
    def in_address(self):
        """The limits that are set, by their names in the address."""
        return {name: value for name, value in self.values.items() if value}

    def offered(self, found):
        """The four lists to choose from, for what was `found` without limits (Found rows); None for "too many".

        Behind each choice stands how many hits it would leave with the other limits as they are. Without these numbers
        all choices are offered, with them only those that leave something, and what is chosen.
        """
        return [
            self._filter(UNIT, _("Unit"), _("All units"), self.units, "unit_id", found),
            self._filter(CATEGORY, pgettext("news", "Section"), _("All sections"), self.sections, "category_id", found),
            self._filter(KIND, pgettext("search", "Kind"), _("All kinds"), self.kinds, "kind", found),
            self._times(found),
        ]

    def _filter(self, name, label, everything, named, column, found):
        if found is None:
            choices = [self._choice(name, value, text, None) for value, (_key, text) in named.items()]
        else:
            numbers = Counter(getattr(one, column) for one in limited(found, self.chosen.without(column)))
            choices = [self._choice(name, value, text, numbers[key]) for value, (key, text) in named.items()]
        return Filter(name, label, everything, _not_empty(choices))

    def _times(self, found):
        if found is None:
            years = range(today().year, today().year - YEARS, -1)
            choices = [self._choice(TIME, value, text, None) for value, text in named_times(years)]
        else:
            dated = [one.id for one in limited(found, self.chosen.without("first", "last"))]
            dated = sorted(key for key in dated if key <= LAST_DATED)
            years = [localtime(moment(key)).year for key in (dated[0], dated[-1])] if dated else [1, 0]
            choices = [
                self._choice(TIME, value, text, _number_within(dated, *span(value)))
                for value, text in named_times(range(years[1], years[0] - 1, -1))
            ]
        return Filter(TIME, pgettext("when something was published", "Time"), _("Any time"), _not_empty(choices))

    def _choice(self, name, value, label, number):
        return Choice(value, str(label), number, self.values[name] == value)


def sections():
    """(key, slug, name) of each section of today, and of each other that holds something, with its last day."""
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    offered = Category.objects.valid_today() | Category.objects.filter(held)
    day = today()
    for pk, slug, title, end in offered.values_list("pk", "slug", "title", "valid_to"):
        is_over = end is not None and end <= day
        last = is_over and {"section": title, "day": screen_date(end - datetime.timedelta(days=1))}
        yield pk, slug, _("%(section)s (until %(day)s)") % last if is_over else title


def _not_empty(choices):
    return [choice for choice in choices if choice.number != 0 or choice.is_chosen]


def _number_within(places, first, last):
    """How many of `places`, which are in order, lie from `first` to `last`."""
    return bisect_right(places, last) - bisect_left(places, first)


def limited(found, chosen):
    """Those of `found` (Found rows) that the limits `chosen` leave."""
    if chosen == Chosen():
        return found
    first = chosen.first if chosen.first is not None else -inf
    last = chosen.last if chosen.last is not None else inf
    return [
        one
        for one in found
        if chosen.unit_id in (None, one.unit_id)
        and chosen.category_id in (None, one.category_id)
        and chosen.kind in (None, one.kind)
        and first <= one.id <= last
    ]


def named_times(years):
    return [*PAST_DAYS.items(), *((str(year), _("Year %(year)s") % {"year": year}) for year in years)]


def span(time):
    """The first and the last place (home.search.entry) of the time `time` of the address; None when it names none."""
    if time in PAST_DAYS:
        return place(start_of_day(today() - datetime.timedelta(days=int(time)))), LAST_DATED
    if len(time) == 4 and time.isascii() and time.isdigit() and 2000 <= int(time) <= 2100:
        year = int(time)
        return place(start_of_day(datetime.date(year, 1, 1))), place(start_of_day(datetime.date(year + 1, 1, 1))) - 1
    return None
