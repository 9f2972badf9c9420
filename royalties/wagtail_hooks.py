"""What the royalties register with Wagtail's admin; rules live elsewhere."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from royalties.authors.authors_admin import AuthorViewSet
from royalties.authors.tax_marks_admin import TaxMarkViewSet
from royalties.budget import urls as budget_urls
from royalties.budget.entries_admin import AllocationViewSet, BudgetSourceViewSet, MaintenanceCostViewSet
from royalties.budget.panels import BudgetPanel
from royalties.budget.views import BUDGET_TITLE
from royalties.lists import urls as lists_urls
from royalties.lists.index_views import LISTS_TITLE
from royalties.lists.panels import AccountantPanel, DirectorPanel
from royalties.models import BaseSalary, GenreRate, RoyaltyPolicy, RoyaltyTitles, Surcharge, TaxRule
from royalties.own import urls as own_urls
from royalties.own.own_lines import user_has_own_lines
from royalties.own.own_views import OWN_TITLE
from royalties.own.panels import OwnPanel
from royalties.own.unit_views import UNITS_TITLE, user_can_open_unit_totals
from royalties.personal import urls
from royalties.personal.log_views import PERSONAL_LOG_TITLE
from royalties.personal.personal_log import CHANGED, READ
from royalties.rates.rates_admin import (
    BaseSalaryViewSet,
    GenreRateViewSet,
    RoyaltyPolicyViewSet,
    SurchargeViewSet,
    TaxRuleViewSet,
)
from royalties.rights.confirming import AS_APPROVED, PAID_ONESELF, PROPOSED, UNFINISHED
from royalties.rights.permissions import (
    OF_ROLES,
    user_can_view_personal_log,
    user_can_view_tables,
    user_can_view_totals,
)
from royalties.rights.preparing import PREPARED
from royalties.tables import urls as tables_urls
from royalties.tables.index_views import TITLES, Kind
from royalties.tables.panels import ApproverPanel, PreparerPanel
from royalties.unclaimed import urls as unclaimed_urls
from royalties.unclaimed.views import UNCLAIMED_TITLE
from submissions.screens.menu_items import RuledMenuItem
from submissions.upkeep import changes
from submissions.upkeep import menu as upkeep_menu
from submissions.upkeep.changes import RATES, family

# Each part adds its items under this hook; without any, the person is not shown the entry at all.
menu = Menu(register_hook_name="register_royalties_menu_item")


@hooks.register("register_admin_menu_item")
def royalties_menu_item():
    return SubmenuMenuItem(_("Royalties"), menu, name="royalties", icon_name="decimal", order=60)


@hooks.register("register_admin_urls")
def table_urls():
    """Own lines and units' totals stand in the namespace of the tables that they are read from."""
    patterns = [*tables_urls.urlpatterns, *own_urls.urlpatterns]
    return [path("nhuan-but/", include((patterns, tables_urls.app_name)))]


@hooks.register("register_royalties_menu_item")
def tables_item():
    return royalties_item(TITLES[Kind.ROYALTY], "list", icon_name="table", order=10, allowed=user_can_view_tables)


@hooks.register("register_royalties_menu_item")
def remuneration_item():
    return royalties_item(
        TITLES[Kind.REMUNERATION], "remuneration", icon_name="table", order=20, allowed=user_can_view_tables
    )


@hooks.register("register_royalties_menu_item")
def units_item():
    return royalties_item(UNITS_TITLE, "units", icon_name="group", order=70, allowed=user_can_open_unit_totals)


@hooks.register("register_royalties_menu_item")
def own_item():
    return royalties_item(OWN_TITLE, "own", icon_name="user", order=80, allowed=user_has_own_lines)


def royalties_item(title, view, **item):
    return RuledMenuItem(title, reverse(f"royalty_tables:{view}"), name=f"royalties-{view}", **item)


# Payment lists


@hooks.register("register_admin_urls")
def payment_addresses():
    return [path("nhuan-but/chi-tra/", include(lists_urls))]


@hooks.register("register_royalties_menu_item")
def payment_lists_item():
    return RuledMenuItem(
        LISTS_TITLE,
        reverse("payment_lists:index"),
        name="payment-lists",
        icon_name="list-ul",
        order=30,
        allowed=user_can_view_tables,
    )


@hooks.register("register_admin_urls")
def unclaimed_addresses():
    return [path("nhuan-but/chua-nhan/", include(unclaimed_urls))]


@hooks.register("register_royalties_menu_item")
def unclaimed_item():
    return RuledMenuItem(
        UNCLAIMED_TITLE,
        reverse("unclaimed_royalties:index"),
        name="unclaimed-royalties",
        icon_name="time",
        order=40,
        allowed=user_can_view_tables,
    )


# Rules and people


@hooks.register("register_admin_viewset")
def rates_and_authors():
    return [
        GenreRateViewSet(),
        SurchargeViewSet(),
        BaseSalaryViewSet(),
        RoyaltyPolicyViewSet(),
        TaxRuleViewSet(),
        AuthorViewSet(),
        TaxMarkViewSet(),
    ]


@hooks.register("register_permissions")
def permissions_of_roles():
    """What makes somebody a preparer, an approver …: offered in the form of a group."""
    return Permission.objects.filter(content_type__app_label="royalties", codename__in=OF_ROLES)


@hooks.register("register_admin_urls")
def personal_addresses():
    return [path("nhuan-but/tac-gia/", include(urls))]


@hooks.register(upkeep_menu.HOOK)
def personal_log_item():
    return upkeep_menu.item(
        PERSONAL_LOG_TITLE, "royalty_personal:log", icon_name="view", order=40, allowed=user_can_view_personal_log
    )


@hooks.register(changes.HOOK)
def families_of_changes():
    return [family(RATES, GenreRate, BaseSalary, RoyaltyPolicy, TaxRule, Surcharge, RoyaltyTitles)]


@hooks.register("register_log_actions")
def personal_log_actions(actions):
    for name, label in ((READ, _("Read personal details")), (CHANGED, _("Change personal details"))):
        actions.register_action(name, label, label)


@hooks.register("register_log_actions")
def confirmation_log_actions(actions):
    labels = (
        (UNFINISHED, _("Hand in a table whose days are not over")),
        (PROPOSED, _("Approve by proposed rates")),
        (AS_APPROVED, _("Pay as approved")),
        (PAID_ONESELF, _("Approve what pays oneself")),
        (PREPARED, _("Had a hand in a table or list")),
    )
    for name, label in labels:
        actions.register_action(name, label, label)


# The budget


@hooks.register("register_admin_urls")
def budget_addresses():
    return [path("nhuan-but/du-toan/", include(budget_urls))]


@hooks.register("register_royalties_menu_item")
def budget_menu_item():
    return RuledMenuItem(
        BUDGET_TITLE,
        reverse("budget:running"),
        name="budget",
        icon_name="table",
        order=500,
        allowed=user_can_view_totals,
    )


@hooks.register("register_admin_viewset")
def budget_viewsets():
    return [AllocationViewSet(), MaintenanceCostViewSet(), BudgetSourceViewSet()]


# The first page. A panel without content has nothing to tell.

PANELS = (DirectorPanel, AccountantPanel, ApproverPanel, PreparerPanel, OwnPanel, BudgetPanel)


# After the hook that takes Wagtail's own panels away.
@hooks.register("construct_homepage_panels", order=100)
def homepage_panels(request, panels):
    found = [panel(request.user) for panel in PANELS if panel.is_for(request.user)]
    panels.extend(panel for panel in found if panel.content)
