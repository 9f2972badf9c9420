"""The menu of the administrator: units, their members, and accounts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from submissions.accounts.accounts_admin import AccountViewSet
from submissions.units.contacts.admin import UnitContactViewSet
from submissions.units.memberships_admin import MembershipViewSet
from submissions.units.units_admin import UnitViewSet


class UnitsAndPeople(ViewSetGroup):
    """Units and members; the screens of accounts are registered by Wagtail's own app and only linked here."""

    menu_label = _("Units and people")
    menu_icon = "group"
    menu_name = "units-and-people"
    menu_order = 700
    items = (UnitViewSet, UnitContactViewSet, MembershipViewSet)

    def get_submenu_items(self):
        accounts = AccountViewSet("wagtailusers_users", url_prefix="users")
        return [*super().get_submenu_items(), accounts.get_menu_item(order=len(self.items) + 1)]
