"""What every paper of a period is written from: its table, the one before, whether it is closed, the desk's remarks."""

import datetime
from dataclasses import dataclass

from compliance.counting.amendments import Amendment, amendments_of
from compliance.counting.counts import Result
from compliance.counting.ledger import Ledger
from compliance.findings.categories import by_category
from compliance.findings.streaks import BELOW, REPEATED, streaks
from compliance.models import ClosedPeriod, PeriodRemarks
from compliance.periods.periods import ReportingPeriod
from compliance.table.report import Report, make_report


@dataclass(frozen=True)
class Paper:
    """One period, read once for all that is written about it.

    `streaks` says for each unit below its minimum for how many periods in a row, by the unit's key; `categories` how
    many pieces each category has; `amendments` what happened after closing.
    """

    period: ReportingPeriod
    report: Report
    before: Report
    streaks: dict[int, int]
    remarks: PeriodRemarks
    categories: list[tuple[str, int]]
    amendments: list[Amendment]

    @classmethod
    def read(cls, period):
        ledger = Ledger.read()
        report = make_report(period, ledger=ledger)
        return cls(
            period=period,
            report=report,
            before=make_report(period.previous, ledger=ledger),
            streaks=streaks(period, report.rows, ledger=ledger),
            remarks=PeriodRemarks.of(period),
            categories=by_category(report, ledger=ledger),
            amendments=amendments_of(report.closed) if report.closed else [],
        )

    @property
    def closed(self) -> ClosedPeriod | None:
        return self.report.closed

    @property
    def is_draft(self):
        """A report is signed on closed figures only."""
        return self.closed is None

    @property
    def report_date(self) -> datetime.date:
        return self.closed.report_date if self.closed else self.period.report_date

    @property
    def moment(self) -> datetime.datetime:
        """Since when the figures stand: when they were closed, or when they were counted."""
        return self.closed.closed_at if self.closed else self.report.taken_at

    def rows_with(self, *results):
        """The rows of the units with one of these Results, in protocol order."""
        return [row for row in self.report.rows if row.result in results]

    @property
    def below(self):
        """The rows of the units below their minimum, also of those of which there is nothing."""
        return self.rows_with(*BELOW)

    @property
    def asked(self):
        """The rows of the units that have a minimum."""
        return [row for row in self.report.rows if row.result != Result.NOT_ASKED]

    @property
    def repeatedly_below(self):
        """The rows of the units that are below their minimum for the third period in a row, or longer."""
        return [row for row in self.below if self.streaks[row.unit.pk] >= REPEATED]

    @property
    def is_over(self):
        """Whether nothing more can be sent in the period, closed or not."""
        return not self.period.is_open
