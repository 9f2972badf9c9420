"""Addresses of questions on the public site, below /hoi-dap/."""

from django.urls import path

from feedback.asking.views import AskView, TrackView
from feedback.published.views import PublishedListView, PublishedView
from submissions.public.places import public_page

app_name = "questions"
urlpatterns = [
    path("", public_page(PublishedListView.as_view()), name="list"),
    path("gui/", AskView.as_view(), name="ask"),
    path("tra-cuu/", TrackView.as_view(), name="track"),
    path("<int:pk>/", public_page(PublishedView.as_view()), name="published"),
]
