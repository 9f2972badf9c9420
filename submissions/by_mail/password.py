"""Wagtail's page on which a password is chosen, which a shared mailbox alone does not open.

Else who shares a mailbox with a leader could take the leader's account, and approve the own piece.
"""

from django.utils.functional import cached_property
from wagtail.admin.views.account import PasswordResetConfirmView as WagtailPasswordResetConfirmView

from submissions.accounts.mailboxes import is_own_mailbox
from submissions.by_mail import devices


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
