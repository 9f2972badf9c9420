"""Addresses of opinions on the public site, below /gop-y/; the consultations themselves are pages of the tree."""

from django.urls import path

from consultation.deadline.icalendar_file import deadline_file
from consultation.sending.views import CommentView, TrackView

app_name = "opinions"
urlpatterns = [
    path("tra-cuu/", TrackView.as_view(), name="track"),
    path("<int:pk>/", CommentView.as_view(), name="comment"),
    path("<int:pk>/han-gop-y.ics", deadline_file, name="deadline"),
]
