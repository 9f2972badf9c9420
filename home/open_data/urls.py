"""Addresses of open data."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from home.open_data import views
from submissions.public.places import public_page


class Ending(StringConverter):
    regex = "json|csv"


register_converter(Ending, "ending")

app_name = "open_data"
urlpatterns = [
    path("du-lieu-mo/", public_page(views.CatalogueView.as_view()), name="catalogue"),
    path("du-lieu-mo/<slug:slug>.schema.json", public_page(views.schema), name="schema"),
    path("du-lieu-mo/<slug:slug>.<ending:ending>", public_page(views.table), name="table"),
]
