"""Addresses of the report in the back office, under /admin/bao-cao/chi-tieu/."""

from django.urls import path

from compliance import views

app_name = "compliance"

urlpatterns = [
    path("", views.ReportView.as_view(), name="report"),
    path("tai-xlsx/", views.XlsxView.as_view(), name="xlsx"),
    path("tai-csv/", views.CsvView.as_view(), name="csv"),
    path("tin-bai/", views.PiecesView.as_view(), name="pieces"),
]
