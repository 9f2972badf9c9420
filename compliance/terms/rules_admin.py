"""The desk's screens for the periods and for the calendar of days off, on which the day of the report may depend."""

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.models import DayOff, ReportingRule
from compliance.models.rules import all_rules
from compliance.terms.effects import bounds_effect
from compliance.terms.previews import PreviewedSave
from submissions.models import Locality
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, RegisterForms
from vietnamese.dates import screen_date


class BoundsPreview(PreviewedSave):
    """Shows the running period and the next ones, before and after."""

    def situation(self, changed):
        return all_rules()

    def effect(self, before, after):
        return bounds_effect(before, after)


class RuleIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Add rule")


class RuleCreateView(BoundsPreview, generic.CreateView):
    def get_initial_form_instance(self):
        """By the document that the office names."""
        return ReportingRule(legal_basis=Locality.load().basis)


class RuleEditView(BoundsPreview, generic.EditView):
    pass


class RuleKeptView(KeptView):
    why_kept = gettext_lazy(
        "A rule of the reporting period is not deleted, because the periods of its time rest on it. Add a rule that "
        "holds from a later month."
    )


class ReportingRuleViewSet(ModelViewSet):
    """Admin screens under /admin/ky-bao-cao/."""

    model = ReportingRule
    name = "reporting_rules"
    url_prefix = "ky-bao-cao"
    icon = "date"
    menu_label = gettext_lazy("Reporting period")
    menu_order = 310
    add_to_settings_menu = True
    copy_view_enabled = False
    ordering = "-valid_from"
    index_view_class = RuleIndexView
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    delete_view_class = RuleKeptView
    list_display = [
        "__str__",
        RegisterColumn("on_day_off", label=gettext_lazy("On a day off"), accessor="get_on_day_off_display"),
        RegisterColumn(
            "valid_from", label=gettext_lazy("Valid from"), accessor=lambda rule: screen_date(rule.valid_from)
        ),
        RegisterColumn("legal_basis", label=gettext_lazy("Legal basis")),
    ]
    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("report_day")]),
        FieldPanel("on_day_off"),
        FieldPanel("valid_from"),
        FieldPanel("legal_basis"),
    ]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)


class DayOffIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Add day")


class DayOffCreateView(RegisterForms, generic.CreateView):
    pass


class DayOffEditView(RegisterForms, generic.EditView):
    pass


class DayOffViewSet(ModelViewSet):
    """Admin screens under /admin/lich-nghi/. No closed figure depends on it, so that an entry may be deleted."""

    model = DayOff
    name = "days_off"
    url_prefix = "lich-nghi"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Calendar of days off")
    menu_order = 320
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = DayOffIndexView
    add_view_class = DayOffCreateView
    edit_view_class = DayOffEditView
    list_display = [
        "name",
        RegisterColumn("date", label=gettext_lazy("Date"), accessor=lambda day: screen_date(day.date), sort_key="date"),
        RegisterColumn("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
    ]
    list_filter = ["kind"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        HelpPanel(
            gettext_lazy(
                "Weekends, public holidays and days taken in lieu are known already. Enter only what was decided "
                "besides: other days off, and Saturdays or Sundays that are worked to make up. An entry here goes "
                "before the calendar of public holidays."
            )
        ),
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldPanel("name"),
    ]
