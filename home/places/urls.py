"""Their addresses, in Vietnamese words as all addresses of the site."""

from django.urls import path

from home.places import views
from submissions.public.places import public_page

app_name = "places"
urlpatterns = [
    path("so-do-trang/", public_page(views.SiteMapView.as_view()), name="site_map"),
    path("danh-ba/", public_page(views.DirectoryView.as_view()), name="directory"),
    path("tuyen-bo-tiep-can/", public_page(views.AccessibilityView.as_view()), name="accessibility"),
]
