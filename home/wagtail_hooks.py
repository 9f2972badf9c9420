"""What the public face adds to Wagtail."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.models import AgencyDetails
from home.open_data.datasets import tables as open_data_tables
from home.sharing import card_files
from submissions.kept import drawn_files
from submissions.public.open_data import HOOK as OPEN_DATA
from submissions.screens.menu_items import RuledMenuItem
from submissions.upkeep import changes
from submissions.upkeep import menu as upkeep_menu
from submissions.upkeep.changes import SETTINGS, family


@hooks.register(upkeep_menu.HOOK)
def agency_item():
    """The way to what is among the settings, where who keeps the site looks for it too."""
    return RuledMenuItem(
        _("Agency and contact"),
        reverse("wagtailsettings:edit", args=["home", "agencydetails"]),
        name="upkeep-agency",
        icon_name="home",
        order=50,
        allowed=user_can_change_agency,
    )


def user_can_change_agency(user):
    return user.has_perm("home.change_agencydetails")


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(SETTINGS, AgencyDetails)]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("home.demo_city", _("Build the demonstration"), _("The demonstration was built"))


hooks.register(OPEN_DATA, open_data_tables)


@hooks.register(drawn_files.HOOK)
def cards_and_signs(name):
    """Pictures for shared links, and the sizes of the office's emblem, which lie beside it."""
    return name.startswith((f"{card_files.FOLDER}/", "emblem/"))
