"""The register of units in the admin: found, added, renamed, closed; never deleted."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Prefetch
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from submissions.ending.plan import user_can_end_units
from submissions.kept.one_at_a_time import take_turn
from submissions.models import Unit, UnitKind, UnitMembership
from submissions.models.units import namesake
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
        if self.instance.valid_to is None:
            # Its people, pieces and minimum have to go somewhere: the assistant asks where.
            self.fields["valid_to"].disabled = self.fields["successors"].disabled = True

    def keep_end(self):
        """Take the last day and who took over from the database where the form does not set them."""
        unit = self.instance
        if unit.pk and self.fields["valid_to"].disabled:
            unit.refresh_from_db(fields=["valid_to"])
            self.cleaned_data["successors"] = unit.successors.all()

    def clean(self):
        """Refuse a second unit of the same name at the same time, however its marks are placed."""
        data = super().clean()
        other = namesake(
            data.get("name", ""),
            valid_from=data.get("valid_from"),
            valid_to=data.get("valid_to"),
            leaving_out=[self.instance.pk],
        )
        if other is not None:
            sentence = _("“%(name)s” already exists at that time. Close the old unit first, or check the name.")
            self.add_error("name", ValidationError(sentence, params={"name": other.name}))
        return data


class UnitIndexView(LoadListButton, FoldedSearch, generic.IndexView):
    """All units in the order of protocol, each with its people of today: the same number of queries for any number."""

    page_title = gettext_lazy("Units")
    add_item_label = gettext_lazy("Add unit")
    load_view, load_url_name = LoadUnitsView, "units:load"

    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if user_can_end_units(self.request.user):
            buttons.append(
                Button(
                    _("Merge or dissolve units"),
                    url=reverse("unit_endings:assistant"),
                    icon_name="resubmit",
                    priority=15,
                )
            )
        return buttons

    def get_base_queryset(self):
        people = UnitMembership.objects.in_office().select_related("user").order_by("user")
        return Unit.objects.select_related("kind").prefetch_related(
            Prefetch("memberships", queryset=people, to_attr="members_now")
        )


class ProvisionedUnit(RegisterForms):
    """Saves the unit together with its page and collection, so that one is never there without the others."""

    @transaction.atomic
    def save_instance(self):
        """In a turn with the ends of units: one that ended since the form was read stays ended."""
        take_turn("submissions", "unit")
        self.form.keep_end()
        unit = super().save_instance()
        provision(unit)
        return unit


class UnitCreateView(ProvisionedUnit, generic.CreateView):
    pass


class UnitEditView(ProvisionedUnit, generic.EditView):
    pass


class UnitKeptView(KeptView):
    why_kept = gettext_lazy(
        "A unit is not deleted, because its pieces and figures remain. To close it, choose “Merge or dissolve units” "
        "over the list of units."
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
                            "When the unit is merged, split or dissolved, choose “Merge or dissolve units” over the "
                            "list of units: it asks what becomes of people and news, and fills in the day and the "
                            "successors. Here they can be corrected afterwards."
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
