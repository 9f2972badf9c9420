"""The last day for opinions as an iCalendar file, so that nobody has to write it down."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from consultation.models import ConsultationPage
from submissions.public.places import public_page
from submissions.screens.posted_numbers import posted_number
from submissions.templatetags.public_news import absolute
from vietnamese.text import normalise

PRODUCER = "-//Site CMS//Lay y kien//VI"


@public_page
@require_safe
def deadline_file(request, pk):
    """The file of the consultation `pk`; 404 for what is not public."""
    page = get_object_or_404(ConsultationPage.objects.live().public(), pk=posted_number(pk))
    return HttpResponse(calendar_of(page, request), content_type="text/calendar; charset=utf-8")


def calendar_of(page, request):
    """The last day of `page` (a ConsultationPage) as the bytes of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event_of(page, absolute(page.get_url(request))))
    return calendar.to_ical()


def event_of(page, address):
    """The whole last day of `page`, whose page is at `address`, as an event."""
    event = Event()
    event.add("uid", f"{page.pk}-{address}")
    event.add("dtstamp", page.last_published_at)
    event.add("dtstart", page.closes_on)
    event.add("summary", normalise(_("Last day for opinions: %(title)s") % {"title": page.title}))
    event.add("description", normalise(page.extract))
    event.add("url", address)
    return event
