"""Addresses of the year in the back office, under /admin/bao-cao/ket-qua-nam/."""

from django.urls import path

from compliance.year import views

app_name = "year"

urlpatterns = [
    path("", views.YearView.as_view(), name="year"),
    path("tai-xlsx/", views.YearXlsxView.as_view(), name="xlsx"),
    path("tai-csv/", views.YearCsvView.as_view(), name="csv"),
]
