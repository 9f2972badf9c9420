"""The version of all that the public reads: another one as soon as something of it has changed."""

import secrets

from django.db import connection, models, transaction

BITS = 62  # of a positive BigIntegerField


class PublicVersion(models.Model):
    """One row. Its token is random, not counted: a database that is restored from a backup never meets an old one."""

    token = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.token:x}"


def current():
    """The token (int) as the database has it now; None before there is one. One statement, without the ORM's cost."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {PublicVersion._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    return row and row[0]


def renew():
    """Nothing that was kept until now is shown again, by no process."""
    token = secrets.randbits(BITS)
    if not PublicVersion.objects.filter(pk=1).update(token=token):
        PublicVersion.objects.bulk_create([PublicVersion(pk=1, token=token)], ignore_conflicts=True)


def renew_on_commit():
    """`renew` when what is being changed can be read by others, and not before: inside, the row would be held."""
    transaction.on_commit(renew, robust=True)
