"""The addresses under which Wagtail's fields look for tags, where its own view would tell those of every file."""

from django.urls import re_path

from submissions.media import tags

urlpatterns = [re_path(r"^(?:[-\w]+/[-\w]+/)?$", tags.autocomplete)]
