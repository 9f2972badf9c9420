"""Links by which a person chooses a password: after forgetting it, and for an account that was never used."""

import datetime
from collections import Counter
from copy import copy

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from submissions.accounts.mailboxes import is_own_mailbox
from submissions.kept.outbox import mail_row, outbox_row
from submissions.models import Locality, User

# The log entry that is counted; also for an administrator who wonders about the mails.
ASKED = "submissions.password_link"


class PasswordResetForm(WagtailPasswordResetForm):
    """Writes to every active account of the mailbox, each with its own link and user name.

    Django leaves out accounts without a password; ours start without one, and this is how they get it. Whether any
    account has the address is not told.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address that is registered for the account")

    def get_users(self, email):
        return User.objects.filter(email__iexact=email, is_active=True).order_by("pk")

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Write to the accounts of the mailbox, unless it was asked for too often: the person sees the same answer."""
        accounts = list(self.get_users(self.cleaned_data["email"]).select_for_update())
        if asked_lately(accounts) >= settings.PASSWORD_LINKS_PER_HOUR:
            return
        for user in accounts:
            send_link(user, template="submissions/accounts/mail/password_reset.txt")
            log(instance=user, action=ASKED)


def asked_lately(accounts):
    """How often (int) a link was asked for within the last hour, for the most asked of `accounts` (of one mailbox)."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User),
        action=ASKED,
        object_id__in=[str(account.pk) for account in accounts],
        timestamp__gt=timezone.now() - datetime.timedelta(hours=1),
    )
    return max(Counter(entries.values_list("object_id", flat=True)).values(), default=0)


def send_invitation(user):
    """Write to the owner of a new account: the user name and a link to choose a password."""
    send_link(user, template="submissions/accounts/mail/account_created.txt")


def tell_old_address(account, address, *, user):
    """Write to `address` (str), which was that of `account` until `user` changed it: links go elsewhere from now on."""
    person = copy(account)
    person.email = address
    outbox_row(
        "submissions/accounts/mail/address_changed.txt",
        recipient=person,
        context={"person": account, "by": user, "site": Locality.load().site_title},
    )


def link_for(user):
    """The address (str) at which `user` chooses a password, once."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = f"{reverse('choose_password')}?t={uid}.{default_token_generator.make_token(user)}"
    return settings.WAGTAILADMIN_BASE_URL + path


def send_link(user, *, template):
    """Write a mail of `template` with a personal link; ValidationError where it cannot be written.

    Without the mail nothing is done: who was told of a link would wait for it in vain. The link goes to the site's own
    address, never to whatever host the request named.
    """
    context = {
        "person": user,
        "link": link_for(user),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "site": Locality.load().site_title,
        "is_shared": user.has_usable_password() and not is_own_mailbox(user.email, user),
        "again": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset"),
    }
    mail_row(template, recipient=user, context=context)
