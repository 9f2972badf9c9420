"""The register of units in the admin: found, added, renamed, closed; never deleted."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Prefetch
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from submissions.models import Unit, UnitKind, UnitMembership
from submissions.screens.registers import (
    VALIDITY_CHOICES,
    FoldedSearch,
    KeptPolicy,
    KeptView,
    RegisterColumn,
    RegisterForms,
    filter_by_validity,
    validity_in_words,
)
from submissions.units.loading_screens import LoadUnitsView
from submissions.units.loading_view import LoadListButton
from submissions.units.provisioning import provision
from vietnamese.text import fold

CONTRIBUTOR, LEADER = UnitMembership.Role.CONTRIBUTOR, UnitMembership.Role.LEADER


def unassigned(units, *, role):
    """Those of `units` (a queryset) where nobody holds `role` today; a unit that is closed needs nobody."""
    held = UnitMembership.objects.in_office().filter(unit=OuterRef("pk"), role=role)
    return units.valid_today().exclude(Exists(held))


def people_of(unit, *, role):
    """The names (str) of those who hold `role` in `unit` today, from what the list has read beforehand."""
    names = [str(member.user) for member in unit.members_now if member.role == role]
    return ", ".join(names) or _("⚠ Nobody assigned")


class UnitFilterSet(WagtailFilterSet):
    """By kind, by validity, and the units that nobody has been assigned for."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of unit"), choices=UnitKind.objects.choices, widget=forms.RadioSelect
    )
    validity = django_filters.ChoiceFilter(
        label=gettext_lazy("Validity"), choices=VALIDITY_CHOICES, method=filter_by_validity, widget=forms.RadioSelect
    )
    unassigned = django_filters.ChoiceFilter(
        label=gettext_lazy("Not assigned"),
        choices=[
            ("any", gettext_lazy("Without contributor or leader")),
            (CONTRIBUTOR, gettext_lazy("Without contributor")),
            (LEADER, gettext_lazy("Without leader")),
        ],
        method="filter_unassigned",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Unit
        fields = ["kind", "validity", "unassigned"]

    def filter_unassigned(self, queryset, name, value):
        if value == "any":
            return unassigned(queryset, role=CONTRIBUTOR) | unassigned(queryset, role=LEADER)
        return unassigned(queryset, role=value)


class UnitForm(WagtailAdminModelForm):
    """A unit's form: the slug comes from the name and then stays, successors are other units."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successors"].queryset = Unit.objects.exclude(pk=self.instance.pk)
        if self.instance.pk is None:
            last = Unit.objects.aggregate(last=Max("display_order"))["last"] or 0
            self.initial["display_order"] = last + 1

    def clean(self):
        """Refuse a second unit of the same name at the same time, however its marks are placed."""
        data = super().clean()
        wanted = fold(data.get("name", ""))
        others = Unit.objects.exclude(pk=self.instance.pk)
        for other in others.overlapping(valid_from=data.get("valid_from"), valid_to=data.get("valid_to")):
            if wanted and fold(other.name) == wanted:
                self.add_error(
                    "name",
                    ValidationError(
                        _("“%(name)s” already exists at that time. Close the old unit first, or check the name."),
                        params={"name": other.name},
                    ),
                )
        return data


class UnitIndexView(LoadListButton, FoldedSearch, generic.IndexView):
    """All units in the order of protocol, each with its people of today: the same number of queries for any number."""

    add_item_label = gettext_lazy("Add unit")
    load_view, load_url_name = LoadUnitsView, "units:load"

    def get_base_queryset(self):
        people = UnitMembership.objects.in_office().select_related("user").order_by("user")
        return Unit.objects.select_related("kind").prefetch_related(
            Prefetch("memberships", queryset=people, to_attr="members_now")
        )


class ProvisionedUnit(RegisterForms):
    """Saves the unit together with its page and collection, so that one is never there without the others."""

    @transaction.atomic
    def save_instance(self):
        unit = super().save_instance()
        provision(unit)
        return unit


class UnitCreateView(ProvisionedUnit, generic.CreateView):
    pass


class UnitEditView(ProvisionedUnit, generic.EditView):
    pass


class UnitKeptView(KeptView):
    why_kept = gettext_lazy(
        "A unit is not deleted, because its pieces and figures remain. To close it, enter the day from which it no "
        "longer exists and the units that take its place."
    )


class UnitViewSet(ModelViewSet):
    """Admin screens under /admin/don-vi/."""

    model = Unit
    name = "units"
    url_prefix = "don-vi"
    icon = "home"
    menu_label = gettext_lazy("Units")
    menu_name = "units"
    list_per_page = 50
    copy_view_enabled = False
    filterset_class = UnitFilterSet
    search_fields = ["name", "short_name"]
    search_backend_name = None
    index_view_class = UnitIndexView
    add_view_class = UnitCreateView
    edit_view_class = UnitEditView
    delete_view_class = UnitKeptView
    list_display = [
        "__str__",
        RegisterColumn("kind", label=gettext_lazy("Kind of unit"), accessor="kind"),
        RegisterColumn("validity", label=gettext_lazy("Validity"), accessor=validity_in_words),
        RegisterColumn(
            "contributors",
            label=gettext_lazy("Contributors"),
            accessor=lambda unit: people_of(unit, role=CONTRIBUTOR),
        ),
        RegisterColumn("leaders", label=gettext_lazy("Leaders"), accessor=lambda unit: people_of(unit, role=LEADER)),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("display_order"), FieldPanel("email")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            MultiFieldPanel(
                [
                    HelpPanel(
                        gettext_lazy(
                            "When the unit is merged or split: enter above the day from which it no longer exists, "
                            "and mark here the units that take its place."
                        )
                    ),
                    FieldPanel("successors", widget=forms.CheckboxSelectMultiple),
                ],
                heading=gettext_lazy("Merged or split"),
                classname="collapsed",
            ),
        ],
        base_form_class=UnitForm,
    )

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("tu-tep/", LoadUnitsView.as_view(), name="load")]
