"""Years told cheaply for the tests: closed periods as their rows, and pieces published at a set time."""

import datetime

from compliance.counting.counts import Result
from compliance.models import ClosedPeriod, ClosedRow
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import NewsPage
from tests import factories
from tests.compliance.stories import at

ZERO = dict.fromkeys(
    (
        "sent",
        "sent_published",
        "waiting",
        "returned",
        "withdrawn",
        "published",
        "short",
        "long",
        "with_photo",
        "shortfall",
        "year_counted",
    ),
    0,
)


def closed_row(unit, *, minimum=2, counted=2, place=1, **fields):
    """The figures of `unit` in a closed period; with 0 of a minimum it had sent nothing, unless `result` is given."""
    if minimum == 0:
        result = Result.NOT_ASKED
    elif counted >= minimum:
        result = Result.MET
    else:
        result = Result.SHORT if counted else Result.NOTHING
    given = {"result": result, "published": counted, "short": counted, **fields}
    return ClosedRow(
        **{
            **ZERO,
            "unit": unit,
            "unit_name": unit.name,
            "unit_kind": unit.kind_id,
            "minimum": minimum,
            "counted": counted,
            "photo_required": True,
            "is_valid_throughout": True,
            "place": place,
            "item_count": 0,
            "digest": "0",
            **given,
        }
    )


def close(year, month, *rows):
    """A closed period with these ClosedRows."""
    period = ReportingPeriod.of(year, month, rules=all_rules())
    closed = ClosedPeriod.objects.create(
        year=year,
        month=month,
        start=period.start,
        end=period.end,
        report_date=period.report_date,
        closed_at=period.end,
        row_count=len(rows),
        digest="0",
    )
    for place, row in enumerate(rows, start=1):
        row.period, row.place = closed, place
    ClosedRow.objects.bulk_create(rows)
    return closed


def published(unit, *, when, photo=True, live=True, **fields):
    """A piece of `unit` that reached the board an hour before it was published at `when` ("2026-10-10 08:00:00").

    Its columns are set, its way through the chain is not told.
    """
    page = factories.news(unit, **fields)
    moment = at(when)
    NewsPage.objects.filter(pk=page.pk).update(
        published_at=moment,
        first_published_at=moment,
        sent_at=moment - datetime.timedelta(hours=1),
        is_live=live,
        live=live,
        has_photo=photo,
    )
    return NewsPage.objects.get(pk=page.pk)
