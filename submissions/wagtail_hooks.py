"""What the news registers with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path
from wagtail import hooks

from submissions import log_actions, urls


@hooks.register("register_admin_urls")
def news_urls():
    return [path("tin-bai/", include(urls))]


@hooks.register("register_log_actions")
def news_log_actions(actions):
    log_actions.register(actions)
