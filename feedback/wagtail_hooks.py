"""What questions of citizens register with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from feedback import admin_urls
from feedback.desk import panels, reading_log
from feedback.desk.views import READ
from feedback.handling.keeping import look_after
from feedback.models import FeedbackRules
from submissions.kept import due_work
from submissions.upkeep import changes
from submissions.upkeep import menu as upkeep_menu
from submissions.upkeep.changes import SETTINGS, family


@hooks.register("register_admin_urls")
def question_urls():
    return [path("hoi-dap/", include(admin_urls))]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(READ, _("Read who asked"), _("The sender was shown"))


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(SETTINGS, FeedbackRules)]


hooks.register("register_admin_menu_item", panels.register_item)
hooks.register("register_reports_menu_item", panels.notes_item)
hooks.register("construct_homepage_panels", panels.add_panel)
hooks.register(upkeep_menu.HOOK, reading_log.log_item)
hooks.register(due_work.HOOK, look_after)
