"""What allauth's second factor asks this site: how secrets lie in the database, and what telephones call it."""

from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from submissions.kept.encrypted import UnreadablePersonalData, cipher
from submissions.models import Locality


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This did not work. Please try again."),
    }

    def encrypt(self, text):
        """With the key of the personal data: whoever has the database alone makes no codes."""
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise UnreadablePersonalData from error

    def get_totp_label(self, user):
        """Two people may share a mailbox, nobody a user name."""
        return user.username

    def get_totp_issuer(self):
        """Telephones show it above the code, and some stop at a colon."""
        return Locality.load().site_title.replace(":", " ")

    def get_public_key_credential_rp_entity(self):
        """For the host of BASE_URL, so that a passkey holds with and without "www."; else for the host asked."""
        asked = context.request.get_host().partition(":")[0]
        ours = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
        host = ours if asked == ours or asked.endswith(f".{ours}") else asked
        return {"id": host, "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user):
        return {"id": str(user.pk).encode(), "display_name": str(user), "name": user.username}
