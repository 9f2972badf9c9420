"""What the report registers with Wagtail's admin; rules live elsewhere."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from compliance import urls
from compliance.panels import panels_for
from compliance.permissions import user_can_open_report
from compliance.views import REPORT_TITLE
from compliance.viewsets import QuotaViewSet, ReportingRuleViewSet


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return user_can_open_report(request.user)


@hooks.register("register_admin_urls")
def report_urls():
    return [path("bao-cao/chi-tieu/", include(urls))]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ReportMenuItem(REPORT_TITLE, reverse("compliance:report"), name="compliance", icon_name="table", order=100)


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
