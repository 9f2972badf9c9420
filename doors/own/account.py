"""The own account in the back office: the present password is guessed there no more often than at the log-in."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from wagtail.admin.views import account

from doors.entering import counting


class AccountView(account.AccountView):
    """Wagtail's, with a choice of password that counts wrong ones, and is locked with the log-in."""

    def dispatch(self, request, *args, **kwargs):
        locked = request.method == "POST" and counting.locked_out(request, request.user)
        return locked or super().dispatch(request, *args, **kwargs)

    def get_panels(self):
        panels = super().get_panels()
        for panel in panels:
            if isinstance(panel, account.ChangePasswordPanel):
                panel.form_class = self.counted
        return panels

    def counted(self, *args, **kwargs):
        form = CountedPasswordForm(*args, **kwargs)
        form.request = self.request
        return form


class CountedPasswordForm(PasswordChangeForm):
    request = None

    def clean_old_password(self):
        try:
            return super().clean_old_password()
        except forms.ValidationError:
            counting.count(self.request, self.user)
            raise
