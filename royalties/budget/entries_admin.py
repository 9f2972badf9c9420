"""The accountant's screens for what is entered by hand: budget sources, allotted budgets, costs of keeping the site."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from royalties.budget.forms import EntryForm
from royalties.budget.views import BUDGET_TITLE
from royalties.models import Allocation, BudgetSource, MaintenanceCost
from royalties.models.budget import Purpose
from royalties.rights.policies import HeldPolicy
from submissions.screens.registers import RegisterColumn, RegisterForms
from vietnamese.dates import screen_date, today
from vietnamese.numbers import money


class BelowBudget:
    """A screen that the budget leads to, and that leads back to it."""

    breadcrumbs_items = [
        *generic.WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("budget:running"), "label": BUDGET_TITLE},
    ]


class EntryCreateView(BelowBudget, RegisterForms, generic.CreateView):
    """A form in which the year and the source stand already, as the address or the day have them."""

    def get_initial_form_instance(self):
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdigit() else today().year
        purpose = {"purpose": Purpose.ROYALTY} if self.model is Allocation else {}
        return self.model(year=year, source=BudgetSource.objects.first(), **purpose)

    def get_success_url(self):
        """Back to the year that the entry changes."""
        return reverse("budget:year", args=[self.object.year])


class SourceCreateView(BelowBudget, RegisterForms, generic.CreateView):
    pass


class EditEntryView(BelowBudget, RegisterForms, generic.EditView):
    pass


class EditCostView(EditEntryView):
    """What is paid is shown to be locked, with the way to correct it."""

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("change") and self.get_object().is_paid:
            return told(request, PAID, back_to="maintenance_costs:index")
        return super().dispatch(request, *args, **kwargs)


class DeleteEntryView(generic.DeleteView):
    """Deletes a typing error; what figures rest on is kept, and the person is told why."""

    success_message = _("“%(object)s” deleted.")
    why_kept = ""

    def is_kept(self):
        return self.object.is_in_use

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("delete") and self.is_kept():
            return told(request, self.why_kept, back_to=self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class DeleteSourceView(DeleteEntryView):
    why_kept = _("This source is in use, so that it is not deleted. It can be renamed.")


class DeleteAllocationView(DeleteEntryView):
    why_kept = _(
        "Something is paid out of this budget already, so that it is not deleted. Enter what is taken back as another "
        "amount with a minus sign, with its own decision."
    )


PAID = _(
    "What is paid is neither changed nor deleted. Correct it by another paid entry with its own voucher; what was paid "
    "too much is entered with a minus sign."
)


class DeleteCostView(DeleteEntryView):
    why_kept = PAID

    def is_kept(self):
        return self.object.is_paid


def told(request, why, *, back_to):
    """Say `why` nothing was done, and lead back to a list (its address's name)."""
    messages.warning(request, why)
    return redirect(reverse(back_to))


class EntryIndexView(BelowBudget, generic.IndexView):
    def get_base_queryset(self):
        return self.model.objects.select_related("source")


class AllocationIndexView(EntryIndexView):
    add_item_label = _("Enter allotted budget")


class CostIndexView(EntryIndexView):
    add_item_label = _("Add cost")


class SourceIndexView(BelowBudget, generic.IndexView):
    add_item_label = _("Add budget source")


class BudgetViewSet(ModelViewSet):
    """What the three registers have in common. They are reached from the budget, and are no entries of the menu."""

    copy_view_enabled = False
    list_per_page = 50
    add_view_class = EntryCreateView
    edit_view_class = EditEntryView

    @property
    def permission_policy(self):
        return HeldPolicy(self.model)


def amount_column():
    return RegisterColumn(
        "amount", label=pgettext_lazy("budget", "Amount"), accessor=lambda entry: money(entry.amount), sort_key="amount"
    )


class AllocationViewSet(BudgetViewSet):
    """Admin screens under /admin/nhuan-but/du-toan-duoc-giao/."""

    model = Allocation
    name = "allocations"
    url_prefix = "nhuan-but/du-toan-duoc-giao"
    icon = "download"
    menu_label = _("Allotted budgets")
    index_view_class = AllocationIndexView
    delete_view_class = DeleteAllocationView
    list_display = [
        "document_number",
        RegisterColumn("day", label=_("Date"), accessor=lambda entry: screen_date(entry.document_date)),
        RegisterColumn("year", label=_("Budget year"), accessor=lambda entry: str(entry.year), sort_key="year"),
        RegisterColumn("source", label=_("Budget source"), accessor="source"),
        RegisterColumn("purpose", label=_("Purpose"), accessor="get_purpose_display"),
        amount_column(),
    ]
    list_filter = ["year", "source", "purpose"]
    edit_handler = ObjectList(
        [
            HelpPanel(_("A later decision is another entry: what it adds, or with a minus sign what it takes back.")),
            FieldRowPanel([FieldPanel("year"), FieldPanel("source")]),
            FieldRowPanel([FieldPanel("purpose"), FieldPanel("amount")]),
            FieldRowPanel([FieldPanel("document_number"), FieldPanel("document_date")]),
            FieldPanel("note"),
        ],
        base_form_class=EntryForm,
    )


class MaintenanceCostViewSet(BudgetViewSet):
    """Admin screens under /admin/nhuan-but/chi-duy-tri-trang/."""

    model = MaintenanceCost
    name = "maintenance_costs"
    url_prefix = "nhuan-but/chi-duy-tri-trang"
    icon = "cogs"
    menu_label = _("Costs of keeping the site")
    index_view_class = CostIndexView
    edit_view_class = EditCostView
    delete_view_class = DeleteCostView
    list_display = [
        "subject",
        RegisterColumn("day", label=_("Date"), accessor=lambda cost: screen_date(cost.day), sort_key="day"),
        RegisterColumn("year", label=_("Budget year"), accessor=lambda cost: str(cost.year), sort_key="year"),
        RegisterColumn("source", label=_("Budget source"), accessor="source"),
        RegisterColumn("state", label=_("State"), accessor="get_state_display"),
        RegisterColumn("voucher", label=_("Voucher number"), accessor="voucher_number"),
        amount_column(),
    ]
    list_filter = ["year", "source", "state"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "The domain name, the server, the certificate, repairs and the like. Enter a cost as soon as it is "
                    "expected, and change its state as it goes on. What is paid no longer changes."
                )
            ),
            FieldPanel("subject"),
            FieldRowPanel([FieldPanel("year"), FieldPanel("source")]),
            FieldRowPanel([FieldPanel("amount"), FieldPanel("day")]),
            FieldRowPanel([FieldPanel("state"), FieldPanel("voucher_number")]),
        ],
        base_form_class=EntryForm,
    )


class BudgetSourceViewSet(BudgetViewSet):
    """Admin screens under /admin/nhuan-but/nguon-kinh-phi/."""

    model = BudgetSource
    name = "budget_sources"
    url_prefix = "nhuan-but/nguon-kinh-phi"
    icon = "folder-open-inverse"
    menu_label = _("Budget sources")
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    delete_view_class = DeleteSourceView
    list_display = ["name", RegisterColumn("display_order", label=_("Display order"))]
    ordering = ["display_order", "pk"]
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("display_order")])
