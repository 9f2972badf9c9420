"""The back office's menu: the three or four things that people come for, and nothing of Wagtail's machinery."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.sidebar import BaseSidebarAdapter

from submissions.rights import roles
from submissions.screens.menu_items import Ruled, RuledMenuItem
from submissions.statements.lists import user_can_see_statements

# Wagtail's items that only the site's administrators have a use for.
MACHINERY = {"explorer", "images", "documents", "snippets"}
FILES = {"images", "documents"}
# Wagtail's reports: they tell of drafts, workflows and types in its own words; ours stand in their place.
WAGTAIL_REPORTS = {"locked-pages", "workflows", "workflow-tasks", "site-history", "aging-pages", "page-types-usage"}


class AccountCorner(BaseSidebarAdapter):
    """Gives the sidebar the whole name of the person: Wagtail takes the first name, which lacks the given name here."""

    js_constructor = "wagtail.sidebar.MainMenuModule"

    def js_args(self, menu):
        items, account_items, person = menu.js_args()
        return [items, account_items, {**person, "name": str(menu.user)}]


def write_item():
    return RuledMenuItem(
        _("Write a piece of news"),
        reverse("submissions:write"),
        name="write-news",
        icon_name="edit",
        order=10,
        allowed=roles.user_can_write,
    )


def unit_item():
    return RuledMenuItem(
        _("News of the unit"),
        reverse("submissions:unit_list"),
        name="unit-news",
        icon_name="list-ul",
        order=20,
        allowed=roles.user_is_member,
    )


def board_item():
    return RuledMenuItem(
        _("Work of the editorial board"),
        reverse("submissions:board_queue"),
        name="board-queue",
        icon_name="tasks",
        order=30,
        allowed=roles.user_can_use_board_queue,
    )


def archive_item():
    return RuledMenuItem(
        _("All news received"),
        reverse("submissions:archive"),
        name="news-archive",
        icon_name="folder-open-inverse",
        order=40,
        allowed=roles.user_can_use_board_queue,
    )


def statements_item():
    return RuledMenuItem(
        _("Documents and information"),
        reverse("statements:index"),
        name="statements",
        icon_name="doc-full",
        order=50,
        allowed=user_can_see_statements,
    )


def officers_item():
    return RuledMenuItem(
        _("Register of officers"),
        reverse("officers:register"),
        name="officers",
        icon_name="group",
        order=200,
        allowed=roles.user_can_read_register,
    )


def papers_item():
    return RuledMenuItem(
        _("Approvals on paper"),
        reverse("papers:index"),
        name="papers",
        icon_name="doc-full",
        order=210,
        allowed=roles.user_can_use_board_queue,
    )


def guides_item():
    return MenuItem(_("Guides"), reverse("guides:index"), name="guides", icon_name="help", order=10)


def tidy_help(request, items):
    """Leave out Wagtail's own guide and news, which are in English and about other people's screens."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


def tidy_menu(request, items):
    """Take out of the main menu what the person has no use for."""
    user = request.user
    hidden = set() if user.is_superuser or roles.user_is_site_manager(user) else set(MACHINERY)
    if roles.user_is_editor(user):
        hidden -= FILES
    items[:] = [item for item in items if item.name not in hidden]


def tidy_reports(request, items):
    """Leave Wagtail's own reports to superusers."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in WAGTAIL_REPORTS]


class NewsSearchArea(Ruled, SearchArea):
    """The search box above the menu, leading into one of our lists; the sidebar takes the first area shown."""


def search_unit():
    return NewsSearchArea(
        _("News of the unit"),
        reverse("submissions:unit_list"),
        name="unit-news",
        icon_name="list-ul",
        order=10,
        allowed=roles.user_is_member,
    )


def search_archive():
    return NewsSearchArea(
        _("All news received"),
        reverse("submissions:archive"),
        name="news-archive",
        icon_name="folder-open-inverse",
        order=20,
        allowed=roles.user_can_use_board_queue,
    )


def tidy_search(request, areas):
    """Wagtail's search lists the pages of its tree, which only administrators work in."""
    if not (request.user.is_superuser or roles.user_is_site_manager(request.user)):
        areas[:] = [area for area in areas if isinstance(area, NewsSearchArea)]
