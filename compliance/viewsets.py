"""Plain admin screens for minimums and reporting rules; who may use them is Django's model permissions."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.models import Quota, ReportingRule


class RefusalInForm:
    """Tells in the form what only the saving itself could find: somebody else was quicker."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class AddQuotaView(RefusalInForm, CreateView):
    pass


class EditQuotaView(RefusalInForm, EditView):
    pass


class QuotaViewSet(ModelViewSet):
    model = Quota
    add_view_class = AddQuotaView
    edit_view_class = EditQuotaView
    icon = "tasks"
    menu_label = _("Minimums")
    menu_order = 300
    add_to_settings_menu = True
    list_display = [
        "subject",
        "minimum",
        BooleanColumn("photo_required", label=_("Photo required")),
        "valid_from",
        "valid_to",
        "legal_basis",
    ]
    list_filter = ["kind", "unit"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            _(
                "A new minimum from a day on: end the old one on that day, then add the new one from the same day. "
                "A number changed here changes the result of the earlier periods too."
            )
        ),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("unit")], heading=_("For whom (one of the two)")),
        MultiFieldPanel([FieldPanel("minimum"), FieldPanel("photo_required")], heading=_("What is asked")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("legal_basis")],
            heading=_("From when, and by what document"),
        ),
    ]


class ReportingRuleViewSet(ModelViewSet):
    model = ReportingRule
    icon = "date"
    menu_label = _("Reporting period")
    menu_order = 310
    add_to_settings_menu = True
    list_display = ["first_day", "report_day", "valid_from", "legal_basis"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("report_day")]),
        FieldPanel("valid_from"),
        FieldPanel("legal_basis"),
    ]
