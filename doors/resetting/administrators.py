"""Who administers accounts, and since when: noted whenever a role, a group's rights or an account changes.

Two people are two only while neither could have made the other a moment ago.
"""

import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Min
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from doors.models import AdministratorSince
from submissions.models import User

PERMISSION = "submissions.change_user"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def administrators():
    """The accounts in use that administer accounts (a queryset)."""
    return User.objects.with_perm(PERMISSION, backend=BACKEND)


def counts_from(user):
    """From when (aware datetime) `user`, an administrator, counts as one of two people.

    Who became it by SQL, past all signals, begins with the next change of any account or role. A second factor that was
    set up lately begins anew: whoever comes in by an account that nobody entered for long need not be its owner.
    """
    noted = AdministratorSince.objects.filter(account=user).first()
    since = noted.since if noted else timezone.now()
    factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    since = max(since, factor.aggregate(first=Min("created_at"))["first"] or since)
    return since + datetime.timedelta(days=settings.ADMINISTRATOR_DAYS)


def note_all():
    """Note who has become an administrator, and forget who is none any more."""
    now = administrators()
    AdministratorSince.objects.exclude(account__in=now.values("pk")).delete()
    new = now.filter(administrator_since=None)
    rows = [AdministratorSince(account=user, since=timezone.now()) for user in new]
    AdministratorSince.objects.bulk_create(rows, ignore_conflicts=True)


def connect():
    """Called once, when the app is ready."""
    for rights in (User.groups, User.user_permissions, Group.permissions):
        m2m_changed.connect(_when_rights_change, sender=rights.through, dispatch_uid="doors.administrators")
    post_delete.connect(_when_a_group_is_gone, sender=Group, dispatch_uid="doors.administrators")
    post_save.connect(_when_an_account_is_saved, sender=User, dispatch_uid="doors.administrators")


def _when_rights_change(action, **kwargs):
    if action.startswith("post_"):
        note_all()


def _when_a_group_is_gone(**kwargs):
    note_all()


def _when_an_account_is_saved(instance, created, update_fields, raw=False, **kwargs):
    """A log-in saves the account too, but nothing that makes an administrator; a new account has no rights yet."""
    is_touched = update_fields is None or {"is_active", "is_superuser"} & set(update_fields)
    if not raw and is_touched and (instance.is_superuser or not created):
        note_all()
