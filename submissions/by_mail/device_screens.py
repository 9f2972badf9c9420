"""The devices that a person called the own: in the account, and for whoever administers accounts; each can be ended."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.widgets import Button

from submissions.accounts import account_permissions
from submissions.by_mail import devices
from submissions.models import KnownDevice, User
from submissions.rights import roles
from submissions.screens.access import ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import AlreadyDone


def user_can_end_devices_of(user, account):
    """Whether `user` sees and ends the devices of `account`: the own, and whoever may change the account."""
    return user.pk == account.pk or account_permissions.user_can_change_account(user, account)


class OfAnAccount:
    """A view about the devices of one account: refused to everybody but its owner and its administrators."""

    @cached_property
    def account(self):
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if not user_can_end_devices_of(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DevicesView(OfAnAccount, ScreenMixin, TemplateView):
    template_name = "submissions/by_mail/devices.html"
    page_title = gettext_lazy("Known devices")
    header_icon = "mobile-alt"

    @cached_property
    def account(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            account=self.account,
            is_own=self.account.pk == self.request.user.pk,
            devices=devices.holding(self.account),
            here=devices.marked(self.request),
        )


class OwnDevicesView(DevicesView):
    @cached_property
    def account(self):
        return self.request.user


class EndDeviceView(OfAnAccount, DecidingView):
    """Ends one device at once: a link opened there asks for the log-in again."""

    done = gettext_lazy("The device is no longer known. A link opened there asks for the log-in again.")

    @cached_property
    def device(self):
        return get_object_or_404(KnownDevice.objects.select_related("user"), pk=self.kwargs["pk"])

    @property
    def account(self):
        return self.device.user

    @property
    def address(self):
        if self.account.pk == self.request.user.pk:
            return reverse("devices:own")
        return reverse("devices:account", args=[self.account.pk])

    def act(self):
        if not KnownDevice.objects.filter(pk=self.device.pk).end():
            raise AlreadyDone(_("This device is not known any more already."))


class NoForm(forms.Form):
    """Nothing to fill in: Wagtail's screen of the account asks every panel for a form."""

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, **kwargs)

    def save(self):
        pass


class DevicesPanel(BaseSettingsPanel):
    """On the screen of the own account: how many devices are known, and the way to them."""

    name = "devices"
    title = gettext_lazy("Known devices")
    order = 600
    template_name = "submissions/by_mail/devices_panel.html"
    form_class = NoForm

    def is_active(self):
        return roles.user_is_member(self.user)

    def get_context_data(self):
        return {**super().get_context_data(), "number": len(devices.holding(self.user))}


def account_panel(request, user, profile):
    return DevicesPanel(request, user, profile)


def listing_buttons(user, request_user):
    """In the list of accounts: the devices of `user`."""
    if user_can_end_devices_of(request_user, user):
        address = reverse("devices:account", args=[user.pk])
        yield Button(_("Known devices"), url=address, icon_name="mobile-alt", priority=40)
