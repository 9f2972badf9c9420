"""The log-in form: people log in by user name, often on a phone."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm


class LoginForm(WagtailLoginForm):
    """Wagtail's form with Django's own treatment of the user name: normalised, no capital letter by the phone."""

    username = UsernameField(max_length=150, label=_("User name"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    # Said and drawn in the template, beside "remember".
    is_own_device = forms.BooleanField(required=False)

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _(
            "The user name or the password is not right. The password distinguishes capital and small letters."
        ),
        "nothing_assigned": _(
            "This account has nothing to do here at present: it belongs to no unit, or its assignment has ended. "
            "Please ask the administrator of the website."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["placeholder"]

    @property
    def extra_fields(self):
        return [(name, field) for name, field in super().extra_fields if name != "is_own_device"]

    def confirm_login_allowed(self, user):
        """Tell somebody whose assignment has ended so, and whom to ask, instead of asking for the password again."""
        super().confirm_login_allowed(user)
        if not user.has_perm("wagtailadmin.access_admin"):
            raise forms.ValidationError(self.error_messages["nothing_assigned"], code="nothing_assigned")
