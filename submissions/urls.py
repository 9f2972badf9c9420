"""Addresses of our own screens in the back office, under /admin/tin-bai/."""

from django.urls import path

from submissions.views import pieces

app_name = "submissions"

urlpatterns = [
    path("<int:pk>/", pieces.PieceView.as_view(), name="piece"),
]
