"""What the public face adds to Wagtail."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("home.demo_city", _("Build the demonstration"), _("The demonstration was built"))
