"""The address of a document, where Wagtail's own view would answer otherwise; its name stays Wagtail's."""

from django.urls import re_path

from submissions.media import documents

urlpatterns = [re_path(r"^(\d+)/(.*)$", documents.serve)]
