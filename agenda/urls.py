"""The address of the calendar as a file; its pages are Wagtail's."""

from django.urls import path

from agenda.subscribing.icalendar_file import calendar_file

app_name = "agenda"
urlpatterns = [path("lich-lam-viec.ics", calendar_file, name="calendar")]
