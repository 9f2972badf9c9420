"""The version of all that the public reads: another one as soon as something of it has changed."""

import secrets
import time

from django.db import connection, models, transaction

BITS = 62  # of a positive BigIntegerField


class PublicVersion(models.Model):
    """One row. Its token is random, not counted: a database that is restored from a backup never meets an old one."""

    token = models.BigIntegerField()
    # Moments to come, as seconds since 1970, at which public pages change by themselves: within a day, that is.
    turns = models.TextField(default="", blank=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.token:x}"


def current():
    """The version (str) as the database has it now; None before there is one. One statement, without the ORM's cost.

    It is another one behind each turn.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token, turns FROM {PublicVersion._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return None
    token, turns = row
    return f"{token}+{sum(float(turn) <= time.time() for turn in turns.split())}" if turns else str(token)


def renew(**turns):
    """Nothing that was kept until now is shown again, by no process; `turns` (text) are those from now on."""
    new = {"token": secrets.randbits(BITS), **turns}
    if not PublicVersion.objects.filter(pk=1).update(**new):
        PublicVersion.objects.bulk_create([PublicVersion(pk=1, **new)], ignore_conflicts=True)


def turn_at(moments):
    """From now on pages change by themselves at `moments` (aware datetimes) and at no others."""
    renew(turns=" ".join(str(moment.timestamp()) for moment in moments))


def renew_on_commit():
    """`renew` when what is being changed can be read by others, and not before: inside, the row would be held."""
    transaction.on_commit(renew, robust=True)
