"""The register of who belongs to which unit, as what, from when to when."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from submissions.accounts import account_permissions
from submissions.models import Unit, UnitMembership, User
from submissions.screens.registers import (
    VALIDITY_CHOICES,
    FoldedSearch,
    RegisterColumn,
    RegisterForms,
    filter_by_validity,
    validity_in_words,
)
from submissions.units.loading_screens import LoadMembersView
from submissions.units.loading_view import LoadListButton
from vietnamese.dates import today

# What says who belonged where: fixed as soon as the person has acted by it.
IDENTITY = ("user", "unit", "role")


def account_label(user):
    """An account as it is chosen from a list: the name, and the user name that tells namesakes apart."""
    return f"{user} ({user.username})"


class MembershipPolicy(ModelPermissionPolicy):
    """Nobody appoints themselves; what was never used may be deleted by whoever may change it."""

    def user_has_permission(self, user, action):
        return super().user_has_permission(user, "change" if action == "delete" else action)

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and account_permissions.membership_was_used(instance):
            return False
        return account_permissions.user_can_change_membership(user, instance)


class MembershipFilterSet(WagtailFilterSet):
    unit = django_filters.ModelChoiceFilter(label=gettext_lazy("Unit"), queryset=Unit.objects.all())
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"), choices=UnitMembership.Role.choices, widget=forms.RadioSelect
    )
    validity = django_filters.ChoiceFilter(
        label=gettext_lazy("Validity"), choices=VALIDITY_CHOICES, method=filter_by_validity, widget=forms.RadioSelect
    )

    class Meta:
        model = UnitMembership
        fields = ["unit", "role", "validity"]


class MembershipForm(WagtailAdminModelForm):
    """A membership's form: active accounts by given name, no two memberships of the same kind at the same time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and account_permissions.membership_was_used(self.instance):
            self.fix_identity()
        else:
            self.offer_accounts()
        if self.instance.pk is None:
            self.initial["valid_from"] = today()

    def fix_identity(self):
        for name in IDENTITY:
            self.fields[name].disabled = True
        self.fields["user"].help_text = _(
            "This person has already worked in the unit by this entry, so it stays. When the post changes hands, end "
            "this entry and register the next person."
        )

    def offer_accounts(self):
        """Active accounts; one's own only for a superuser."""
        accounts = User.objects.filter(Q(is_active=True) | Q(pk=self.instance.user_id))
        if self.for_user is not None and not self.for_user.is_superuser:
            accounts = accounts.exclude(pk=self.for_user.pk)
        field = self.fields["user"]
        field.queryset = accounts
        field.label_from_instance = account_label
        field.help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("The person has no account yet?"),
            reverse_lazy("wagtailusers_users:add"),
            _("Create the account first"),
        )

    def clean(self):
        data = super().clean()
        if all(data.get(name) for name in IDENTITY) and self.overlapping(data).exists():
            message = _("This person is already registered in this unit in this role at that time.")
            raise ValidationError(message, code="overlap")
        return data

    def overlapping(self, data):
        """Other memberships of the same person, unit and role whose half-open interval meets that of `data`."""
        others = UnitMembership.objects.exclude(pk=self.instance.pk).filter(**{name: data[name] for name in IDENTITY})
        return others.overlapping(valid_from=data.get("valid_from"), valid_to=data.get("valid_to"))


class MembershipIndexView(LoadListButton, FoldedSearch, generic.IndexView):
    add_item_label = gettext_lazy("Register a member")
    load_view, load_url_name = LoadMembersView, "memberships:load"

    def get_base_queryset(self):
        return UnitMembership.objects.select_related("user", "unit")


class MembershipCreateView(RegisterForms, generic.CreateView):
    def get_initial_form_instance(self):
        """Start with the account and the unit that the link named."""
        wanted = {name: self.request.GET.get(name, "") for name in ("user", "unit")}
        return UnitMembership(**{f"{name}_id": int(pk) for name, pk in wanted.items() if pk.isdecimal()})


class OwnMembershipRefused:
    """Asks the policy for the very membership; Wagtail's generic views ask for the model only."""

    instance_action = "change"

    def get_object(self, queryset=None):
        membership = super().get_object(queryset)
        if not self.user_has_permission_for_instance(self.instance_action, membership):
            raise PermissionDenied
        return membership


class MembershipEditView(OwnMembershipRefused, RegisterForms, generic.EditView):
    pass


class MembershipDeleteView(OwnMembershipRefused, generic.DeleteView):
    """Takes out an entry made by mistake, as long as nobody has acted by it."""

    instance_action = "delete"


class MembershipViewSet(ModelViewSet):
    """Admin screens under /admin/thanh-vien/."""

    model = UnitMembership
    name = "memberships"
    url_prefix = "thanh-vien"
    icon = "group"
    menu_label = gettext_lazy("Members of units")
    menu_name = "memberships"
    list_per_page = 50
    copy_view_enabled = False
    filterset_class = MembershipFilterSet
    search_fields = ["user__first_name", "user__last_name", "user__username", "unit__name"]
    search_backend_name = None
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    delete_view_class = MembershipDeleteView
    list_display = [
        "user",
        RegisterColumn("unit", label=gettext_lazy("Unit")),
        RegisterColumn("role", label=gettext_lazy("Role"), accessor="get_role_display"),
        RegisterColumn("post", label=gettext_lazy("Post")),
        RegisterColumn("validity", label=gettext_lazy("Validity"), accessor=validity_in_words),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("post")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("telephone"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("document_number"), FieldPanel("document_date")])],
                heading=gettext_lazy("Appointing document"),
            ),
        ],
        base_form_class=MembershipForm,
    )

    @property
    def permission_policy(self):
        return MembershipPolicy(self.model)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("tu-tep/", LoadMembersView.as_view(), name="load")]
