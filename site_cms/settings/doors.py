"""Who comes in: the second factor, sessions, leaked passwords, the office's own log-in (docs/safety.md)."""

import os

from .words import minutes_of, words_of

# Required of nobody, unless production.py or the environment says of whom.
SECOND_FACTOR_FOR = words_of("SECOND_FACTOR_FOR")
SESSION_IDLE_MINUTES = minutes_of("SESSION_IDLE_MINUTES")
# For how many days a browser that its owner trusts is not asked for the second factor; 0 asks each time.
TRUSTED_DEVICE_DAYS = int(os.environ.get("TRUSTED_DEVICE_DAYS", "30"))
# For how many days somebody must have administered accounts to reset the second factor of others; 0 asks nothing.
ADMINISTRATOR_DAYS = int(os.environ.get("ADMINISTRATOR_DAYS", "7"))
# A file of leaked passwords, ordered by hash (doors/passwords/leaked.py); none is looked into while it is empty.
LEAKED_PASSWORDS_FILE = os.environ.get("LEAKED_PASSWORDS_FILE", "").strip()
MFA_ADAPTER = "doors.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# OpenID Connect: off while OIDC_SERVER is empty.
OIDC_SERVER = os.environ.get("OIDC_SERVER", "").strip().rstrip("/")
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "").strip()
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "").strip()
OIDC_NAME = os.environ.get("OIDC_NAME", "").strip() or "OpenID Connect"
# An account is found by an address that the server has verified; and made, where there is none.
OIDC_MATCH_EMAIL = os.environ.get("OIDC_MATCH_EMAIL", "0") == "1"
OIDC_CREATE = os.environ.get("OIDC_CREATE", "0") == "1"
OIDC_PROVIDER = "oidc"
SOCIALACCOUNT_ADAPTER = "doors.entering.oidc.OidcAdapter"
# A log-in begins with a form of ours (POST), which allauth then need not show again.
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}
