"""Addresses of projects, tenders and plans in the back office; their pages are Wagtail's."""

from django.urls import path

from planning.loading.views import LoadPlansView, LoadProjectsView, LoadTendersView

app_name = "planning"

urlpatterns = [
    path("nap-danh-sach/", LoadProjectsView.as_view(), name="load"),
    path("nap-goi-thau/", LoadTendersView.as_view(), name="load_tenders"),
    path("nap-ke-hoach/", LoadPlansView.as_view(), name="load_plans"),
]
