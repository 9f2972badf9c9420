"""What the news registers with Wagtail's admin; rules live elsewhere."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import telepath
from wagtail.admin.ui.sidebar import MainMenuModule

from submissions import urls
from submissions.accounts.session import session
from submissions.away import views as away_views
from submissions.by_mail import device_screens
from submissions.chain import log_actions, publishing
from submissions.desk import action_menu, menus, panels
from submissions.mail_in import panels as mail_panels
from submissions.media import documents
from submissions.rights import choosers
from submissions.screens.kept_words import kept_scripts
from submissions.units import people_menu
from submissions.upkeep import changes, families
from submissions.upkeep import menu as upkeep_menu
from submissions.upkeep import panels as upkeep_panels


@hooks.register("register_admin_urls")
def news_urls():
    return [
        path("tin-bai/", include(urls)),
        path("van-ban/", include("submissions.statements.urls")),
        path("duyet-giay/", include(urls.paper_patterns)),
        path("sap-nhap-giai-the/", include(urls.ending_patterns)),
        path("van-hanh/", include(urls.upkeep_patterns)),
        path("phien/", session, name="session"),
        path("tai-anh/", include(urls.upload_patterns)),
        path("huong-dan/", include(urls.guide_patterns)),
        path("thu-den/", include(urls.letter_patterns)),
        path("may-quen/", include(urls.device_patterns)),
        path("bao-cao/danh-sach-phu-trach/", include(urls.officer_patterns)),
    ]


@hooks.register("register_log_actions")
def news_log_actions(actions):
    log_actions.register(actions)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("submissions/screens/admin.css"))


@hooks.register("insert_global_admin_js")
def dates_as_typed():
    return format_html('<script src="{}"></script>', static("submissions/screens/dates.js"))


hooks.register("insert_global_admin_js", kept_scripts)


@hooks.register("construct_homepage_panels", order=-100)
def home_panels(request, items):
    panels.replace_panels(request, items)


@hooks.register("construct_homepage_panels")
def mails_on_home(request, items):
    mail_panels.add_panels(request, items)


@hooks.register("construct_homepage_panels", order=1000)
def no_empty_home(request, items):
    panels.explain_emptiness(request, items)


@hooks.register("construct_homepage_summary_items")
def no_summary(request, items):
    items.clear()


hooks.register("register_admin_menu_item", menus.write_item)
hooks.register("register_admin_menu_item", menus.unit_item)
hooks.register("register_admin_menu_item", menus.board_item)
hooks.register("register_admin_menu_item", menus.archive_item)
hooks.register("register_admin_menu_item", menus.statements_item)
hooks.register("register_admin_menu_item", mail_panels.letters_item)
hooks.register("register_admin_menu_item", upkeep_menu.upkeep_item)
hooks.register(upkeep_menu.HOOK, upkeep_menu.mails_item)
hooks.register(upkeep_menu.HOOK, upkeep_menu.locked_item)
hooks.register(upkeep_menu.HOOK, upkeep_menu.changes_item)
hooks.register(upkeep_menu.HOOK, upkeep_menu.entries_item)
hooks.register("construct_homepage_panels", upkeep_panels.add_panel)
telepath.register(menus.AccountCorner(), MainMenuModule)
hooks.register("register_account_menu_item", away_views.account_item)
hooks.register("register_reports_menu_item", menus.officers_item)
hooks.register("register_reports_menu_item", menus.papers_item)
hooks.register("construct_main_menu", menus.tidy_menu)
hooks.register("construct_reports_menu", menus.tidy_reports)
hooks.register("register_help_menu_item", menus.guides_item)
hooks.register("construct_help_menu", menus.tidy_help)
hooks.register("register_admin_search_area", menus.search_unit)
hooks.register("register_admin_search_area", menus.search_archive)
hooks.register("construct_search", menus.tidy_search)
hooks.register("construct_page_action_menu", action_menu.arrange)
hooks.register("construct_page_chooser_queryset", choosers.linkable_pages)
hooks.register("before_publish_page", publishing.require_complete_correction)
hooks.register("after_create_page", action_menu.to_the_piece)
hooks.register("after_edit_page", action_menu.to_the_piece)


@hooks.register("insert_global_admin_css")
def registers_css():
    return format_html('<link rel="stylesheet" href="{}">', static("submissions/screens/registers.css"))


@hooks.register("register_admin_viewset")
def units_and_people():
    return people_menu.UnitsAndPeople()


hooks.register(changes.HOOK, families.of_the_news)
hooks.register("register_account_settings_panel", device_screens.account_panel)
hooks.register("register_user_listing_buttons", device_screens.listing_buttons)
hooks.register("before_serve_document", documents.refuse_unpublished)
