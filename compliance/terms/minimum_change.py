"""“Đổi chỉ tiêu từ ngày …”: the old minimum ends and the new one begins in one step, for a unit or a whole kind."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.log_actions import log

from compliance.models import Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.terms.previews import ObligationsPreview


class QuotaChangeForm(WagtailAdminModelForm):
    """Other terms from a day on: what is in force for the same kind or unit ends before it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = True
        self.fields["valid_from"].label = _("From which day on")

    def clean(self):
        """Say what it takes the place of, so that the row is not held to be in the way of this one."""
        data, quota = super().clean(), self.instance
        quota.kind, quota.unit, quota.valid_from = data.get("kind"), data.get("unit"), data.get("valid_from")
        if quota.valid_from and bool(quota.kind_id) != bool(quota.unit_id):
            quota.take_the_place()
        return data


class QuotaChangeView(ObligationsPreview, generic.CreateView):
    """With a preview, as every change of the rules."""

    page_title = gettext_lazy("Change a minimum from a day on")
    success_message = gettext_lazy("“%(object)s” holds from the day that was given; what held before ends with it.")

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": "", "label": self.page_title}]

    def get_initial_form_instance(self):
        """With the terms of the minimum that the link named, from the first day of the next period on."""
        first = ReportingPeriod.current(rules=all_rules()).next.first_day
        named = self.request.GET.get("tu", "")
        held = Quota.objects.filter(pk=named).first() if named.isdecimal() else None
        kept = ("kind", "unit", "minimum", "photo_required", "legal_basis") if held else ()
        return Quota(valid_from=first, **{name: getattr(held, name) for name in kept})

    def save_instance(self):
        new = super().save_instance()
        if new.replaces is not None:
            log(instance=new.replaces, action="wagtail.edit", user=self.request.user, content_changed=True)
        return new


CHANGE_PANEL = ObjectList(
    [
        HelpPanel(
            gettext_lazy(
                "Choose for whom, from which day, and what is asked then. What holds today for the same kind or unit "
                "ends the day before. A preview shows which units owe what instead of what; closed figures never "
                "change. In force for a period is what holds on its last day."
            )
        ),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("unit")], heading=gettext_lazy("For whom (one of the two)")),
        FieldPanel("valid_from"),
        MultiFieldPanel([FieldPanel("minimum"), FieldPanel("photo_required")], heading=gettext_lazy("What is asked")),
        FieldPanel("legal_basis"),
    ],
    base_form_class=QuotaChangeForm,
)
