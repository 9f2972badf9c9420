"""What the report registers with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path, reverse
from wagtail import hooks

from compliance import urls
from compliance.closing.late import last_hour_warning
from compliance.counting.not_counted import not_counted_because
from compliance.coverage import urls as coverage_urls
from compliance.coverage.views import COVERAGE_TITLE
from compliance.decrees.categories_admin import CategoryViewSet
from compliance.decrees.decrees_admin import DecreePointViewSet, DecreeViewSet
from compliance.models import (
    DayOff,
    Exemption,
    PublicSupply,
    Quota,
    ReminderPlan,
    ReportingRule,
    ScoreScheme,
    UnitComparison,
)
from compliance.panels.panels import panels_for
from compliance.papers.template_views import TEMPLATE_TITLE
from compliance.public_supply.table import tables as public_supply_tables
from compliance.public_supply.views import places as public_supply_places
from compliance.rights.permissions import user_can_open_report, user_can_write_report
from compliance.scores import urls as scores_urls
from compliance.scores.schemes_admin import ScoreSchemeViewSet
from compliance.scores.views import SCORES_TITLE
from compliance.table.views import REPORT_TITLE
from compliance.terms.ending_units import OwedAfterwards
from compliance.terms.kinds_admin import UnitKindViewSet
from compliance.terms.minimums_admin import ExemptionViewSet, QuotaViewSet
from compliance.terms.rules_admin import DayOffViewSet, ReportingRuleViewSet
from compliance.year import urls as year_urls
from compliance.year.views import YEAR_TITLE
from submissions.ending import what_is_owed
from submissions.kept import calendars
from submissions.public.open_data import HOOK as OPEN_DATA
from submissions.public.places import HOOK as PLACES
from submissions.screens.menu_items import RuledMenuItem
from submissions.standing import not_counted, set_times
from submissions.upkeep import changes
from submissions.upkeep.changes import SETTINGS, family


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("bao-cao/chi-tieu/", include(urls)),
        path("bao-cao/ket-qua-nam/", include(year_urls)),
        path("bao-cao/diem-thi-dua/", include(scores_urls)),
        path("bao-cao/chuyen-muc/", include(coverage_urls)),
    ]


def report_item(title, view, **item):
    """An item of the menu of reports, for whoever has anything to read in them."""
    name = view.partition(":")[0]
    return RuledMenuItem(title, reverse(view), name=name, allowed=user_can_open_report, **item)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return report_item(REPORT_TITLE, "compliance:report", icon_name="table", order=100)


@hooks.register("register_reports_menu_item")
def year_menu_item():
    return report_item(YEAR_TITLE, "year:year", icon_name="calendar-alt", order=110)


@hooks.register("register_reports_menu_item")
def scores_menu_item():
    return report_item(SCORES_TITLE, "scores:scores", icon_name="order", order=120)


@hooks.register("register_reports_menu_item")
def coverage_menu_item():
    return report_item(COVERAGE_TITLE, "coverage:coverage", icon_name="folder-open-inverse", order=130)


@hooks.register("register_settings_menu_item")
def template_menu_item():
    return RuledMenuItem(
        TEMPLATE_TITLE,
        reverse("compliance:template"),
        name="report-template",
        icon_name="doc-full",
        order=340,
        allowed=user_can_write_report,
    )


@hooks.register("register_admin_viewset")
def viewsets_of_rules():
    terms = [QuotaViewSet(), ExemptionViewSet(), ReportingRuleViewSet(), DayOffViewSet(), ScoreSchemeViewSet()]
    return [UnitKindViewSet(), *terms, CategoryViewSet(), DecreeViewSet(), DecreePointViewSet()]


# After the hook that takes Wagtail's own panels away.
@hooks.register("construct_homepage_panels", order=100)
def homepage_panels(request, panels):
    panels.extend(panels_for(request.user))


@hooks.register(changes.HOOK)
def families_of_changes():
    return [
        family(SETTINGS, Quota, Exemption, ReportingRule, DayOff, ReminderPlan, ScoreScheme),
        family(SETTINGS, UnitComparison, PublicSupply),
    ]


hooks.register(not_counted.HOOK, not_counted_because)
hooks.register(set_times.HOOK, last_hour_warning)
hooks.register(what_is_owed.HOOK, OwedAfterwards)

hooks.register(calendars.HOOK, DayOff.calendar)
hooks.register(PLACES, public_supply_places)
hooks.register(OPEN_DATA, public_supply_tables)
