"""Addresses of the personal details in the back office, under /admin/nhuan-but/tac-gia/."""

from django.urls import path

from royalties.personal.log_views import PersonalLogView
from royalties.personal.views import PersonalDetailsView

app_name = "royalty_personal"

urlpatterns = [
    path("<int:author_id>/thong-tin-ca-nhan/", PersonalDetailsView.as_view(), name="details"),
    path("nhat-ky-doc/", PersonalLogView.as_view(), name="log"),
]
