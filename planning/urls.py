"""Addresses of projects in the back office; their pages are Wagtail's."""

from django.urls import path

from planning.loading.views import LoadProjectsView

app_name = "planning"

urlpatterns = [path("nap-danh-sach/", LoadProjectsView.as_view(), name="load")]
