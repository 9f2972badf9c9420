"""The screens of lost factors: of one account, and what waits for a second administrator."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets import Button

from doors.factors import factors
from doors.factors.who import must_have_factor
from doors.models import FactorReset
from doors.resetting import resets
from submissions.accounts.account_permissions import user_can_change_account
from submissions.models import User
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView, FormDecidingView
from submissions.upkeep.menu import item

PAST = 50


class ResetMixin(AllowedMixin):
    allowed = staticmethod(resets.user_can_reset)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("How do you know that it is this person, and what was lost?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For example: came to the office with the identity card; the telephone was stolen."),
    )


class OfAccount(ResetMixin):
    @cached_property
    def account(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    @property
    def address(self):
        return reverse("factor_resets:account", args=[self.account.pk])


class AccountView(OfAccount, ScreenMixin, TemplateView):
    """Whether an account has a second factor, and the form that asks for its reset."""

    template_name = "doors/account.html"
    page_title = gettext_lazy("Second factor")
    header_icon = "lock"
    form = None

    def get_context_data(self, **kwargs):
        user, account = self.request.user, self.account
        reset = FactorReset.objects.filter(account=account).waiting().first()
        return super().get_context_data(
            account=account,
            has_factor=factors.has_factor(account),
            must=must_have_factor(account),
            reset=reset,
            form=self.form or ReasonForm(),
            is_own=user.pk == account.pk,
            may_ask=user_can_change_account(user, account),
            not_yet=resets.why_not_yet(user),
            past=account.factor_resets.select_related("asked_by", "confirmed_by")[:PAST],
            **kwargs,
        )


class AskView(OfAccount, FormDecidingView):
    form_class = ReasonForm
    done = gettext_lazy("Asked for. Another administrator has to confirm it within a day; the person was told by mail.")

    def again(self, form):
        screen = AccountView(form=form)
        screen.setup(self.request, *self.args, **self.kwargs)
        return screen.render_to_response(screen.get_context_data())

    def act(self):
        resets.ask(account=self.account, user=self.request.user, reason=self.cleaned["reason"])


class WaitingView(ResetMixin, ScreenMixin, TemplateView):
    """What waits for a second administrator, and what was done."""

    template_name = "doors/resets.html"
    page_title = gettext_lazy("Lost second factors")
    header_icon = "lock"

    def get_context_data(self, **kwargs):
        rows = FactorReset.objects.select_related("account", "asked_by", "confirmed_by")
        return super().get_context_data(
            waiting=rows.waiting(),
            past=rows.exclude(confirmed_at=None)[:PAST],
            not_yet=resets.why_not_yet(self.request.user),
            **kwargs,
        )


class OfReset(ResetMixin, DecidingView):
    @property
    def address(self):
        return reverse("factor_resets:index")


class ConfirmView(OfReset):
    done = gettext_lazy("Done. The person sets up a new second factor at the next log-in.")

    def act(self):
        resets.confirm(pk=self.kwargs["pk"], user=self.request.user)


class WithdrawView(OfReset):
    done = gettext_lazy("Taken back. The second factor stays as it is.")

    def act(self):
        resets.withdraw(pk=self.kwargs["pk"], user=self.request.user)


def resets_item():
    return item(
        _("Lost second factors"),
        "factor_resets:index",
        icon_name="lock",
        order=25,
        allowed=resets.user_can_reset,
    )


def listing_buttons(user, request_user):
    """In the list of accounts: the second factor of `user`."""
    if resets.user_can_reset(request_user):
        address = reverse("factor_resets:account", args=[user.pk])
        yield Button(_("Second factor"), url=address, icon_name="lock", priority=45)
