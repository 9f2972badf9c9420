"""Closed figures without the chain behind them: units, and periods in which each of them did as told."""

import dataclasses
import datetime

from compliance.counting.counts import Counts, UnitRow
from compliance.models import ClosedPeriod, ClosedRow
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.models import Unit

BLANK = {
    "photo_required": True,
    "quota_basis": "Công văn 2485/UBND-VX ngày 04/4/2019",
    "is_valid_throughout": True,
    "item_count": 0,
    "digest": "0" * 64,
}


def units(*names, kind="ward"):
    """Units of one kind by name, without pages."""
    have = Unit.objects.count()
    made = [
        Unit(name=name, short_name=name[:60], slug=f"don-vi-{have + n}", kind_id=kind, display_order=have + n)
        for n, name in enumerate(names)
    ]
    return Unit.objects.bulk_create(made)


def numbers(*, minimum=2, sent=0, waiting=0, returned=0, published=0, short=None, photos=None, counted=None, year=None):
    """Counts that add up: published pieces are short ones with photos and count, unless told otherwise."""
    short = published if short is None else short
    counted = published if counted is None else counted
    return Counts(
        minimum=minimum,
        sent=sent,
        sent_published=sent - waiting - returned,
        waiting=waiting,
        returned=returned,
        published=published,
        short=short,
        long=published - short,
        with_photo=published if photos is None else photos,
        counted=counted,
        shortfall=max(minimum - counted, 0),
        year_counted=counted if year is None else year,
    )


def closed(year, month, figures, *, exempt=()):
    """A ClosedPeriod with the `figures` ({unit: Counts}); `exempt` are the units of which nothing was asked."""
    period = ReportingPeriod.of(year, month, rules=all_rules())
    sealed = ClosedPeriod.objects.create(
        year=year,
        month=month,
        start=period.start,
        end=period.end,
        report_date=period.report_date,
        closed_at=period.end + datetime.timedelta(minutes=5),
        row_count=len(figures),
        digest="0" * 64,
    )
    ClosedRow.objects.bulk_create(
        ClosedRow(
            **dataclasses.asdict(counts),
            **BLANK,
            period=sealed,
            place=place,
            unit=unit,
            unit_name=unit.name,
            unit_kind=unit.kind_id,
            exempt_because="Đang sắp xếp (8/UBND-NV)" if unit in exempt else "",
            result=UnitRow(**dataclasses.asdict(counts)).result,
        )
        for place, (unit, counts) in enumerate(figures.items(), start=1)
    )
    return sealed


def autumn():
    """Five units, closed in August, September and October 2026; returns them by short names.

    The division and the radio station meet their minimum; the ward sends and is never published, for the third time
    in October; the commune is silent for the second time; nothing is asked of Mũi Né.
    """
    (division,) = units("Phòng Nội vụ", kind="division")
    ward, exempt = units("UBND phường Phú Thủy", "UBND phường Mũi Né")
    (commune,) = units("UBND xã Tiến Lợi", kind="commune")
    (radio,) = units("Đài Truyền thanh", kind="radio")
    same = {
        ward: numbers(sent=2, waiting=1, returned=1),
        exempt: numbers(minimum=0, sent=1, published=1),
    }
    on_air = {radio: numbers(minimum=15, sent=15, published=15, photos=3)}
    two = {division: numbers(sent=2, published=2)}
    three = {division: numbers(sent=3, published=3, short=2, photos=2, counted=2)}
    closed(2026, 8, two | same | {commune: numbers(sent=2, published=2)} | on_air, exempt={exempt})
    closed(2026, 9, two | same | {commune: numbers()} | on_air, exempt={exempt})
    closed(2026, 10, three | same | {commune: numbers()} | on_air, exempt={exempt})
    return {"division": division, "ward": ward, "exempt": exempt, "commune": commune, "radio": radio}
