"""Accounts in the admin: created without a password, given roles, deactivated; never deleted (docs/units.md)."""

import django_filters
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.users.forms import UserForm
from wagtail.users.views import users as wagtail_users

from submissions.accounts import account_permissions
from submissions.accounts.password_reset import send_invitation, tell_old_address
from submissions.accounts.refused_addresses import refused_addresses
from submissions.models import UnitMembership, User
from submissions.screens.registers import FoldedSearch, KeptPolicy, KeptView, RegisterColumn, RegisterForms
from vietnamese.dates import screen_moment


class AccountForm(UserForm):
    """An account without passwords: each person chooses one by the link in a mail, and nobody else knows it."""

    password_enabled = False
    first_name = forms.CharField(label=gettext_lazy("Family and middle names"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Given name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("Two people may share the mailbox of their office.")
    )
    is_superuser = forms.BooleanField(
        label=gettext_lazy("Superuser"),
        required=False,
        help_text=gettext_lazy("Looks after the technical side and sees everything; decides on no piece of news."),
    )
    error_messages = {
        **UserForm.error_messages,
        "duplicate_username": gettext_lazy("Another account already has this user name."),
    }

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active", "groups", "is_superuser"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"is_active": gettext_lazy("The account is in use"), "groups": gettext_lazy("Roles")}
        help_texts = {
            "is_active": gettext_lazy("Take the mark away when the person leaves; what they decided stays known."),
            "groups": gettext_lazy(
                "Roles at the centre. Contributors and leaders of units need none: register them as members of "
                "their unit."
            ),
        }

    def __init__(self, *args, for_user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].help_text = _("For logging in, for example: nguyen.thi.hoa")
        if self.instance.pk and (refused := refused_addresses(self.instance.email)):
            self.fields["email"].help_text = f"⚠ {refused[0].in_words} {refused[0].what_to_do}"
        editing_self = self.instance.pk == for_user.pk
        if not for_user.is_superuser or editing_self:
            del self.fields["is_superuser"]
        if self.instance.pk is None or editing_self:
            del self.fields["is_active"]
        if not account_permissions.user_can_assign_roles(for_user, self.instance if self.instance.pk else None):
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = _("Your own roles are set by another administrator.")

    def clean_username(self):
        """Refuse a user name that differs from another's in capital letters only: people would mix them up."""
        username = self.cleaned_data["username"]
        if User.objects.exclude(pk=self.instance.pk).filter(username__iexact=username).exists():
            raise ValidationError(self.error_messages["duplicate_username"], code="duplicate_username")
        return username

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        return super().save(commit=commit)


class AccountFilterSet(WagtailFilterSet):
    is_active = django_filters.BooleanFilter(label=gettext_lazy("In use"), widget=BooleanRadioSelect)
    groups = django_filters.ModelMultipleChoiceFilter(
        label=gettext_lazy("Roles"), queryset=Group.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ["is_active", "groups"]

    def __init__(self, *args, is_searching=False, **kwargs):
        super().__init__(*args, **kwargs)


def roles_of(account):
    """The roles and units (str) of `account` today, from what the list has read beforehand."""
    names = [group.name for group in account.groups.all()]
    names += [f"{capfirst(member.get_role_display())}: {member.unit.short_name}" for member in account.members_now]
    if account.is_superuser:
        names.append(_("Superuser"))
    return "; ".join(names) or "–"


def state_of(account):
    """Whether `account` is in use, in words with a sign."""
    return _("✓ In use") if account.is_active else _("✕ Not in use")


def last_login_of(account):
    """When the person last logged in (str), in local time."""
    return screen_moment(account.last_login) if account.last_login else _("Never")


class AccountIndexView(FoldedSearch, wagtail_users.IndexView):
    """Accounts by given name, with roles and units; without Wagtail's bulk actions, which ask no rule of ours."""

    add_item_label = gettext_lazy("Create account")
    page_title = gettext_lazy("Accounts")
    search_fields = ["first_name", "last_name", "username", "email"]

    def get_base_queryset(self):
        members = UnitMembership.objects.valid_today().select_related("unit")
        return (
            super()
            .get_base_queryset()
            .prefetch_related("groups", Prefetch("memberships", queryset=members, to_attr="members_now"))
        )

    def order_queryset(self, queryset):
        """By name as the model's own order has it, where Wagtail would sort by `last_name` as bytes."""
        if self.ordering not in ("name", "-name"):
            return super().order_queryset(queryset)
        people = queryset.order_by(*User._meta.ordering)
        return people if self.ordering == "name" else people.reverse()

    def get_delete_url(self, instance):
        return None

    @property
    def columns(self):
        title = self._get_title_column_class(wagtail_users.UserColumn)
        return [
            title("name", accessor=str, label=_("Full name"), sort_key="name", get_url=self.get_edit_url),
            RegisterColumn("username", label=_("User name"), sort_key="username"),
            RegisterColumn("roles", label=_("Roles and units"), accessor=roles_of),
            RegisterColumn("is_active", label=_("State"), accessor=state_of, sort_key="is_active"),
            RegisterColumn("last_login", label=_("Last log-in"), accessor=last_login_of, sort_key="last_login"),
        ]


class ForUser(RegisterForms):
    """Hands the form the person who uses it."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("editing_self", None)
        return {**kwargs, "for_user": self.request.user}


class AccountCreateView(ForUser, wagtail_users.CreateView):
    page_title = gettext_lazy("Create account")
    success_message = gettext_lazy("Account “%(object)s” created. A mail with a link to choose a password was sent.")

    @transaction.atomic
    def save_instance(self):
        account = super().save_instance()
        send_invitation(account)
        return account


class AccountEditView(ForUser, wagtail_users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_object(self, queryset=None):
        account = super().get_object(queryset)
        if not account_permissions.user_can_change_account(self.request.user, account):
            raise PermissionDenied
        return account

    @transaction.atomic
    def save_instance(self):
        before = self.form.initial["email"]
        account = super().save_instance()
        if before and before.casefold() != account.email.casefold():
            tell_old_address(account, before, user=self.request.user)
        return account


class AccountKeptView(KeptView):
    why_kept = gettext_lazy(
        "An account is not deleted, because decisions keep the name of the person. Take away the mark “The account "
        "is in use” instead."
    )


class AccountViewSet(wagtail_users.UserViewSet):
    """Wagtail's screens for accounts, under /admin/users/."""

    menu_label = gettext_lazy("Accounts")
    add_to_settings_menu = False
    copy_view_enabled = False
    list_per_page = 50
    ordering = "name"
    filterset_class = AccountFilterSet
    template_prefix = ""
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountKeptView

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)

    def get_form_class(self, for_update=False):
        return AccountForm
