"""Wagtail's page on which a password is chosen, which a shared mailbox alone does not open, and the way to it.

Else who shares a mailbox with a leader could take the leader's account, and approve the own piece.
"""

from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.views.account import PasswordResetConfirmView as WagtailPasswordResetConfirmView

from submissions.accounts.mailboxes import is_own_mailbox
from submissions.by_mail import devices

# Of a user's key and of a token; more is nobody's link.
LONGEST = 200


class OpenPasswordLinkView(View):
    """The address in the mail: takes the token out of it, before any page is shown (docs/safety.md).

    Behind a "?", which no log of ours has, where Django's own link has it in the path.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        uid, _dot, token = request.GET.get("t", "")[:LONGEST].partition(".")
        if not (uid and token and uid.isascii() and uid.replace("-", "").replace("_", "").isalnum()):
            uid, token = "-", "-"
        # As Django keeps it once its own link was opened; whether it holds, the page asks.
        request.session[INTERNAL_RESET_SESSION_TOKEN] = token
        response = redirect(
            "wagtailadmin_password_reset_confirm", uidb64=uid, token=PasswordResetConfirmView.reset_url_token
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


class PasswordResetConfirmView(WagtailPasswordResetConfirmView):
    def dispatch(self, request, *args, **kwargs):
        self.asked_for = self.get_user(kwargs["uidb64"])
        if self.is_refused:
            # As Django answers a link that does not hold: without a form, and without a word on the password.
            self.validlink, self.user = False, None
            response = self.render_to_response(self.get_context_data(is_shared=True), status=403)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def is_refused(self):
        """Whether the account has been used, others open its mailbox too, and nothing tells that it is its owner."""
        user = self.asked_for
        return (
            user is not None
            and user.has_usable_password()
            and not is_own_mailbox(user.email, user)
            and not devices.is_device_of(self.request, user)
        )
