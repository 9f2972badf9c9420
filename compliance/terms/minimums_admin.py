"""The desk's screens for what units owe: minimums, and the units of which nothing is asked for a while."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.models import Exemption, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.terms.effects import Obligations, ObligationsEffect, Terms
from compliance.terms.previews import PreviewedSave
from submissions.models import Locality
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, validity_in_words
from vietnamese.dates import screen_date, today


class ObligationsPreview(PreviewedSave):
    """Shows who would owe what from which period on, and whose result in the running period would change."""

    def stored(self, changed):
        """The row as it is in the database; the form has already written into its own instance."""
        return self.model.objects.filter(pk=changed.pk).first() if changed.pk else None

    def situation(self, changed):
        rows = [row for row in (changed, self.stored(changed)) if row]
        days = [day for row in rows for day in (row.valid_from, row.valid_to) if day]
        return Obligations(until=max(days, default=today()))

    def effect(self, before, after):
        return ObligationsEffect(before.running, before.changes_to(after), before.results_changed_to(after))


class QuotaIndexView(generic.IndexView):
    """Minimums as the tables list units: kinds in their order, then single units; the newest first."""

    add_item_label = gettext_lazy("Add minimum")

    def get_base_queryset(self):
        return Quota.objects.select_related("unit", "kind")

    def order_queryset(self, queryset):
        return queryset.order_by(F("kind__sort_order").asc(nulls_last=True), "kind", "unit", "-valid_from")


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
                "A new minimum from a day on: end the old one on that day, then add the new one from the same day. "
                "Before anything is saved, a preview shows what it changes. Closed figures never change."
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
