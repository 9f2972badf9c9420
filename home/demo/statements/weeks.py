"""The working calendar of the demo city: this week and the one before, each by two people of the board."""

import datetime

from wagtail.log_actions import LogContext

from agenda.models import AgendaPage, WeekPage
from agenda.models.week import DAYS, monday_of
from home.demo.invented.calendar import moment_of, office_minute
from home.demo.invented.weeks import NOTE, WEEK
from home.demo.statements.documents import READ_AFTER, SECOND, WRITER
from submissions.kept.clock import standing_at
from submissions.statements import measure, publishing

# The Friday before, in the afternoon.
DAYS_BEFORE, MINUTE = 3, 380


def publish_weeks(*, residents, as_of):
    """The weeks up to that of `as_of` (a date), published before they began."""
    writer, second = residents.by_username[WRITER], residents.by_username[SECOND]
    for monday in (monday_of(as_of) - datetime.timedelta(days=DAYS), monday_of(as_of)):
        minute = office_minute(monday - datetime.timedelta(days=DAYS_BEFORE)) + MINUTE
        with standing_at(moment_of(minute)), LogContext(user=writer):
            page = written(monday, by=writer)
        with standing_at(moment_of(minute + READ_AFTER)), LogContext(user=second):
            publishing.publish(pk=page.pk, user=second, position=measure.position(page))


def written(monday, *, by):
    """A draft of the week from `monday` on."""
    page = WeekPage(monday=monday, note=NOTE, owner=by)
    for weekday, starts, ends, what, chair, attendants, place in WEEK:
        page.appointments.create(
            weekday=weekday,
            starts=datetime.time.fromisoformat(starts),
            ends=datetime.time.fromisoformat(ends) if ends else None,
            what=what,
            chair=chair,
            attendants=attendants,
            place=place,
        )
    AgendaPage.objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page
