"""The version of all that the public reads: another one as soon as something of it has changed.

Two tokens, for what is in a piece and what is round it: `token` changes with anything, `frame` with all but the pieces
themselves, of which dozens are published a day. Of them the frame shows two things: which sections hold any, and
whether there is one to hear.
"""

import secrets
import time

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from submissions.models import Category, NewsPage

BITS = 62  # of a positive BigIntegerField


class PublicVersion(models.Model):
    """One row. Its tokens are random, not counted: a database that is restored from a backup never meets an old one."""

    token = models.BigIntegerField()
    # Moments to come, as seconds since 1970, at which public pages change by themselves: within a day, that is.
    turns = models.TextField(default="", blank=True, editable=False)
    frame = models.BigIntegerField(default=0)
    # What `held_now` said when `frame` was last renewed for it.
    held = models.TextField(default="")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.token:x}"


def current():
    """(token, frame) as the database has them now; None before there are any. One statement, without the ORM's cost.

    Both are other ones behind each turn.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token, frame, turns FROM {PublicVersion._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return None
    token, frame, turns = row
    passed = sum(float(turn) <= time.time() for turn in turns.split())
    return (f"{token}+{passed}", f"{frame}+{passed}") if turns else (str(token), str(frame))


def renew(**columns):
    """Nothing that was kept until now is shown again, by no process; `columns` are set along with it."""
    new = {"token": secrets.randbits(BITS), "frame": secrets.randbits(BITS), **columns}
    if not PublicVersion.objects.filter(pk=1).update(**new):
        PublicVersion.objects.bulk_create([PublicVersion(pk=1, **new)], ignore_conflicts=True)


def turn_at(moments):
    """From now on pages change by themselves at `moments` (aware datetimes) and at no others."""
    renew(turns=" ".join(str(moment.timestamp()) for moment in moments))


def renew_pieces():
    """Like `renew`, after pieces have changed and nothing else: what is kept by what their rows say stays.

    One after the other, so that none compares with what another is about to write.
    """
    with transaction.atomic():
        row = PublicVersion.objects.select_for_update().filter(pk=1).first()
        held = held_now()
        if row is None or row.held != held:
            renew(held=held)
        else:
            PublicVersion.objects.filter(pk=1).update(token=secrets.randbits(BITS))


def held_now():
    """What the frame shows of pieces (text): keys of the sections that hold a live one, and whether one is heard."""
    live = NewsPage.objects.filter(is_live=True)
    held = Category.objects.filter(Exists(live.filter(category=OuterRef("pk")))).order_by("pk")
    heard = ["heard"] if live.filter(recording__isnull=False).exists() else []
    return ",".join([*map(str, held.values_list("pk", flat=True)), *heard])


def when_committed(renewal):
    """Call `renewal` when what is being changed can be read by others, and not before: the row would be held."""
    transaction.on_commit(renewal, robust=True)
