"""The administrator's menu for the running of the site; each app adds its items under the hook."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

from submissions.rights import roles
from submissions.screens.menu_items import RuledMenuItem

HOOK = "register_upkeep_menu_item"
# Without any item the person is not shown the entry at all.
menu = Menu(register_hook_name=HOOK)


def user_can_look_after(user):
    """Whether `user` keeps the site running: the administrator, and superusers."""
    return user.is_active and (user.is_superuser or roles.user_is_site_manager(user))


def upkeep_item():
    return SubmenuMenuItem(_("Upkeep"), menu, name="upkeep", icon_name="cogs", order=750)


def item(title, view, **shown):
    """An item of this menu, for whom its predicate lets in: the administrator, unless told otherwise."""
    shown = {"allowed": user_can_look_after, **shown}
    return RuledMenuItem(title, reverse(view), name=view.replace(":", "-"), **shown)


def mails_item():
    return item(_("Mails sent out"), "upkeep:mails", icon_name="mail", order=10)


def locked_item():
    return item(_("Locked accounts"), "upkeep:locked", icon_name="lock", order=20)


def changes_item():
    return item(_("Who changed what"), "upkeep:changes", icon_name="history", order=30)


def entries_item():
    return item(_("Who logged in"), "upkeep:entries", icon_name="user", order=40)
