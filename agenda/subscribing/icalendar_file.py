"""The public weeks as one iCalendar file, which programs ask for again and again."""

import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from agenda.models import AgendaPage
from submissions.public.places import public_page
from submissions.templatetags.public_news import absolute
from vietnamese.dates import today
from vietnamese.text import normalise

PRODUCER = "-//Site CMS//Lich lam viec//VI"
# How far back the file goes; older weeks are on the pages.
KEPT = datetime.timedelta(weeks=8)
# How often programs ask again.
INTERVAL = datetime.timedelta(hours=1)


@public_page
@require_safe
def calendar_file(request):
    """The file of all that is public; 404 before there is a calendar."""
    place = get_object_or_404(AgendaPage.objects.live())
    weeks = place.public_weeks().filter(monday__gte=today() - KEPT)
    return HttpResponse(calendar_of(place, weeks, request), content_type="text/calendar; charset=utf-8")


def calendar_of(place, weeks, request):
    """The appointments of `weeks` (WeekPages) as the bytes of a calendar that is called like `place`."""
    calendar = Calendar()
    for name, value in (("prodid", PRODUCER), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", place.title)):
        calendar.add(name, value)
    calendar.add("refresh-interval", INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", INTERVAL)
    for week in weeks:
        address = absolute(week.get_url(request))
        for day, appointments in week.days():
            for appointment in appointments:
                calendar.add_component(event_of(appointment, day, week=week, address=address))
    return calendar.to_ical()


def event_of(appointment, day, *, week, address):
    """`appointment` on `day` of `week`, whose page is at `address`, as an event."""
    event = Event()
    # The key of the row: it stays when the week is published anew.
    event.add("uid", f"{appointment.pk}-{address}")
    event.add("dtstamp", week.last_published_at)
    event.add("dtstart", moment(day, appointment.starts))
    if appointment.ends:
        event.add("dtend", moment(day, appointment.ends))
    event.add("summary", normalise(appointment.what))
    told = [_("Led by: %(person)s") % {"person": appointment.chair}]
    if appointment.attendants:
        told.append(_("Taking part: %(people)s") % {"people": appointment.attendants})
    event.add("description", normalise("\n".join(told)))
    if appointment.place:
        event.add("location", normalise(appointment.place))
    event.add("url", address)
    return event


def moment(day, hour):
    """`hour` (a time) of `day` here, in UTC: then the file needs to say nothing of zones."""
    here = timezone.get_default_timezone()
    return timezone.make_aware(datetime.datetime.combine(day, hour), here).astimezone(datetime.UTC)
