"""Addresses of questions on the public site, below /hoi-dap/."""

from django.urls import path

from feedback.asking.views import AskView, TrackView
from feedback.published.views import PublishedListView, PublishedView

app_name = "questions"


def kept(view):
    """Marked as a page that is the same for everybody, until something public changes (docs/page-cache.md)."""
    view.is_public_page = True
    return view


urlpatterns = [
    path("", kept(PublishedListView.as_view()), name="list"),
    path("gui/", AskView.as_view(), name="ask"),
    path("tra-cuu/", TrackView.as_view(), name="track"),
    path("<int:pk>/", kept(PublishedView.as_view()), name="published"),
]
