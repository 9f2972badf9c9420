"""The desk's screens for what units owe: minimums, and the units of which nothing is asked for a while."""

from django.db.models import F
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from compliance.models import Exemption, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.terms.effects import Terms
from compliance.terms.minimum_change import CHANGE_PANEL, QuotaChangeView
from compliance.terms.previews import ObligationsPreview
from submissions.models import Locality
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, validity_in_words
from vietnamese.dates import screen_date


def change_button(quota=None):
    """The way to “Đổi chỉ tiêu từ ngày …”, of `quota` where one is meant."""
    query = f"?{urlencode({'tu': quota.pk})}" if quota else ""
    return Button(_("Change from a day on…"), url=reverse("quotas:change_from") + query, icon_name="date", priority=15)


class QuotaIndexView(generic.IndexView):
    """Minimums as the tables list units: kinds in their order, then single units; the newest first."""

    add_item_label = gettext_lazy("Add minimum")

    def get_base_queryset(self):
        return Quota.objects.select_related("unit", "kind")

    def order_queryset(self, queryset):
        return queryset.order_by(F("kind__sort_order").asc(nulls_last=True), "kind", "unit", "-valid_from")

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            buttons.append(change_button())
        return buttons

    def get_list_more_buttons(self, instance):
        """For one that is in force: other terms from a day on."""
        buttons = super().get_list_more_buttons(instance)
        may = self.permission_policy.user_has_permission(self.request.user, "add")
        return [*buttons, change_button(instance)] if may and instance.is_valid_today else buttons


class QuotaCreateView(ObligationsPreview, generic.CreateView):
    def get_initial_form_instance(self):
        """By the document that the office names."""
        return Quota(legal_basis=Locality.load().basis)


class QuotaEditView(ObligationsPreview, generic.EditView):
    pass


class QuotaKeptView(KeptView):
    why_kept = gettext_lazy(
        "A minimum is not deleted, because the figures of its time rest on it. Enter the day from which it no longer "
        "holds."
    )


class QuotaViewSet(ModelViewSet):
    """Admin screens under /admin/chi-tieu/."""

    model = Quota
    name = "quotas"
    url_prefix = "chi-tieu"
    icon = "tasks"
    menu_label = gettext_lazy("Minimums")
    menu_order = 300
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = QuotaIndexView
    add_view_class = QuotaCreateView
    edit_view_class = QuotaEditView
    delete_view_class = QuotaKeptView
    list_display = [
        "subject",
        RegisterColumn(
            "terms",
            label=gettext_lazy("Minimum per period"),
            accessor=lambda quota: str(Terms(quota.minimum, quota.photo_required)),
        ),
        RegisterColumn("span", label=gettext_lazy("Holds"), accessor="span"),
        RegisterColumn("validity", label=gettext_lazy("Validity"), accessor=validity_in_words),
        RegisterColumn("legal_basis", label=gettext_lazy("Legal basis")),
    ]
    list_filter = ["kind", "unit"]
    panels = [
        HelpPanel(
            gettext_lazy(
                "A new minimum from a day on: in the list, choose “Change from a day on…”, which ends the old one and "
                "begins the new one in one step. Before anything is saved, a preview shows what it changes. Closed "
                "figures never change."
            )
        ),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("unit")], heading=gettext_lazy("For whom (one of the two)")),
        MultiFieldPanel([FieldPanel("minimum"), FieldPanel("photo_required")], heading=gettext_lazy("What is asked")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("legal_basis")],
            heading=gettext_lazy("From when, and by what document"),
        ),
    ]

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)

    @property
    def change_view(self):
        panel = CHANGE_PANEL.bind_to_model(Quota)
        return self.construct_view(
            QuotaChangeView,
            **self.get_add_view_kwargs(
                panel=panel, form_class=panel.get_form_class(), add_url_name=self.get_url_name("change_from")
            ),
        )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("doi-tu-ngay/", self.change_view, name="change_from")]


class ExemptionIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Exempt a unit")

    def get_base_queryset(self):
        return Exemption.objects.select_related("unit")


class ExemptionCreateView(ObligationsPreview, generic.CreateView):
    def get_initial_form_instance(self):
        """From the first day of the running period, as is most often meant."""
        return Exemption(valid_from=ReportingPeriod.current(rules=all_rules()).first_day)


class ExemptionEditView(ObligationsPreview, generic.EditView):
    pass


def document_of(exemption):
    """The number and the date of its document (str)."""
    if exemption.document_date is None:
        return exemption.document_number
    return _("%(number)s of %(date)s") % {
        "number": exemption.document_number,
        "date": screen_date(exemption.document_date),
    }


class ExemptionViewSet(ModelViewSet):
    """Admin screens under /admin/khong-giao-chi-tieu/."""

    model = Exemption
    name = "exemptions"
    url_prefix = "khong-giao-chi-tieu"
    icon = "circle-xmark"
    menu_label = gettext_lazy("Units without minimum")
    menu_order = 305
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = ExemptionIndexView
    add_view_class = ExemptionCreateView
    edit_view_class = ExemptionEditView
    list_display = [
        "unit",
        RegisterColumn("span", label=gettext_lazy("Holds"), accessor="span"),
        RegisterColumn("validity", label=gettext_lazy("Validity"), accessor=validity_in_words),
        RegisterColumn("reason", label=gettext_lazy("Reason")),
        RegisterColumn("document", label=gettext_lazy("By which document"), accessor=document_of),
    ]
    list_filter = ["unit"]
    panels = [
        HelpPanel(
            gettext_lazy(
                "Nothing is asked of the unit in every period on whose last day this holds; its pieces are still "
                "shown. The reason and the number of the document stand in the table of the period."
            )
        ),
        FieldPanel("unit"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("document_number"), FieldPanel("document_date")]),
    ]
