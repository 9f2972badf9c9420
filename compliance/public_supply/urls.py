"""Public addresses, under /so-lieu/cung-cap-tin-bai/."""

from django.urls import path

from compliance.public_supply import views
from submissions.public.places import public_page

app_name = "public_supply"

urlpatterns = [
    path("", public_page(views.SupplyView.as_view()), name="newest"),
    path("<int:year>/", public_page(views.SupplyView.as_view()), name="year"),
    path("<int:year>.csv", public_page(views.CsvView.as_view()), name="csv"),
    path("<int:year>.json", public_page(views.JsonView.as_view()), name="json"),
]
