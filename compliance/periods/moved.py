"""What a change of the reporting rules may not touch: closed periods. Every refusal says why (ValidationError)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance.periods.periods import ReportingPeriod, Rules
from vietnamese.dates import short_date


def refuse_moving_closed_periods(rule, *, before, closed):
    """Refuse `rule` (a ReportingRule, stored or new) where it would move a closed period or the day of its report.

    `before` are the Rules as they stand, `closed` is the last day (a date) of the newest closed period, or None while
    nothing has been closed.
    """
    if closed is None:
        return
    others = [other for other in before if other.pk != rule.pk]
    after = Rules(sorted([*others, rule], key=lambda r: r.valid_from), calendar=before.calendar)
    # What lies before all rules is under the oldest: one period of that time stands for all.
    earliest = min(other.valid_from for other in (*before, rule))
    period = ReportingPeriod.of_day(closed, rules=before)
    _refuse_moved(period, rules=after)
    while (period.year, period.month) >= (earliest.year, earliest.month):
        period = period.previous
        _refuse_moved(period, rules=after)


def _refuse_moved(period, *, rules):
    moved = ReportingPeriod.of(period.year, period.month, rules=rules)
    if (moved.start, moved.end) != (period.start, period.end):
        raise ValidationError(
            _("Period %(name)s is closed, %(label)s. With this rule it would run %(moved)s.")
            % {"name": period.name, "label": period.label, "moved": moved.label}
        )
    if moved.report_date != period.report_date:
        days = {"day": short_date(period.report_date), "moved": short_date(moved.report_date)}
        raise ValidationError(
            _("Period %(name)s is closed and was due on %(day)s. With this rule that would be %(moved)s.")
            % {"name": period.name, **days}
        )
