"""What the report registers with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path, reverse
from wagtail import hooks

from compliance import urls
from compliance.panels import panels_for
from compliance.permissions import user_can_open_report
from compliance.views import REPORT_TITLE
from compliance.viewsets import QuotaViewSet, ReportingRuleViewSet
from submissions.menus import RuledMenuItem


@hooks.register("register_admin_urls")
def report_urls():
    return [path("bao-cao/chi-tieu/", include(urls))]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return RuledMenuItem(
        REPORT_TITLE,
        reverse("compliance:report"),
        name="compliance",
        icon_name="table",
        order=100,
        allowed=user_can_open_report,
    )


@hooks.register("register_admin_viewset")
def quota_viewset():
    return QuotaViewSet("quotas")


@hooks.register("register_admin_viewset")
def reporting_rule_viewset():
    return ReportingRuleViewSet("reporting_rules")


# After the hook that takes Wagtail's own panels away.
@hooks.register("construct_homepage_panels", order=100)
def homepage_panels(request, panels):
    panels.extend(panels_for(request.user))
