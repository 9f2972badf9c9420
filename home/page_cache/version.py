"""The version of all that the public reads: another one as soon as something of it has changed.

Two tokens, for what is in a piece and what is round it: `token` changes with anything, `frame` with all but the pieces
themselves, of which dozens are published a day. Of them the frame shows one thing: which sections hold any.
"""

import secrets

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from submissions.models import Category, NewsPage

BITS = 62  # of a positive BigIntegerField


class PublicVersion(models.Model):
    """One row. Its tokens are random, not counted: a database that is restored from a backup never meets an old one."""

    token = models.BigIntegerField()
    frame = models.BigIntegerField(default=0)
    # The keys of the sections that held a live piece when `frame` was last renewed for them.
    sections = models.TextField(default="")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.token:x}"


def current():
    """(token, frame) as the database has them now; None before there are any. One statement, without the ORM's cost."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token, frame FROM {PublicVersion._meta.db_table} WHERE id = 1")
        return cursor.fetchone()


def renew():
    """Nothing that was kept until now is shown again, by no process."""
    tokens = {"token": secrets.randbits(BITS), "frame": secrets.randbits(BITS)}
    if not PublicVersion.objects.filter(pk=1).update(**tokens):
        PublicVersion.objects.bulk_create([PublicVersion(pk=1, **tokens)], ignore_conflicts=True)


def renew_pieces():
    """Like `renew`, after pieces have changed and nothing else: what is kept by what their rows say stays.

    One after the other, so that none compares with what another is about to write.
    """
    with transaction.atomic():
        row = PublicVersion.objects.select_for_update().filter(pk=1).first()
        sections = ",".join(map(str, held_sections()))
        if row is None or row.sections != sections:
            renew()
            PublicVersion.objects.filter(pk=1).update(sections=sections)
        else:
            PublicVersion.objects.filter(pk=1).update(token=secrets.randbits(BITS))


def held_sections():
    """Keys of the sections that hold a live piece."""
    held = Exists(NewsPage.objects.filter(category=OuterRef("pk"), is_live=True))
    return Category.objects.filter(held).order_by("pk").values_list("pk", flat=True)


def when_committed(renewal):
    """Call `renewal` when what is being changed can be read by others, and not before: the row would be held."""
    transaction.on_commit(renewal, robust=True)
