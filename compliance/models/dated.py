"""What is asked from a day to a day, one at a time for the same subject, and never moving closed figures."""

from django.db import transaction

from compliance.models.closed import last_closed_day
from compliance.periods import settled
from submissions.kept.one_at_a_time import OneAtATime, take_turn

LOCKED_TABLE = ("compliance", "closedperiod")


class SettledOneAtATime(OneAtATime):
    """Refuses, besides an overlap, whatever would move the figures of a closed period."""

    LOCKED_TABLE = LOCKED_TABLE

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        """Refuses with a ValidationError what closed figures rest on."""
        with transaction.atomic():
            one_at_a_time()
            settled.refuse_taking_away(self, closed=last_closed_day())
            return super().delete(*args, **kwargs)

    def overlapping(self):
        return super().overlapping().select_related("unit")

    def refuse_conflict(self):
        """Raise ValidationError on an overlap, or when this differs from what is stored in a closed period."""
        super().refuse_conflict()
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        settled.refuse_unsettling(self, stored=stored, closed=last_closed_day())


def one_at_a_time():
    """Wait until nobody else changes a rule or closes a period, and let nobody do so until the transaction ends.

    Both rest on what the other leaves.
    """
    take_turn(*LOCKED_TABLE)
