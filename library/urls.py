"""Addresses of the library in the back office."""

from django.urls import path

from library.loading.views import LoadDocumentsView

app_name = "library"

urlpatterns = [path("nap-danh-sach/", LoadDocumentsView.as_view(), name="load")]
