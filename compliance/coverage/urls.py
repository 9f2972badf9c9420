"""Addresses of coverage in the back office, under /admin/bao-cao/chuyen-muc/."""

from django.urls import path

from compliance.coverage import views

app_name = "coverage"

urlpatterns = [
    path("", views.CoverageView.as_view(), name="coverage"),
    path("tai-xlsx/", views.CoverageXlsxView.as_view(), name="xlsx"),
]
