"""Looks at what is reached over the network: the mail server, the site's own address and its certificate."""

import datetime
import smtplib
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _

from keeping.doctor.findings import broken, good, to_look_at
from site_cms.checks import check_address

# For a server that does not answer (s).
PATIENCE = 8
# A certificate that is renewed by itself is renewed a month before its end.
SOON = datetime.timedelta(days=14)


def mail():
    """The mail server is reached and takes the name and password; no mail is sent."""
    backend = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
    if not hasattr(backend, "host"):
        return good(_("Mails go to no server here."))
    backend.timeout = PATIENCE
    told = {"server": f"{backend.host}:{backend.port}"}
    try:
        backend.open()
        backend.close()
    except smtplib.SMTPAuthenticationError:
        said = _("The mail server %(server)s does not take the name and password.")
        return broken(said % told, "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD")
    except (OSError, smtplib.SMTPException) as error:
        said = _("The mail server %(server)s is not reached: %(why)s")
        return broken(said % (told | {"why": error}), "EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_USE_SSL")
    return good(_("The mail server %(server)s answers.") % told)


def address():
    """The links in mails lead to a host that the site answers to."""
    wrong = check_address(None)
    if wrong:
        return broken(" ".join(error.msg for error in wrong), "BASE_URL, ALLOWED_HOSTS")
    return good(_("The site's address is %(address)s.") % {"address": settings.WAGTAILADMIN_BASE_URL})


def certificate():
    """Until when the certificate of the site's address holds, as a browser sees it."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if parts.scheme != "https":
        return good(_("The site has no https address here."))
    told = {"host": parts.hostname}
    try:
        ends_at = end_of_certificate(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        said = _("Browsers refuse the certificate of %(host)s: %(why)s")
        return broken(said % (told | {"why": error.verify_message}), "certbot renew; systemctl reload nginx")
    except OSError as error:
        said = _("%(host)s is not reached from here, so its certificate was not seen: %(why)s")
        return to_look_at(said % (told | {"why": error}), "systemctl status nginx")
    left = ends_at - datetime.datetime.now(datetime.UTC)
    said = _("The certificate of %(host)s holds for %(days)s more days.") % (told | {"days": left.days})
    return to_look_at(said, "certbot renew; systemctl reload nginx") if left < SOON else good(said)


def end_of_certificate(host, port):
    """When the certificate that `host` shows ends (datetime). Raises ssl.SSLError, or OSError when not reached."""
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) as wrapped,
    ):
        seconds = ssl.cert_time_to_seconds(wrapped.getpeercert()["notAfter"])
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
