"""The screen "Đăng nhập và bảo mật" of everybody's own account."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from doors.entering import oidc
from doors.factors import factors
from doors.factors.who import idle_minutes, must_have_factor
from doors.presence import sessions
from submissions.by_mail.device_names import name_of_browser
from submissions.screens.access import ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.refusals import AlreadyDone, Refusal

REMOVED = "doors.factor_removed"
NEW_CODES = "doors.new_codes"


class SecurityView(ScreenMixin, TemplateView):
    template_name = "doors/own.html"
    page_title = gettext_lazy("Log-in and security")
    header_icon = "lock"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = factors.factors_of(user)
        here = self.request.session.session_key
        return super().get_context_data(
            telephone=next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
            passkeys=[(row, row.wrap().name) for row in rows if row.type == Authenticator.Type.WEBAUTHN],
            has_factor=bool(rows),
            must=must_have_factor(user),
            codes_left=factors.codes_left(user),
            sessions=[
                {"row": one, "name": name_of_browser(one.user_agent), "is_here": one.session_key == here}
                for one in sessions.sessions_of(user)
            ],
            idle=idle_minutes(user),
            oidc_name=settings.OIDC_NAME if oidc.is_on() else "",
            is_connected=oidc.is_on() and SocialAccount.objects.filter(user=user).exists(),
            **kwargs,
        )


class OwnView(DecidingView):
    """Something about the own account; what protects it only after the password was typed lately."""

    needs_proof = True

    def dispatch(self, request, *args, **kwargs):
        if self.needs_proof and request.method == "POST" and not sessions.is_proved(request):
            return redirect(f"{reverse('doors:prove')}?next={self.address}")
        return super().dispatch(request, *args, **kwargs)

    @property
    def address(self):
        return reverse("own_security:index")


class RemoveView(OwnView):
    """One factor. Who needs one keeps the last."""

    done = gettext_lazy("Taken away. It no longer opens this account.")

    @transaction.atomic
    def act(self):
        user = factors.held(self.request.user)
        row = get_object_or_404(Authenticator, pk=self.kwargs["pk"], user=user, type__in=factors.FACTORS)
        is_last = len(factors.factors_of(user)) == 1
        if is_last and must_have_factor(user):
            raise Refusal(_("Your role needs a second factor. Please set up another one first."))
        if is_last:
            factors.take_away(user)
            sessions.set_factor(self.request, sessions.NONE)
        else:
            row.delete()
        log(instance=user, action=REMOVED, user=self.request.user)


class NewCodesView(OwnView):
    """Ten new codes for the paper; the old ones, and devices that were trusted, end."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            user = factors.held(request.user)
            if not factors.has_factor(user):
                messages.warning(request, _("Please set up a telephone or a passkey first."))
                return redirect(self.address)
            codes = factors.new_codes(user)
            log(instance=user, action=NEW_CODES, user=request.user)
        return render(request, "doors/codes.html", {"codes": codes, "to": self.address})


class EndSessionView(OwnView):
    needs_proof = False
    done = gettext_lazy("Ended. On that device the password is asked for again.")

    def act(self):
        row = get_object_or_404(UserSession, pk=self.kwargs["pk"], user=self.request.user)
        if row.session_key == self.request.session.session_key:
            raise Refusal(_("This is the session that you are using. Please use “Log out”."))
        row.end()


class EndOthersView(OwnView):
    needs_proof = False
    done = gettext_lazy("All other sessions are ended.")

    def act(self):
        if not sessions.end_sessions(self.request.user, but=self.request.session.session_key):
            raise AlreadyDone(_("There is no other session."))
