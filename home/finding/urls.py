"""Addresses that search engines and browsers know by heart."""

from django.urls import path

from home.finding import signs, sitemaps

app_name = "finding"
urlpatterns = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemaps.part, name="part"),
    path("robots.txt", signs.robots, name="robots"),
    path("favicon.ico", signs.favicon, name="favicon"),
    path("site.webmanifest", signs.manifest, name="manifest"),
]
