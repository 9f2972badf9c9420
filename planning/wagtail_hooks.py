"""What projects, tenders and plans register with Wagtail's admin."""

from django.urls import include, path, reverse
from wagtail import hooks

from planning import urls
from planning.loading.views import LoadPlansView, LoadProjectsView, LoadTendersView
from submissions.statements.views import HOOK_OF_WAYS


@hooks.register("register_admin_urls")
def planning_urls():
    return [path("du-an/", include(urls))]


@hooks.register(HOOK_OF_WAYS)
def load_ways(user):
    """The ways to many at once, beside those to one."""
    views = {"load": LoadProjectsView, "load_tenders": LoadTendersView, "load_plans": LoadPlansView}
    return [(view.page_title, reverse(f"planning:{name}")) for name, view in views.items() if view.may_load(user)]
