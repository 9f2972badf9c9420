"""A second factor is set up: at log-in by whoever needs one, else from the own account."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from doors.entering import counting
from doors.entering.login import place_after
from doors.entering.waiting import let_in, waiting
from doors.factors import factors, passkeys
from doors.presence import sessions
from submissions.by_mail.device_names import device_name

SECRET = "doors.secret"


@method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()], name="dispatch")
class SetUpView(View):
    """The telephone (`way` "telephone") or a passkey.

    Who only typed the password sets up the first one; who has one shows it first, here as everywhere.
    """

    way = "telephone"
    wish = None

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            if not sessions.is_proved(request):
                return redirect(f"{reverse('doors:prove')}?next={request.path}")
            self.person = request.user
        else:
            found = waiting(request)
            if found is None:
                return redirect("wagtailadmin_login")
            self.person, self.wish = found
            if factors.has_factor(self.person):
                return redirect("doors:code")
        return counting.locked_out(request, self.person) or super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page()

    def post(self, request):
        with transaction.atomic():
            # Two browsers that wait with the same password: only the first one sets up the first factor.
            person = factors.held(self.person)
            if self.wish is not None and factors.has_factor(person):
                return redirect("doors:code")
            if error := self.set_up(person):
                return self.page(error)
            codes = factors.new_codes(person) if factors.codes_left(person) is None else []
        request.session.pop(SECRET, None)
        return self.done(codes)

    def set_up(self, person):
        """Keep the factor; what is wrong with it (str), or nothing."""
        if self.way == "passkey":
            name = self.request.POST.get("name", "").strip()[:60] or device_name(self.request) or _("Passkey")
            try:
                passkeys.add(person, self.request.POST.get("credential", ""), name=name)
            except passkeys.NotShown as refusal:
                return refusal.sentence
            return ""
        secret = self.request.session.get(SECRET, "")
        if secret and factors.set_up_telephone(person, secret, self.request.POST.get("code", "")):
            return ""
        return _("This code does not fit. Please enter the six figures that the telephone shows now.")

    def done(self, codes):
        """The codes for the paper, this once; who waited is in."""
        request = self.request
        if self.wish is not None:
            request.factor_shown = True
            to = self.wish.to
            response = let_in(request, self.person, self.wish, self.codes_page(codes, to))
            sessions.end_sessions(self.person, but=request.session.session_key)
            return response
        request.session.cycle_key()
        sessions.set_factor(request, sessions.SHOWN)
        sessions.keep_row(request, self.person)
        # The others began without it, or before it.
        sessions.end_sessions(self.person, but=request.session.session_key)
        if not codes:
            messages.success(request, _("The second factor is set up."))
            return HttpResponseRedirect(reverse("own_security:index"))
        return self.codes_page(codes, reverse("own_security:index"))

    def codes_page(self, codes, to):
        return render(self.request, "doors/codes.html", {"codes": codes, "to": to, "is_set_up": True})

    def page(self, error=""):
        context = {"error": error, "way": self.way, "must": self.wish is not None}
        if self.way == "passkey":
            context |= {"question": passkeys.question_to_add(self.person), "name": device_name(self.request)}
        else:
            secret = self.request.session.get(SECRET)
            if not secret:
                secret = self.request.session[SECRET] = factors.new_secret()
            context["picture"], context["key"] = factors.shown(secret, self.person)
        return render(self.request, "doors/set_up.html", context)


class ProveView(View):
    """The password once more, before what protects the account is changed: a screen left open is not the person."""

    @method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()])
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect("wagtailadmin_login")
        return counting.locked_out(request, request.user) or super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page()

    def post(self, request):
        # Longer ones are no passwords; to compare one takes time.
        password = request.POST.get("password", "")[:4096]
        if not request.user.check_password(password):
            counting.count(request, request.user)
            return self.page(_("The password is not right."))
        sessions.prove(request)
        return HttpResponseRedirect(place_after(request, request.GET.get("next", "")))

    def page(self, error=""):
        return render(self.request, "doors/prove.html", {"error": error})
