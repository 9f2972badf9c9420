"""What projects register with Wagtail's admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from planning import urls
from planning.models import ProjectPage
from submissions.statements.views import HOOK_OF_WAYS


@hooks.register("register_admin_urls")
def planning_urls():
    return [path("du-an/", include(urls))]


@hooks.register(HOOK_OF_WAYS)
def load_way(user):
    """The way to many projects at once, beside that to one."""
    return [(_("Read in a list of projects"), reverse("planning:load"))] if ProjectPage.is_kept_by(user) else []
