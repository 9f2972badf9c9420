"""The log-in: Wagtail's form at Wagtail's address; behind the password comes what the account needs."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin.views.account import LoginView as WagtailLoginView

from doors.entering import counting
from doors.entering.waiting import Wish, enter, let_in, trust, waiting
from doors.factors import factors, passkeys
from submissions.kept.encrypted import UnreadablePersonalData


class LoginView(WagtailLoginView):
    """User name and password; whoever has them right is let in only where nothing else is needed."""

    def form_valid(self, form):
        wish = Wish(
            to=self.get_success_url(),
            remember=form.cleaned_data["remember"],
            own_device=form.cleaned_data["is_own_device"],
        )
        return enter(self.request, form.get_user(), wish)

    def get_context_data(self, **kwargs):
        return super().get_context_data(oidc_name=settings.OIDC_NAME if settings.OIDC_SERVER else "", **kwargs)


def place_after(request, asked):
    """`asked` (an address) where it is one of this site, else the first screen of the back office."""
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("wagtailadmin_home")


@method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()], name="dispatch")
class StepView(View):
    """A page between the password and the site. `person` waits there, or is logged in and proves something anew."""

    person, wish = None, None

    def dispatch(self, request, *args, **kwargs):
        found = waiting(request)
        if found is None:
            if request.user.is_authenticated:
                return redirect("wagtailadmin_home")
            messages.warning(request, _("Please enter user name and password again."))
            return redirect("wagtailadmin_login")
        self.person, self.wish = found
        return counting.locked_out(request, self.person) or super().dispatch(request, *args, **kwargs)


class CodeView(StepView):
    """The second factor of whoever has one: a code of the telephone or of the paper, or a passkey."""

    def get(self, request):
        return self.page()

    def post(self, request):
        try:
            is_shown = self.is_shown()
        except UnreadablePersonalData:
            return self.page(_("The second factor cannot be read at present. Please tell the administrator."), 503)
        if not is_shown:
            counting.count(request, self.person)
            return self.page(_("This code is not right, or was used already. Please enter the next one that is shown."))
        request.factor_shown = True
        response = let_in(request, self.person, self.wish, HttpResponseRedirect(self.wish.to))
        if "trust" in request.POST and settings.TRUSTED_DEVICE_DAYS:
            trust(request, self.person, response)
        return response

    def is_shown(self):
        answer = self.request.POST.get("credential", "")
        if not answer:
            return factors.open_with(self.person, self.request.POST.get("code", ""))
        try:
            passkeys.show(self.person, answer)
        except passkeys.NotShown:
            return False
        return True

    def page(self, error="", status=200):
        kinds = {row.type for row in factors.factors_of(self.person)}
        has_passkey = Authenticator.Type.WEBAUTHN in kinds
        context = {
            "error": error,
            "has_telephone": Authenticator.Type.TOTP in kinds,
            "question": passkeys.question_to_show(self.person) if has_passkey else None,
            "trust_days": settings.TRUSTED_DEVICE_DAYS,
        }
        return render(self.request, "doors/code.html", context, status=status)
