"""Which minimum is in force for a unit on a day: one unit's own before its kind's."""

from collections import defaultdict

from compliance.models import Quota


class QuotaBook:
    """All quotas, read once (one query) and then asked for any unit and day."""

    def __init__(self):
        self._by_unit = defaultdict(list)
        self._by_kind = defaultdict(list)
        for quota in Quota.objects.order_by("pk"):
            if quota.unit_id:
                self._by_unit[quota.unit_id].append(quota)
            else:
                self._by_kind[quota.kind_id].append(quota)

    def in_force(self, unit, day):
        """The Quota of `unit` on `day` (a date), or None when nothing is asked of it."""
        for quota in (*self._by_unit[unit.pk], *self._by_kind[unit.kind_id]):
            if quota.is_valid_on(day):
                return quota
        return None

    def photo_required(self, unit, day):
        """Whether a piece of `unit` needs a photo to count in the period whose last day is `day`."""
        quota = self.in_force(unit, day)
        return quota is not None and quota.photo_required

    def photo_terms(self, day):
        """What decides about photos on `day`: equal on two days when every unit is under the same rule on both."""
        quotas = [q for group in (*self._by_unit.values(), *self._by_kind.values()) for q in group]
        return frozenset((q.unit_id, q.kind_id, q.photo_required) for q in quotas if q.is_valid_on(day))
