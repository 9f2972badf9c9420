"""The way to "Đăng nhập và bảo mật" from the screen of the own account."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from doors.factors import factors
from doors.factors.who import must_have_factor
from submissions.by_mail.device_screens import NoForm


class SecurityPanel(BaseSettingsPanel):
    name = "doors"
    title = _("Log-in and security")
    order = 500
    template_name = "doors/panel.html"
    form_class = NoForm

    def get_context_data(self):
        return {
            **super().get_context_data(),
            "has_factor": factors.has_factor(self.user),
            "must": must_have_factor(self.user),
        }


def account_panel(request, user, profile):
    return SecurityPanel(request, user, profile)
