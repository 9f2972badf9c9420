"""What the news registers with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path
from wagtail import hooks

from submissions import urls


@hooks.register("register_admin_urls")
def news_urls():
    return [path("tin-bai/", include(urls))]
