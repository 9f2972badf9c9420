"""What consultations register with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from consultation import admin_urls
from consultation.desk import panels
from consultation.desk.list_views import TAKEN_AWAY
from consultation.handling.keeping import look_after
from consultation.models import Comment
from feedback.desk import reading_log
from submissions.kept import due_work
from submissions.upkeep.changes import Family


@hooks.register("register_admin_urls")
def consultation_urls():
    return [path("lay-y-kien/", include(admin_urls))]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(TAKEN_AWAY, _("Take opinions away as a file"), _("All opinions were taken away as a file"))


@hooks.register(reading_log.HOOK)
def senders_read():
    return [Family("lay-y-kien", _("of an opinion"), (Comment,))]


hooks.register("register_admin_menu_item", panels.register_item)
hooks.register("construct_homepage_panels", panels.add_panel)
hooks.register(due_work.HOOK, look_after)
