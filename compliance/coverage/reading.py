"""What has been filed under the decree's categories: how much in a period, when last, and what came too late.

Reads every page type that subclasses CategorisedPage, three queries for each, and what waits; as many queries whatever
the number of categories, units and pieces. Rules in docs/coverage.md.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Count, Max, Q
from wagtail.models import Page

from compliance.coverage.deadlines import due_day
from compliance.coverage.waiting import WaitingPiece, read_waiting
from compliance.models import DayOff
from submissions.models import CategorisedPage
from vietnamese.dates import day_of


@dataclass(frozen=True)
class LatePiece:
    """A piece that was published after the decree's deadline, counted in working days from its milestone date."""

    page: Page
    milestone: datetime.date
    due: datetime.date
    published: datetime.date


@dataclass
class Fed:
    """What was filed under one category. `last` is the newest live page of all time, `number` those of the period."""

    number: int = 0
    last: Page | None = None
    last_at: datetime.datetime | None = None
    late: list[LatePiece] = field(default_factory=list)
    waiting: list[WaitingPiece] = field(default_factory=list)
    # Of the period, where the category has a deadline, but the day from which it runs was not entered.
    without_milestone: int = 0


def page_types():
    """The page types that are filed under categories: what can be made and has a table."""
    models = (model for model in apps.get_models() if issubclass(model, CategorisedPage))
    return [model for model in models if not model._meta.proxy]


def types_about(units):
    """Those of them that say of which unit a page is, where it is about `units`; all where it is about everybody."""
    if units is None:
        return page_types()
    return [model for model in page_types() if any(field.name == "unit" for field in model._meta.fields)]


def read_fed(law, *, period, day, units=None, calendar=None, reader=None):
    """{key of a category: Fed} in `period`, of all units or of the list `units`, by `law` (a Law).

    What is filed under a category that another one continues by `day` (a date) is that one's. `reader` (a User) is told
    the titles of what is not public as far as that person may know them.
    """
    calendar = calendar or DayOff.calendar()
    found = defaultdict(Fed)
    shown = law.carriers(day)
    for model in types_about(units):
        live = model.objects.order_by().filter(**{model.IS_LIVE: True, "category__isnull": False})
        if units is not None:
            live = live.filter(unit__in=[unit.pk for unit in units])
        inside = Q(**{f"{model.PUBLISHED_AT}__gte": period.start, f"{model.PUBLISHED_AT}__lt": period.end})
        _read_newest(found, live, model=model, inside=inside, shown=shown)
        _read_lateness(found, live.filter(inside), law=law, calendar=calendar, shown=shown)
    for category, pieces in read_waiting(law, period=period, units=units, calendar=calendar, reader=reader).items():
        found[shown[category]].waiting += pieces
    return found


def _read_newest(found, live, *, model, inside, shown):
    """Numbers and newest pieces: a grouping, and the pages that it names."""
    grouped = list(
        live.values_list("category").annotate(number=Count("pk", filter=inside), newest=Max(model.PUBLISHED_AT))
    )
    for category, number, _newest in grouped:
        found[shown[category]].number += number
    wanted = [
        Q(**{"category": category, model.PUBLISHED_AT: newest}) for category, _number, newest in grouped if newest
    ]
    if not wanted:
        return
    for page in live.filter(reduce(or_, wanted)).order_by("pk").defer_streamfields():
        fed, published_at = found[shown[page.category_id]], getattr(page, model.PUBLISHED_AT)
        if fed.last_at is None or fed.last_at <= published_at:
            fed.last, fed.last_at = page, published_at


def _read_lateness(found, published, *, law, calendar, shown):
    """Which of what was published in the period came late, by the law of the day from which its term runs."""
    for page in published.filter(category__in=law.with_deadlines).order_by("pk").defer_streamfields():
        fed, day = found[shown[page.category_id]], day_of(getattr(page, type(page).PUBLISHED_AT))
        if page.milestone_date is None:
            fed.without_milestone += law.days_for(page, day) is not None
            continue
        due = due_day(page, law=law, calendar=calendar)
        if due is not None and day > due:
            fed.late.append(LatePiece(page, page.milestone_date, due, day))
