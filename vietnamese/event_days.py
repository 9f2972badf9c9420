"""The day on which something happened, as running text tells it: "Sáng 12/4", "ngày 12 tháng 4 năm 2019"."""

import datetime
import re

# It stands at the beginning, or it is another's.
LETTERS = 5000
# Far from today, a day is one that is remembered, and not the day of the piece.
BEFORE, AFTER = datetime.timedelta(days=150), datetime.timedelta(days=60)

TOLD = re.compile(
    r"\b(?:sáng|trưa|chiều|tối|đêm|ngày|hôm)\b(?:[\s,(]+(?:sớm|sáng|trưa|chiều|tối|ngày|hôm|qua|nay)){0,3}[\s,(]*"
    # "trong hai ngày 12 và 13/4", "từ ngày 12 đến 14/4": the first.
    r"(?P<day>\d{1,2})(?:\s*(?:,|và|-|–|đến)\s*(?:ngày\s*)?\d{1,2}){0,3}"
    r"(?:\s+tháng\s+(?P<named>\d{1,2})(?:\s*(?:năm|[/,-])\s*(?P<year_named>\d{4}))?"
    r"|\s*[.-]\s*(?P<dotted>\d{1,2})\s*[.-]\s*(?P<year_dotted>\d{4})"
    r"|\s*/\s*(?P<slashed>\d{1,2})(?:\s*/\s*(?P<year_slashed>\d{4}))?)(?![\d/])",
    re.IGNORECASE,
)


def event_day(text, *, today):
    """The first day (a date) near `today` that the beginning of `text` (NFC) tells of; None where it tells of none.

    Without a year it is the one nearest to today.
    """
    for told in TOLD.finditer(text[:LETTERS]):
        month = told["named"] or told["dotted"] or told["slashed"]
        year = told["year_named"] or told["year_dotted"] or told["year_slashed"]
        years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
        days = [day for one in years if (day := date_of(one, int(month), int(told["day"])))]
        near = [day for day in days if today - BEFORE <= day <= today + AFTER]
        if near:
            return min(near, key=lambda day: abs(day - today))
    return None


def date_of(year, month, day):
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
