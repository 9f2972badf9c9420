"""System checks: settings under which the chain would not hold, and accounts that must not be in production."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from wagtail.models import GroupPagePermission

from submissions.mail_in.account import Account
from submissions.models import User

REQUIRED_SETTINGS = {
    "WAGTAIL_FINISH_WORKFLOW_ACTION": "submissions.chain.publishing.publish_approved",
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": False,
    "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS": False,
    "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH": False,
    "WAGTAILADMIN_COMMENTS_ENABLED": False,
    "WAGTAIL_I18N_ENABLED": False,
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
}

# Checks of this kind tell whether what lies encrypted can be read: another app has them, and they are asked by kind.
PERSONAL_DATA = "personal_data"
# Whether SECRET_KEY is the one that the site has had: asked in the same way.
SECRET = "secret_key"


def register_checks():
    register(check_chain_settings, Tags.security)
    register(check_mail_settings, Tags.security)
    register(check_mailbox_settings, Tags.security)
    register(check_publish_rows, Tags.database)
    register(check_demo_accounts, Tags.database)


def check_chain_settings(app_configs, **kwargs):
    """The settings that the approval chain rests on (docs/chain.md)."""
    return [
        Error(f"{name} must be {value!r}: the approval chain rests on it.", id="submissions.E001")
        for name, value in REQUIRED_SETTINGS.items()
        if getattr(settings, name, None) != value
    ]


def check_mail_settings(app_configs, **kwargs):
    """A mail is noted as sent before the next one is handed over (docs/notifications.md)."""
    if settings.POST_OFFICE.get("BATCH_SIZE") == 1:
        return []
    return [Error('POST_OFFICE["BATCH_SIZE"] must be 1: else a run that is killed is repeated.', id="submissions.E004")]


def check_mailbox_settings(app_configs, **kwargs):
    """Mails are taken only where it is said whose word on their senders counts (docs/mail-in.md)."""
    if not settings.IMAP_URL:
        return []
    try:
        Account.of(settings.IMAP_URL)
    except ImproperlyConfigured as error:
        return [Error(str(error), id="submissions.E005")]
    missing = [name for name in ("MAIL_IN_ADDRESS", "MAIL_IN_AUTHSERV_ID") if not getattr(settings, name)]
    return [Error(f"IMAP_URL is set, so {name} must be too.", id="submissions.E006") for name in missing]


def check_publish_rows(app_configs, databases, **kwargs):
    """No group holds Wagtail's own permission to publish: rights are computed (docs/rights.md)."""
    if not databases or not tables_exist(GroupPagePermission):
        return []
    if GroupPagePermission.objects.filter(permission__codename="publish_page").exists():
        return [Error("A group holds 'publish' on a page; remove the row.", id="submissions.E002")]
    return []


def check_demo_accounts(app_configs, databases, **kwargs):
    """A production site with accounts of the demonstration has an open door."""
    if not databases or not settings.REFUSE_DEMO_ACCOUNTS or not tables_exist(User):
        return []
    names = list(User.objects.filter(is_demo=True).values_list("username", flat=True)[:5])
    if not names:
        return []
    listed = ", ".join(names)
    return [Error(f"Còn tài khoản dùng thử trong cơ sở dữ liệu: {listed} …", id="submissions.E003")]


def tables_exist(model):
    return model._meta.db_table in connection.introspection.table_names()
