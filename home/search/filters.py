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
from submissions.models.sections import carriers
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
        self.units = {slug: ((pk,), name) for pk, slug, name in Unit.objects.values_list("pk", "slug", "name")}
        self.sections, carried = sections()
        self.kinds = {value: ((value,), label) for value, label in Kind.choices}
        unit, section = asked.get(UNIT), asked.get(CATEGORY)
        section = carried.get(section, section)
        kind, time = asked.get(KIND), asked.get(TIME, "")
        first, last = span(time) or (None, None)
        self.values = {
            UNIT: unit if unit in self.units else None,
            CATEGORY: section if section in self.sections else None,
            KIND: kind if kind in Kind else None,
            TIME: time if first is not None else None,
        }
        self.chosen = Chosen(
            unit_id=self.units[unit][0][0] if self.values[UNIT] else None,
            category_ids=self.sections[section][0] if self.values[CATEGORY] else None,
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
            self._filter(UNIT, _("Unit"), _("All units"), self.units, ("unit_id", "unit_id"), found),
            self._filter(
                CATEGORY,
                pgettext("news", "Section"),
                _("All sections"),
                self.sections,
                ("category_id", "category_ids"),
                found,
            ),
            self._filter(KIND, pgettext("search", "Kind"), _("All kinds"), self.kinds, ("kind", "kind"), found),
            self._times(found),
        ]

    def _filter(self, name, label, everything, named, columns, found):
        """`columns` are how what is found calls it, and how what is chosen does."""
        if found is None:
            choices = [self._choice(name, value, text, None) for value, (_keys, text) in named.items()]
        else:
            of_found, of_chosen = columns
            numbers = Counter(getattr(one, of_found) for one in limited(found, self.chosen.without(of_chosen)))
            choices = [
                self._choice(name, value, text, sum(numbers[key] for key in keys))
                for value, (keys, text) in named.items()
            ]
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
    """({slug: (keys, name)}, {slug of what is continued: slug of what carries it today}), by one query.

    Sections of today, with the keys of all that they continue, and each other that holds something, with its last day.
    """
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    every = {one.pk: one for one in Category.objects.annotate(is_held=held)}
    places, day, offered = carriers(every.values(), today()), today(), {}
    for pk, one in every.items():
        keys = tuple(key for key, place in places.items() if place == pk)
        if keys and (one.is_valid_on(day) or any(every[key].is_held for key in keys)):
            offered[one.slug] = keys, named(one, day)
    return offered, {every[key].slug: every[place].slug for key, place in places.items() if key != place}


def named(section, day):
    """The name of `section` (a Category), with its last day where that is over on `day`."""
    if section.valid_to is None or section.valid_to > day:
        return section.title
    last = screen_date(section.valid_to - datetime.timedelta(days=1))
    return _("%(section)s (until %(day)s)") % {"section": section.title, "day": last}


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
        and (chosen.category_ids is None or one.category_id in chosen.category_ids)
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
