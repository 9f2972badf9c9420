"""What holds from a day to a day, one at a time for the same subject."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from vietnamese.dates import screen_date

from .validity import Validity


class OneAtATime(Validity):
    """Refuses a row that would hold on a day on which another one for the same subject (`SUBJECT`) holds already.

    What is silently overruled is what nobody finds again; so the old one has to be ended first. `LOCKED_TABLE` is the
    table, as (app label, model name), whose users take turns (`take_turn`).
    """

    SUBJECT: tuple[str, ...] = ()
    LOCKED_TABLE: tuple[str, str]

    class Meta:
        abstract = True

    @property
    def span(self):
        """From when to when it holds, in words (str)."""
        return span_in_words(self.valid_from, self.valid_to)

    def save(self, *args, **kwargs):
        """Refuses an overlap with a ValidationError, also when two people save at the same moment.

        SQLite knows no constraint over intervals. So everybody who saves such a row first takes their turn, and looks
        only then.
        """
        with transaction.atomic():
            take_turn(*self.LOCKED_TABLE)
            self.refuse_conflict()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.refuse_conflict()

    def refuse_conflict(self):
        """Raise ValidationError when another row for the same subject holds on a day of this one."""
        other = self.overlapping().first()
        if other is not None:
            raise ValidationError(other.is_in_the_way())

    def is_in_the_way(self):
        """What to tell who would enter another row for the same time (str)."""
        raise NotImplementedError

    def overlapping(self):
        """Other rows for the same subject that share at least one day with this one (a queryset)."""
        subject = {name: getattr(self, name) for name in self.SUBJECT}
        others = type(self).objects.filter(**subject).exclude(pk=self.pk)
        return others.overlapping(valid_from=self.valid_from, valid_to=self.valid_to).order_by("valid_from")


def take_turn(app_label, model):
    """Wait until nobody else works on what the table of `model` stands for; keep the turn until the transaction ends.

    The lock is the one row that stands for the table among Django's content types: it is always there. On SQLite a
    transaction that writes has the database to itself anyway.
    """
    ContentType.objects.select_for_update(no_key=True).get(app_label=app_label, model=model)


def span_in_words(valid_from, valid_to):
    """The half-open interval of two dates (or None) as a person reads it, with its last day (str)."""
    first = valid_from and screen_date(valid_from)
    last = valid_to and screen_date(valid_to - datetime.timedelta(days=1))
    if first and last:
        return _("from %(first)s to the end of %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s, without end") % {"first": first}
    if last:
        return _("until the end of %(last)s") % {"last": last}
    return _("without end")
