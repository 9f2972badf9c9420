"""The administrator's screens for kinds of unit: each is made together with what its units owe."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.models import ClosedRow, Quota
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from compliance.terms.effects import Terms
from submissions.models import Locality, UnitKind
from submissions.screens.registers import RegisterColumn, RegisterForms
from vietnamese.fields import WholeNumberField


class HeadingInput(forms.TextInput):
    """A line of text that proposes the headings there are, of the field of UnitKind that it is made for."""

    template_name = "compliance/terms/heading_input.html"

    def __init__(self, field):
        super().__init__()
        self.field = field

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{self.field}-headings"})
        headings = UnitKind.objects.values_list(self.field, flat=True)
        return context | {"headings": list(dict.fromkeys(headings))}


class KindForm(WagtailAdminModelForm):
    """What a kind is called and where its units stand."""

    class Meta:
        model = UnitKind
        fields = ["name", "block", "plural", "is_locality"]


class NewKindForm(KindForm):
    """The same, with what units of the new kind owe from the running period on."""

    minimum = WholeNumberField(
        label=gettext_lazy("Minimum per period"),
        min_value=0,
        max_value=999,
        help_text=gettext_lazy("0 means: no minimum for this kind or unit."),
    )
    photo_required = forms.BooleanField(
        label=gettext_lazy("Photo required"),
        required=False,
        initial=True,
        help_text=gettext_lazy("A piece without a photo then does not count."),
    )
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=255)

    class Meta(KindForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("legal_basis", Locality.load().basis)

    def enter_minimum(self, kind):
        """From the running period on: what is closed knew no such kind."""
        running = ReportingPeriod.current(rules=all_rules())
        terms = {name: self.cleaned_data[name] for name in ("minimum", "photo_required", "legal_basis")}
        return Quota.objects.create(kind=kind, valid_from=running.first_day, **terms)


NAMES = MultiFieldPanel(
    [
        FieldPanel("name"),
        FieldPanel("block", widget=HeadingInput("block")),
        FieldPanel("plural", widget=HeadingInput("plural")),
        FieldPanel("is_locality"),
    ],
    heading=gettext_lazy("How it is called and where it stands"),
)
NEW_PANELS = ObjectList(
    [
        NAMES,
        MultiFieldPanel(
            [FieldPanel("minimum"), FieldPanel("photo_required"), FieldPanel("legal_basis")],
            heading=gettext_lazy("Minimum of this kind of unit"),
        ),
    ],
    base_form_class=NewKindForm,
)
PANELS = ObjectList(
    [NAMES, HelpPanel(template="compliance/terms/kind_minimums.html")],
    base_form_class=KindForm,
)


def minimum_today(kind):
    """What a unit of `kind` owes today, in words (str)."""
    now = next((quota for quota in kind.quotas.all() if quota.is_valid_today), None)
    return str(Terms(now.minimum, now.photo_required) if now else Terms(0, photo_required=False))


class KindIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Add kind of unit")

    def get_base_queryset(self):
        return UnitKind.objects.annotate(unit_count=Count("units")).prefetch_related("quotas")


class KindCreateView(RegisterForms, generic.CreateView):
    def get_panel(self):
        return NEW_PANELS.bind_to_model(UnitKind)

    def get_form_class(self):
        return self.panel.get_form_class()

    @transaction.atomic
    def save_instance(self):
        kind = super().save_instance()
        self.form.enter_minimum(kind)
        return kind


class KindEditView(RegisterForms, generic.EditView):
    pass


class KindDeleteView(generic.DeleteView):
    """Refuses while units or closed figures have the kind; with it goes what it would have owed."""

    def dispatch(self, request, *args, **kwargs):
        reason = self.user_has_permission("delete") and why_kept(self.object)
        if reason:
            messages.warning(request, reason)
            return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)


def why_kept(kind):
    """Why `kind` cannot be deleted (str), or "" where it can."""
    number = kind.units.count()
    if number:
        words = ngettext(
            "“%(kind)s” is not deleted: %(number)s unit is of this kind. Give it another kind first.",
            "“%(kind)s” is not deleted: %(number)s units are of this kind. Give them another kind first.",
            number,
        )
        return words % {"kind": kind, "number": number}
    if ClosedRow.objects.filter(unit_kind=kind.code).exists():
        return _("“%(kind)s” is not deleted: closed figures name it.") % {"kind": kind}
    return ""


class UnitKindViewSet(ModelViewSet):
    """Admin screens under /admin/loai-don-vi/."""

    model = UnitKind
    name = "unit_kinds"
    url_prefix = "loai-don-vi"
    icon = "group"
    menu_label = gettext_lazy("Kinds of unit")
    menu_order = 295
    add_to_settings_menu = True
    copy_view_enabled = False
    # The order of the blocks: the handles are there from the first look.
    ordering = "sort_order"
    index_view_class = KindIndexView
    add_view_class = KindCreateView
    edit_view_class = KindEditView
    delete_view_class = KindDeleteView
    list_per_page = 50
    list_display = [
        "name",
        RegisterColumn("block", label=gettext_lazy("Heading in tables and papers"), accessor="block"),
        RegisterColumn("unit_count", label=gettext_lazy("Units"), accessor="unit_count"),
        RegisterColumn("minimum", label=gettext_lazy("Minimum per period"), accessor=minimum_today),
    ]
    edit_handler = PANELS
