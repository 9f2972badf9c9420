"""Addresses that search engines and browsers know by heart."""

from django.urls import path

from home.finding import signs, sitemaps
from submissions.public.places import public_page

app_name = "finding"
urlpatterns = [
    path("sitemap.xml", public_page(sitemaps.sitemap), name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", public_page(sitemaps.part), name="part"),
    path("robots.txt", signs.robots, name="robots"),
    path("favicon.ico", signs.favicon, name="favicon"),
    path("don-vi/<slug:slug>.webmanifest", public_page(signs.manifest_of_unit), name="unit_manifest"),
    path("bieu-trung", signs.emblem, name="emblem"),
    path("site.webmanifest", signs.manifest, name="manifest"),
]
