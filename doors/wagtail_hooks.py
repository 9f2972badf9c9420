"""What the doors register with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from doors import admin_urls
from doors.entering import oidc
from doors.own import panel
from doors.own import views as own
from doors.resetting import resets
from doors.resetting import views as resetting
from submissions.upkeep import menu as upkeep_menu


@hooks.register("register_admin_urls")
def doors_urls():
    return [
        path("bao-mat/", include(admin_urls.own_patterns)),
        path("mat-yeu-to-thu-hai/", include(admin_urls.reset_patterns)),
    ]


@hooks.register("register_log_actions")
def doors_log_actions(actions):
    for action, label in (
        (own.REMOVED, _("A second factor was taken away")),
        (own.NEW_CODES, _("New codes for the second factor were made")),
        (oidc.CONNECTED, _("The account was connected with another log-in")),
        (oidc.CREATED, _("The account was created by another log-in")),
        (resets.ASKED, _("The reset of a lost second factor was asked for")),
        (resets.DONE, _("The reset of a lost second factor was confirmed")),
        (resets.WITHDRAWN, _("The reset of a lost second factor was taken back")),
        (resets.BY_COMMAND, _("The second factor was reset on the server")),
    ):
        actions.register_action(action, label, label)


hooks.register("register_account_settings_panel", panel.account_panel)
hooks.register("register_user_listing_buttons", resetting.listing_buttons)
hooks.register(upkeep_menu.HOOK, resetting.resets_item)
