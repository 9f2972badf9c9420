"""Addresses of the radio's recordings; those of programmes go by their names."""

from django.urls import path

from home.listening.podcast import Podcast
from home.listening.views import RecordingsView
from submissions.public.places import public_page

app_name = "listening"
page, podcast = public_page(RecordingsView.as_view()), public_page(Podcast())
urlpatterns = [
    path("nghe-dai/", page, name="recordings"),
    path("nghe-dai/<slug:programme>/", page, name="programme"),
    path("nghe-dai.rss", podcast, name="podcast"),
    path("nghe-dai/<slug:programme>.rss", podcast, name="podcast_of_programme"),
]
