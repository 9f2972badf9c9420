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

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _(
            "The user name or the password is not right. The password distinguishes capital and small letters."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["placeholder"]
